// The numbers of a group as the board shows them, from those that every screen shares.

import type { Case, RoomSetup, When } from "../../api-types.ts";
import { inputsOf } from "../case.ts";
import { changesOf } from "../changes.ts";
import type { Values } from "../fields.ts";
import { numbersOf } from "../numbers.ts";
import type { Decision } from "./group-state.ts";

export interface BoardNumbers {
  p50: When | null;
  p85: When | null;
  p95: When | null;
  /** P50, P85 and P95 with no risk counted. */
  withoutRisks: (When | null)[];
  chance: number | null;
  /** At P85. */
  cost: number | null;
  currency: string;
  verdict: Decision | null;
  /** The group's, which may be another than the case's. */
  deadlineWeeks: number;
  /** What the group's case differs in, a few words each. */
  changes: string[];
}

/** @param values the group's fields by name */
export function groupNumbers(item: Case, values: Values, setup: RoomSetup): BoardNumbers {
  const numbers = numbersOf(item, values, setup);
  const [p50 = null, p85 = null, p95 = null] = numbers?.when ?? [];
  return {
    p50,
    p85,
    p95,
    withoutRisks: numbers?.whenWithoutRisks ?? [null, null, null],
    chance: numbers?.chance ?? null,
    cost: numbers?.cost ?? null,
    currency: item.currency ?? "BRL",
    verdict: (numbers?.verdict ?? null) as Decision | null,
    deadlineWeeks: inputsOf(item, values).deadlineWeeks,
    changes: changesOf(item, values),
  };
}

/** The answer to a case as it was handed out, all risks on. */
export function keyNumbers(item: Case, setup: RoomSetup): BoardNumbers {
  return groupNumbers(item, Object.fromEntries((item.risks ?? []).map((_, n) => [`risk.${n}`, true])), setup);
}

/** 15 / 17 / 18 */
export function weeksText(when: (When | null)[]): string {
  return when.map((one) => one?.weeks ?? "–").join(" / ");
}

export function weeksWithRisks({ p50, p85, p95 }: BoardNumbers): string {
  return weeksText([p50, p85, p95]);
}
