// An example to load with one press.

import { type Draft, emptyDraft } from "./draft.ts";
import { t } from "./words.ts";

export function exampleDraft(): Draft {
  return {
    ...emptyDraft,
    history: "8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10",
    items: "120",
    deadlineWeeks: "18",
    size: "8",
    cost: "6000",
    risks: [
      {
        name: t("Integration takes longer than planned"),
        probability: "40",
        low: "8",
        mode: "14",
        high: "24",
        isOn: true,
      },
      { name: t("A key person is away"), probability: "25", low: "5", mode: "10", high: "18", isOn: true },
      { name: t("New legal requirement"), probability: "15", low: "10", mode: "16", high: "30", isOn: true },
    ],
  };
}
