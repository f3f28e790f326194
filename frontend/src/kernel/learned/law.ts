// Totals of coming weeks as negative binomials whose mean is itself uncertain.

import {
  growth,
  last_learned_week as lastWeek,
  likely_most as likelyMost,
  smallest_shape as smallestShape,
  widest_spread as widestSpread,
} from "./constants.json";
import { addChancesOfLots } from "./lots.ts";
import { addChances } from "./mixed-means.ts";

/** What stands for a standard normal variable. */
export interface NormalPoints {
  /** Rising. */
  values: number[];
  weights: number[];
}

/**
 * The law of the total after each of the next weeks: `shape` scatters it around its mean, and the mean's logarithm has
 * the standard deviation `spread`.
 */
export interface Law {
  mean: Float64Array;
  shape: Float64Array;
  spread: Float64Array;
  points: NormalPoints;
}

/** The law of one total. */
export interface Total {
  mean: number;
  shape: number;
  spread: number;
  points: NormalPoints;
}

const LOTS_MORE = 12;

/** Minus the logarithm of a chance that is called none, 1e-13. */
const NEVER = 30;

/**
 * The law of the total after so many weeks, worth `effort` like weeks together.
 *
 * Past the last learned week the mean pace stays, and both variances of its logarithm go on growing.
 */
export function totalAfter({ mean, shape, spread, points }: Law, weeks: number, effort: number): Total {
  const known = Math.min(weeks, lastWeek);
  const past = (weeks / known) ** growth;
  return {
    mean: (mean[known - 1]! / known) * effort,
    shape: Math.max(shape[known - 1]! / past, smallestShape),
    spread: Math.min(spread[known - 1]! * Math.sqrt(past), widestSpread),
    points,
  };
}

/** Items that so many full weeks pass in one future of two thousand, or in fewer. */
export function likelyMostOf(law: Law, effortWeeks: number): number {
  const total = totalAfter(law, Math.max(1, Math.ceil(effortWeeks)), effortWeeks);
  const mean = highestMean(total);
  const scale = 1 + mean / total.shape;
  const gamma = Math.max(mean / scale, 1);
  const cubeRoot = 1 - 1 / (9 * gamma) + likelyMost / (3 * Math.sqrt(gamma));
  return 2 + Math.ceil(scale * gamma * cubeRoot ** 3);
}

/**
 * Adds `share` times the chance of each number of lots, as far as one is worth a digit.
 *
 * @returns how many were added to, at most the length of `into`
 */
export function addTotal(total: Total, share: number, lot: number, into: Float64Array): number {
  const { mean, shape, spread, points } = total;
  const relative = highestMean(total) / shape;
  const deviation = Math.sqrt(highestMean(total) * (1 + relative));
  const most = 2 + Math.trunc(highestMean(total) + 8 * deviation + NEVER * (1 + relative));
  const top = Math.min(into.length, Math.floor(most / lot) + (lot > 1 ? LOTS_MORE : 0));
  const means = points.values.map((value) => mean * Math.exp(spread * value - spread ** 2 / 2));
  const weights = points.weights.map((weight) => weight * share);
  if (lot > 1) addChancesOfLots(shape, means, weights, lot, top, into);
  else addChances(shape, means, weights, top, into);
  return top;
}

function highestMean({ mean, spread, points }: Total): number {
  return mean * Math.exp(spread * points.values.at(-1)!);
}
