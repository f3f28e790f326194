// The numbers of a group, from its case and its fields: the same on every screen, since each makes them by the same
// kernel from the same request.

import type { Case, ForecastRequest, Levers, RoomSetup, When } from "../api-types.ts";
import { forecast } from "../kernel/forecast.ts";
import type { Answer, Outcome } from "../kernel/outcome.ts";
import { CONFIDENCES, caseRequest, inputsOf } from "./case.ts";
import type { Values } from "./fields.ts";

export type PaceModel = NonNullable<RoomSetup["pace_model"]>;

export interface RiskNumbers {
  name: string;
  isOn: boolean;
  /** What it adds to P85 beside the other risks that are on; null past the horizon. */
  weeks: number | null;
}

export interface Numbers {
  /** P50, P85, P95 with the risks that are on, and without any. */
  when: When[];
  whenWithoutRisks: When[];
  chance: number | null;
  chanceWithoutRisks: number | null;
  /** Of the stated items by the deadline at 85 %, at most 1. */
  share: number | null;
  /** Items by the deadline at 85 %. */
  items: number | null;
  /** At P85. */
  cost: number | null;
  deadlineDate: string | null;
  risks: RiskNumbers[];
  levers: Levers | null;
  verdict: string | null;
  /** Chance that all is done by the end of each week. */
  chanceByWeek: number[];
  /** Whether plain resampling stands in for a pace model whose script did not come. */
  standsIn: boolean;
}

/** Which of `when` is the promise. */
export const PROMISED = CONFIDENCES.indexOf(0.85);

const MOST_KEPT = 200;
const kept = new Map<string, Numbers | null>();

/** The numbers of a group; null where its inputs have no answer. */
export function numbersOf(item: Case, values: Values, setup: RoomSetup): Numbers | null {
  const question = JSON.stringify([caseRequest(item, values, setup), item.risks]);
  const found = kept.get(question);
  if (found !== undefined) return found;
  if (kept.size >= MOST_KEPT) kept.clear();
  const made = answered(item, values, setup);
  kept.set(question, made);
  return made;
}

function answered(item: Case, values: Values, setup: RoomSetup): Numbers | null {
  const all = item.risks ?? [];
  const { risks: isOn } = inputsOf(item, values);
  const request = caseRequest(item, values, setup);
  const withRisks = ask(request, setup);
  const without = ask({ ...request, risks: [] }, setup);
  if (!withRisks || !without) return null;
  return {
    when: withRisks.when,
    whenWithoutRisks: without.when,
    chance: withRisks.deadline?.chance ?? null,
    chanceWithoutRisks: without.deadline?.chance ?? null,
    share: withRisks.deadline?.scope_share_at_p85 ?? null,
    items: withRisks.promised_items,
    cost: withRisks.cost[PROMISED]?.amount ?? null,
    deadlineDate: withRisks.deadline?.date ?? null,
    risks: all.map(({ name }, n) => {
      const here = isOn.map((on, other) => on || other === n);
      const asked = isOn[n] ? withRisks : ask({ ...request, risks: all.filter((_, r) => here[r]) }, setup);
      const place = here.slice(0, n).filter(Boolean).length;
      return { name, isOn: isOn[n]!, weeks: asked?.risks[place]?.weeks_added_at_p85 ?? null };
    }),
    levers: withRisks.levers ?? null,
    verdict: withRisks.verdict ?? null,
    chanceByWeek: withRisks.curve?.chance_by_week ?? [],
    standsIn: !hasModel(setup.pace_model ?? "resample"),
  };
}

function ask(request: ForecastRequest, setup: RoomSetup): Answer | null {
  const outcome = forecast(request, setup.start);
  if (isOtherModel(outcome)) return ask({ ...request, pace_model: "resample" }, setup);
  return outcome.kind === "answer" ? outcome.answer : null;
}

/** Whether the page computes with this pace model, which may need a script of its own, by itself. */
export function hasModel(pace_model: PaceModel): boolean {
  return !isOtherModel(forecast({ history: { counts: [1] }, deadline: { weeks: 1 }, pace_model }, "2026-11-23"));
}

function isOtherModel(outcome: Outcome): boolean {
  return outcome.kind === "needs_server" && outcome.because === "pace_model";
}
