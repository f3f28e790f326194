// What is typed, as it is typed. The one state of the page: the form, the link, the storage and the request are
// all made from it.

import type { Choice } from "./form/paste.ts";

export interface RiskDraft {
  name: string;
  /** In percent. */
  probability: string;
  low: string;
  mode: string;
  high: string;
  isOn: boolean;
}

export interface ChangeDraft {
  week: string;
  size: string;
}

/** Days that nobody works, both ends included; one day if the end is empty. */
export interface DaysOffDraft {
  from: string;
  to: string;
}

export interface Draft {
  history: string;
  choice: Choice | "";
  periodDays: string;
  historyEnd: string;
  items: string;
  itemsLow: string;
  itemsHigh: string;
  complexity: string;
  splitLow: string;
  splitHigh: string;
  deadline: string;
  deadlineWeeks: string;
  size: string;
  cost: string;
  currency: string;
  /** In percent. */
  focus: string;
  historySize: string;
  changes: ChangeDraft[];
  risks: RiskDraft[];
  start: string;
  daysOff: DaysOffDraft[];
  /** Digits, 0 is Monday. */
  workdays: string;
  country: string;
  subdivision: string;
  paceModel: string;
  /** In percent. */
  go: string;
  /** In percent. */
  adjust: string;
  /** Simulations of fewer trials; empty: as the installation says. */
  workshop: "on" | "off" | "";
}

export const emptyDraft: Draft = Object.freeze({
  history: "",
  choice: "",
  periodDays: "7",
  historyEnd: "",
  items: "",
  itemsLow: "",
  itemsHigh: "",
  complexity: "low",
  splitLow: "",
  splitHigh: "",
  deadline: "",
  deadlineWeeks: "",
  size: "",
  cost: "",
  currency: "BRL",
  focus: "",
  historySize: "",
  changes: [],
  risks: [],
  start: "",
  daysOff: [],
  workdays: "01234",
  country: "",
  subdivision: "",
  paceModel: "auto",
  go: "",
  adjust: "",
  workshop: "",
});

export const emptyRisk: RiskDraft = Object.freeze({
  name: "",
  probability: "",
  low: "",
  mode: "",
  high: "",
  isOn: true,
});

export const emptyChange: ChangeDraft = Object.freeze({ week: "", size: "" });

export const emptyDaysOff: DaysOffDraft = Object.freeze({ from: "", to: "" });

/** The fields that are lists of rows. */
export type RowsField = "changes" | "risks" | "daysOff";

/** The fields that are one string each. */
export type TextField = Exclude<keyof Draft, RowsField>;

export function isSame(one: Draft, other: Draft): boolean {
  return (Object.keys(emptyDraft) as (keyof Draft)[]).every(
    (key) => JSON.stringify(one[key]) === JSON.stringify(other[key]),
  );
}

/** Whether nothing is typed; workshop mode is no typing. */
export function isEmpty(draft: Draft): boolean {
  return isSame({ ...draft, workshop: emptyDraft.workshop }, emptyDraft);
}
