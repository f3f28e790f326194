// Where a simulation stands, in words.

import type { SimulationResult } from "../api-types.ts";
import { pointsText, shareText, wholeText } from "../format.ts";
import { t, tn } from "../words.ts";
import { differenceOf } from "./compare.ts";
import type { Simulation } from "./simulation.ts";

export function progressText({ phase, ahead, nSoFar, trials }: Simulation): string {
  if (phase === "sending") return t("Starting …");
  if (phase === "waiting")
    return tn("Waiting: {n} other comes first", "Waiting: {n} others come first", ahead);
  return t("{percent} · {n} of {trials} trials", {
    percent: shareText(nSoFar / trials),
    n: wholeText(nSoFar),
    trials: wholeText(trials),
  });
}

/** What is left to say once it has ended. */
export function endText(simulation: Simulation, exact: readonly number[] | undefined): string {
  const { phase, problem, result, nSoFar } = simulation;
  if (phase === "failed") return problem || t("The simulation failed. Start it again.");
  if (phase === "cancelled")
    return nSoFar ? t("Cancelled after {n} trials.", { n: wholeText(nSoFar) }) : t("Cancelled.");
  return result && exact ? comparisonText(result, exact) : "";
}

const FINE = 0.01;

function comparisonText({ trials, chance_by_week: chances }: SimulationResult, exact: readonly number[]): string {
  const { largest, expected } = differenceOf(exact, chances, trials);
  const isFine = expected < FINE;
  const values = {
    n: wholeText(trials),
    largest: pointsText(largest, isFine),
    expected: pointsText(expected, isFine),
  };
  return largest <= expected
    ? t(
        "{n} trials: at most {largest} points from the exact answer; chance alone explains up to {expected}.",
        values,
      )
    : t(
        "{n} trials: up to {largest} points from the exact answer, more than the {expected} that chance alone explains.",
        values,
      );
}
