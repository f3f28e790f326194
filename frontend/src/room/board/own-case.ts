// A case typed in the page: texts as typed, until they make a case.

import type { Case } from "../../api-types.ts";
import { readPaste } from "../../form/paste.ts";
import { language } from "../../words.ts";

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
  risks: RiskDraft[];
}

export type CaseField = Exclude<keyof CaseDraft, "risks">;

/** What a case may not be without, and what is wrong with it: the fields' names; `risks.0` for a risk. */
export type CaseReading = { kind: "case"; value: Case } | { kind: "problems"; fields: string[] };

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
  risks: [],
};

export function readCase(draft: CaseDraft, currency: string): CaseReading {
  const counts = readPaste(draft.throughput_weekly, "separate");
  const numbers = {
    team_size: positive(draft.team_size),
    cost_per_person_week: numberOf(draft.cost_per_person_week || "0"),
    backlog: whole(draft.backlog),
    deadline_weeks: whole(draft.deadline_weeks),
  };
  const filled = draft.risks.filter((risk) => Object.values(risk).some((text) => text.trim()));
  const risks = filled.map(riskOf);
  const fields = [
    ...(draft.title.trim() ? [] : ["title"]),
    ...(draft.unit.trim() ? [] : ["unit"]),
    ...Object.entries(numbers).flatMap(([name, value]) => (value === null || value < 0 ? [name] : [])),
    ...(counts.kind === "counts" && counts.counts.some((n) => n > 0) ? [] : ["throughput_weekly"]),
    ...risks.flatMap((risk, n) => (risk ? [] : [`risks.${n}`])),
  ];
  if (fields.length > 0 || counts.kind !== "counts") return { kind: "problems", fields };
  return {
    kind: "case",
    value: {
      title: draft.title.trim(),
      story: draft.story.trim(),
      unit: draft.unit.trim(),
      team_size: numbers.team_size!,
      cost_per_person_week: numbers.cost_per_person_week!,
      currency,
      backlog: numbers.backlog!,
      deadline_weeks: numbers.deadline_weeks!,
      throughput_weekly: counts.counts,
      risks: risks.map((risk) => risk!),
    },
  };
}

/** 5.5, 5,5 and 5 500 are read in every language; 5.500 as the reader's language has it. Null if it is no number. */
export function numberOf(text: string, isCommaDecimal = language !== "en"): number | null {
  const plain = text.trim().replace(/\s/g, "");
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

function riskOf(draft: RiskDraft): NonNullable<Case["risks"]>[number] | null {
  const percent = numberOf(draft.probability.replace("%", ""));
  const [low, mode, high] = [draft.low, draft.mode, draft.high].map((text) => numberOf(text));
  if (percent === null || percent > 100 || low == null || mode == null || high == null) return null;
  if (!draft.name.trim() || low > mode || mode > high) return null;
  return { name: draft.name.trim(), probability: percent / 100, impact: { low, mode, high } };
}
