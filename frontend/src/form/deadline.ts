// Under the deadline: the date that its weeks mean, or the weeks that its date means.

import type { DeadlineAnswer } from "../api-types.ts";
import { byId } from "../dom.ts";
import type { Draft } from "../draft.ts";
import { dateText } from "../format.ts";
import { dateOf } from "../request.ts";
import { t, tn } from "../words.ts";

export function showDeadline(draft: Draft, deadline: DeadlineAnswer | null): void {
  byId("deadline-said").textContent = deadline ? deadlineText(draft, deadline) : "";
}

function deadlineText(draft: Draft, { weeks, date }: DeadlineAnswer): string {
  if (dateOf(draft.deadline)) return date === draft.deadline ? tn("In {n} week", "In {n} weeks", weeks) : "";
  return draft.deadlineWeeks === String(weeks) ? t("On {date}", { date: dateText(date) }) : "";
}
