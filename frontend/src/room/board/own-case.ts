// A case typed in the page: texts as typed, until they make a case.

import type { Case } from "../../api-types.ts";
import { readPaste } from "../../form/paste.ts";
import { language, t, tn } from "../../words.ts";
import { AROUND } from "../typed.ts";

export interface RiskDraft {
  name: string;
  /** In percent. */
  probability: string;
  low: string;
  mode: string;
  high: string;
}

export interface CaseDraft {
  title: string;
  story: string;
  unit: string;
  team_size: string;
  cost_per_person_week: string;
  backlog: string;
  deadline_weeks: string;
  throughput_weekly: string;
  currency: string;
  saving_per_month: string;
  risks: RiskDraft[];
}

export type CaseField = Exclude<keyof CaseDraft, "risks">;

/** What is wrong, by field: title, and so on; risks.0.probability for a part of a risk. */
export type Problems = Readonly<Record<string, string>>;

export type CaseReading = { kind: "case"; value: Case } | { kind: "problems"; problems: Problems };

export const emptyRisk: RiskDraft = { name: "", probability: "", low: "", mode: "", high: "" };

export const emptyCase: CaseDraft = {
  title: "",
  story: "",
  unit: "",
  team_size: "",
  cost_per_person_week: "",
  backlog: "",
  deadline_weeks: "",
  throughput_weekly: "",
  currency: "",
  saving_per_month: "",
  risks: [],
};

/** @param currency the one that is meant where none is typed */
export function readCase(draft: CaseDraft, currency: string): CaseReading {
  const problems: Record<string, string> = {};
  const number = (name: "team_size" | "backlog" | "deadline_weeks", isWhole: boolean): number => {
    const value = isWhole ? whole(draft[name]) : positive(draft[name]);
    if (value === null) problems[name] = isWhole ? t("A whole number from 1 is needed here.") : t("A number above 0 is needed here.");
    return value ?? 0;
  };
  const amount = (name: "cost_per_person_week" | "saving_per_month"): number => {
    const value = numberOf(draft[name] || "0");
    if (value === null) problems[name] = t("An amount is needed here, or nothing.");
    return value ?? 0;
  };
  const text = (name: "title" | "unit"): string => {
    if (!draft[name].trim()) problems[name] = t("Something is needed here.");
    return draft[name].trim();
  };
  const history = readHistory(draft.throughput_weekly);
  const saving = amount("saving_per_month");
  const typedCurrency = draft.currency.trim().toUpperCase();
  const value: Case = {
    title: text("title"),
    story: draft.story.trim(),
    unit: text("unit"),
    team_size: number("team_size", false),
    cost_per_person_week: amount("cost_per_person_week"),
    currency: typedCurrency || currency,
    backlog: number("backlog", true),
    deadline_weeks: number("deadline_weeks", true),
    throughput_weekly: history.counts,
    risks: filledRisks(draft).map((risk, n) => riskOf(risk, `risks.${n}`, problems)),
    ...(saving > 0 && { saving_per_month: saving }),
  };
  if (history.problem) problems["throughput_weekly"] = history.problem;
  if (typedCurrency && !/^[A-Z]{3}$/.test(typedCurrency)) {
    problems["currency"] = t("Write the currency as three letters, such as BRL.");
  }
  return Object.keys(problems).length > 0 ? { kind: "problems", problems } : { kind: "case", value };
}

export interface HistoryReading {
  counts: number[];
  /** Empty where it is a history. */
  problem: string;
}

/** Weekly counts pasted in whatever way: a row, a column, with commas, semicolons, tabs or lines between. */
export function readHistory(text: string): HistoryReading {
  if (!text.trim()) return { counts: [], problem: t("Type or paste what was finished in each past week.") };
  const read = readPaste(text, "separate");
  switch (read.kind) {
    case "counts":
      if (read.counts.some((n) => n > 0)) return { counts: read.counts, problem: "" };
      return { counts: [], problem: t("In at least one week something must have been finished.") };
    case "odd":
      return { counts: [], problem: t("“{token}” is no number. Leave only what was finished in each week.", { token: read.odd[0]?.token ?? "" }) };
    case "too_large":
      return { counts: [], problem: t("“{token}” is too large for one week.", { token: read.tooLarge[0]?.token ?? "" }) };
    default:
      return { counts: [], problem: t("These are too many weeks. Leave the oldest out.") };
  }
}

/** What the server found wrong, case by case: "cases.0.backlog" is the first case's "backlog". */
export function problemsByCase(wrong: { field: string; message: string }[]): Problems[] {
  const problems: Record<string, string>[] = [];
  for (const { field, message } of wrong) {
    const [, place, name] = /^cases\.(\d+)\.([a-z_]+(?:\.\d+\.(?:name|probability|impact))?)/.exec(field) ?? [];
    if (place !== undefined && name) (problems[Number(place)] ??= {})[name] = message;
  }
  return problems;
}

/** 5.5, 5,5 and 5 500 are read in every language; 5.500 as the reader's language has it. Null if it is no number. */
export function numberOf(text: string, isCommaDecimal = language !== "en"): number | null {
  const plain = text.replace(AROUND, "");
  const inThousands = isCommaDecimal ? /^\d{1,3}(\.\d{3})+(,\d+)?$/ : /^\d{1,3}(,\d{3})+(\.\d+)?$/;
  const ungrouped = inThousands.test(plain) ? plain.replaceAll(isCommaDecimal ? "." : ",", "") : plain;
  return /^\d+([.,]\d+)?$/.test(ungrouped) ? Number(ungrouped.replace(",", ".")) : null;
}

function positive(text: string): number | null {
  const number = numberOf(text);
  return number !== null && number > 0 ? number : null;
}

function whole(text: string): number | null {
  const number = positive(text);
  return Number.isInteger(number) ? number : null;
}

/** What a risk comes to, or whether it was meant in weeks; empty while there is nothing to tell it by. */
export function impactText({ mode, high }: RiskDraft, history: string): string {
  const { counts } = readHistory(history);
  const [likely, most] = [numberOf(mode), numberOf(high)];
  if (counts.length === 0 || likely === null || most === null) return "";
  const aWeek = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  if (most < aWeek) return t("Is this in weeks? Risks add items, and this adds less than a week.");
  const weeks = Math.round((likely / aWeek) * 10) / 10;
  return tn(
    "When it happens, about {n} week more at this pace.",
    "When it happens, about {n} weeks more at this pace.",
    weeks,
  );
}

/** Rows that were left empty are none. */
export function filledRisks(draft: CaseDraft): RiskDraft[] {
  return draft.risks.filter((risk) => Object.values(risk).some((text) => text.trim()));
}

function riskOf(draft: RiskDraft, place: string, problems: Record<string, string>): NonNullable<Case["risks"]>[number] {
  const percent = numberOf(draft.probability.replace("%", ""));
  const [low, mode, high] = [draft.low, draft.mode, draft.high].map((text) => numberOf(text));
  if (!draft.name.trim()) problems[`${place}.name`] = t("Something is needed here.");
  if (percent === null || percent > 100) problems[`${place}.probability`] = t("From 0 to 100.");
  if (low == null || mode == null || high == null) problems[`${place}.impact`] = t("All three are needed: how many items it adds.");
  else if (low > mode || mode > high) problems[`${place}.impact`] = t("They must not fall from least to most.");
  const impact = { low: low ?? 0, mode: mode ?? 0, high: high ?? 0 };
  return { name: draft.name.trim(), probability: (percent ?? 0) / 100, impact };
}
