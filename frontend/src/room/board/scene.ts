// What a screen shows, of a room at a moment.

import type { RoomSetup } from "../../api-types.ts";
import { type BoardNumbers, groupNumbers, keyNumbers } from "./board-numbers.ts";
import { type GroupState, groupStates } from "./group-state.ts";
import { type Hub, ROOM } from "./hub.ts";
import { hasClock, type Phase, phaseOf } from "./phase.ts";
import { type Presenting, presentingOf, type Timer, timerOf } from "./timer.ts";
import { type Poll, pollOf } from "./votes.ts";

export interface Scene {
  phase: Phase;
  timer: Timer | null;
  /** The timer, where it is the one that counts. */
  clock: Timer | null;
  groups: GroupState[];
  numbers: BoardNumbers[];
  /** Only while groups present. */
  presenting: Presenting | null;
  poll: Poll | null;
  isFrozen: boolean;
  areGuessesShown: boolean;
  isKeyShown: boolean;
}

export function sceneOf({ setup, said, devices }: Hub, now_ms: number): Scene {
  const phase = phaseOf(said.value(ROOM, "phase"));
  const timer = timerOf(said.value(ROOM, "timer"));
  const presenting = phase === "present" ? presentingOf(said.value(ROOM, "present")) : null;
  const began = phase === "work" ? said.writtenAt(ROOM, "phase") : null;
  return {
    phase,
    timer,
    clock: hasClock(phase) ? timer : null,
    groups: groupStates(setup, said, devices, now_ms, began),
    numbers: setup.groups.map((group) =>
      groupNumbers(setup.cases[group.case]!, said.all(`g${group.number}`), setup),
    ),
    presenting,
    poll: pollOf(said.value(ROOM, "poll")),
    isFrozen: said.isTrue(ROOM, "frozen"),
    areGuessesShown: said.isTrue(ROOM, "guesses_shown"),
    isKeyShown: said.isTrue(ROOM, "key_shown"),
  };
}

/** The weeks that a group's guesses are held against: those of its case as it was handed out. */
export function answerWeeks(setup: RoomSetup): (number | null)[] {
  return setup.groups.map((group) => keyNumbers(setup.cases[group.case]!, setup).p85?.weeks ?? null);
}
