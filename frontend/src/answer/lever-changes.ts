// What pressing a lever types into the form.

import type { Draft } from "../draft.ts";

export interface LeverChanges {
  items(items: number): Partial<Draft>;
  people(people: number): Partial<Draft>;
  weeks(weeks: number): Partial<Draft>;
}

export function leverChanges(draft: Draft): LeverChanges {
  return {
    items: (items) => ({ items: String(items), itemsLow: "", itemsHigh: "" }),
    // The history stays the work of those who made it, or the pace would not change.
    people: (people) => ({ size: String(people), historySize: draft.historySize || draft.size }),
    weeks: (weeks) => ({ deadlineWeeks: String(weeks), deadline: "" }),
  };
}
