// Where a group is, of what it said.

import type { RoomSetup } from "../../api-types.ts";
import type { Device } from "../exchange.ts";
import { guessOf, medianOf } from "./guesses.ts";
import type { Named, Said } from "./said.ts";
import { isStuck } from "./stuck.ts";

export type Decision = "go" | "adjust" | "no_go";

export interface GroupState {
  number: number;
  scope: string;
  name: string;
  caseTitle: string;
  /** 1 to 5; 0 before anybody began. */
  step: number;
  /** Whether anything of the case was said; guesses come before. */
  hasBegun: boolean;
  isDone: boolean;
  isStuck: boolean;
  decision: Decision | null;
  reason: string;
  /** Kinds of odd things that somebody typed. */
  odd: string[];
  guesses: number[];
  guess: number | null;
  proposals: Named[];
  answers: Named[];
  nDevices: number;
}

/** How long a device counts as being there after it was heard of. */
export const PRESENT_S = 75;

/** How fields are called that are said without working on a case. */
const BEFORE_WORK = /^(guess\.|poll\.|operator)/;

const decisions: Decision[] = ["go", "adjust", "no_go"];

/** @param workBegan_ms when the group's work began, by the server's clock; null while it doesn't */
export function groupStates(
  setup: RoomSetup,
  said: Said,
  devices: Device[],
  now_ms: number,
  workBegan_ms: number | null,
): GroupState[] {
  return setup.groups.map((group) => {
    const scope = `g${group.number}`;
    const isDone = said.isTrue(scope, "done");
    const step = said.value(scope, "step");
    const decision = said.value(scope, "decision");
    const guesses = said.under(scope, "guess").flatMap(({ value }) => guessOf(value) ?? []);
    const moved_ms = Math.max(said.movedAt(scope), workBegan_ms ?? 0);
    const nDevices = devices.filter((one) => one.scope === scope && one.seen_s <= PRESENT_S).length;
    // Where nobody ever was, nobody is stuck.
    const isThere = nDevices > 0 || said.movedAt(scope) > 0;
    return {
      number: group.number,
      scope,
      name: group.name,
      caseTitle: setup.cases[group.case]?.title ?? "",
      step: typeof step === "number" && step >= 1 && step <= 5 ? Math.floor(step) : 0,
      hasBegun: Object.entries(said.all(scope)).some(([name, value]) => value !== null && !BEFORE_WORK.test(name)),
      isDone,
      isStuck: isThere && workBegan_ms !== null && isStuck({ isDone, moved_ms }, now_ms),
      decision: decisions.find((one) => one === decision) ?? null,
      reason: said.text(scope, "reason"),
      odd: said.under(scope, "odd").flatMap(({ id, value }) => (value ? [id] : [])),
      guesses,
      guess: medianOf(guesses),
      proposals: said.under(scope, "proposal"),
      answers: said.under(scope, "answer"),
      nDevices,
    };
  });
}
