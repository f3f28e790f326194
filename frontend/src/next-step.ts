// What to do next, while there is nothing to answer yet.

import type { Missing, Question } from "./request.ts";
import { t } from "./words.ts";

export function nextStep(question: Question | Missing): string {
  if (question === "history") return t("Start with the items that you finished in past weeks.");
  if (question === "scope_or_deadline") return t("Now say how many items are left, or a deadline, or both.");
  return t("One moment …");
}
