// The parts of an answer that several places show.

import type { ForecastResult, VerdictRule } from "../api-types.ts";
import { percentText } from "../format.ts";
import type { Question } from "../request.ts";
import { t } from "../words.ts";

/** The confidence that a plan is made with. */
export const PLANNED = 0.85;

export function planned<Row extends { confidence: number }>(rows: Row[]): Row | undefined {
  return rows.find(({ confidence }) => Math.abs(confidence - PLANNED) < 1e-9) ?? rows.at(-1);
}

export function ruleOf(question: Question): Required<VerdictRule> {
  return { go: 0.85, adjust: 0.5, ...question.request.verdict };
}

/** The chance of the deadline, or nothing without a scope or a deadline. */
export function oddsText(answer: ForecastResult): string | undefined {
  const chance = answer.deadline?.chance;
  return chance === null || chance === undefined ? undefined : percentText(chance);
}

export function verdictText(verdict: NonNullable<ForecastResult["verdict"]>): string {
  return { go: t("GO"), adjust: t("ADJUST"), no_go: t("NO-GO") }[verdict];
}
