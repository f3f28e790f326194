// What looks mistyped: asked about on the page, and seen on the board. Nothing is refused for it.

import type { Case } from "../api-types.ts";
import { t } from "../words.ts";
import { inputsOf, readHistory } from "./case.ts";
import type { Values } from "./fields.ts";

export const KINDS = ["history_total", "items_total", "deadline_days", "cost_thousands", "people_zero"] as const;
export type OddKind = (typeof KINDS)[number];

const FAR = 5;
const MANY_WEEKS = 3;
const LITTLE = 0.1;

/** @param typedPeople what stands in the field of people, where that is no team at all */
export function oddKinds(item: Case, values: Values, typedPeople: number | null = null): OddKind[] {
  const { items, deadlineWeeks, costPerPersonWeek } = inputsOf(item, values);
  const history = typeof values["history"] === "string" ? readHistory(values["history"]) : null;
  const odd: OddKind[] = [];
  if (history && isTotal(history)) odd.push("history_total");
  if (items > FAR * item.backlog || items * FAR < item.backlog) odd.push("items_total");
  if (deadlineWeeks >= FAR * item.deadline_weeks) odd.push("deadline_days");
  const { cost_per_person_week: stated } = item;
  if (stated > 0 && costPerPersonWeek < LITTLE * stated) odd.push("cost_thousands");
  if (typedPeople === 0) odd.push("people_zero");
  return odd;
}

/** One number where there should be one for each week, or one that is the sum of all others. */
function isTotal(counts: number[]): boolean {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.length === 1 || (counts.length > MANY_WEEKS && counts.some((count) => count * 2 === sum));
}

export function oddText(kind: OddKind): string {
  return {
    history_total: t("Is this a total? It should be one number for each week."),
    items_total: t("Is this the whole backlog? It is very far from the case's."),
    deadline_days: t("Is this in days? The deadline is in weeks."),
    cost_thousands: t("Is this in thousands? It is the cost of one person for one week."),
    people_zero: t("With nobody, nothing gets done. Type at least one person."),
  }[kind];
}
