// Where the workshop is.

import { t } from "../../words.ts";

export const PHASES = ["lobby", "guess", "work", "present", "poll", "over"] as const;

export type Phase = (typeof PHASES)[number];

export function phaseOf(value: unknown): Phase {
  return PHASES.find((phase) => phase === value) ?? "lobby";
}

/** Whether the room's timer counts: who presents has a clock of its own, and afterwards nothing is timed. */
export function hasClock(phase: Phase): boolean {
  return phase === "lobby" || phase === "guess" || phase === "work";
}

export function phaseText(phase: Phase): string {
  return {
    lobby: t("Joining"),
    guess: t("Guessing"),
    work: t("Working"),
    present: t("Presenting"),
    poll: t("Poll"),
    over: t("The end"),
  }[phase];
}

export function stepText(step: number): string {
  return (
    {
      1: t("Data"),
      2: t("Forecast"),
      3: t("Risks"),
      4: t("Deadline and cost"),
      5: t("What if and decision"),
    }[step] ?? ""
  );
}
