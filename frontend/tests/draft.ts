// Drafts for the tests.

import { type Draft, emptyDraft } from "../src/draft.ts";

export function draftWith(change: Partial<Draft>): Draft {
  return { ...emptyDraft, ...change };
}

export const full = draftWith({
  history: "5, 6, 8",
  periodDays: "14",
  historyEnd: "2026-11-22",
  itemsLow: "70",
  itemsHigh: "90",
  complexity: "high",
  splitLow: "1",
  splitHigh: "1.3",
  deadline: "2027-03-08",
  size: "5",
  cost: "5500",
  currency: "EUR",
  focus: "80",
  historySize: "4",
  changes: [{ week: "3", size: "6" }],
  risks: [
    { name: "Testes falham", probability: "40", low: "8", mode: "12", high: "20", isOn: true },
    { name: "a~b & c=d #1 100% 🚀 ação", probability: "2.5", low: "1", mode: "2", high: "3", isOn: false },
  ],
  start: "2026-12-01",
  daysOff: [
    { from: "2026-12-25", to: "" },
    { from: "2026-12-28", to: "2027-01-02" },
  ],
  workdays: "0123",
  country: "BR",
  subdivision: "SP",
  paceModel: "resample",
  go: "90",
  adjust: "60",
  workshop: "on",
});
