// What a history says of a reverting level: slow level and swing of each kind of team as normal variables, filtered
// forward week by week around the most likely pace, and how likely each kind makes the history.

import { longest_history as longest, longest_step as longestStep, prior } from "./constants.json";
import { FADE, N_KINDS, N_SHAPES, SHAPE, SWING, WALK } from "./kinds.ts";
import { logGamma } from "./log-gamma.ts";

/** A third would move the level by less than a hundredth of its deviation. */
const NEWTON_STEPS = 2;

/** Of each kind: means of slow level and swing now, their variances and covariance, and the kind's weight. */
export interface LevelPosterior {
  slow: Float64Array;
  swing: Float64Array;
  slowVariance: Float64Array;
  covariance: Float64Array;
  swingVariance: Float64Array;
  /** Sums to 1. */
  weights: Float64Array;
  /** Logarithm of the chance of the history, over all kinds. */
  logEvidence: number;
}

/** The last year of a history is what models look at. */
export function lastYear(history: number[]): number[] {
  return history.slice(-longest);
}

/** @param weeks items finished in each past week, oldest first, at most a year of them */
export function filterLevel(weeks: number[]): LevelPosterior {
  const ofKinds = () => new Float64Array(N_KINDS);
  const posterior = {
    slow: ofKinds(),
    swing: ofKinds(),
    slowVariance: ofKinds(),
    covariance: ofKinds(),
    swingVariance: ofKinds(),
  };
  const coefficients = logCoefficients(weeks);
  const evidence = ofKinds();
  for (let kind = 0; kind < N_KINDS; kind++) {
    evidence[kind] = filterKind(weeks, kind, posterior) + coefficients[kind % N_SHAPES]!;
  }
  return { ...posterior, ...weighed(evidence) };
}

type Moments = Omit<LevelPosterior, "weights" | "logEvidence">;

/** Writes the kind's moments; gives the logarithm of its chance of the history, by Laplace's approximation. */
function filterKind(weeks: number[], kind: number, into: Moments): number {
  const [shape, fade, swingScatter] = [SHAPE[kind]!, FADE[kind]!, SWING[kind]! ** 2];
  const [slowAdded, swingAdded] = [WALK[kind]! ** 2, swingScatter * (1 - fade * fade)];
  let [slow, swing] = [prior.log_pace, 0];
  let [slowVariance, covariance, swingVariance] = [prior.deviation ** 2, 0, swingScatter];
  let logChance = 0;
  for (let week = 0; week < weeks.length; week++) {
    const items = weeks[week]!;
    if (week) {
      swing *= fade;
      slowVariance += slowAdded;
      covariance *= fade;
      swingVariance = swingVariance * fade * fade + swingAdded;
    }
    const before = slow + swing;
    const ofSlow = slowVariance + covariance;
    const ofSwing = covariance + swingVariance;
    const variance = ofSlow + ofSwing;
    const precision = 1 / variance;
    // From where the logarithm of the count would move the level, Newton's steps to the likeliest one.
    const some = items + 0.5;
    let level = before + ((Math.log(some) - before) * variance) / (variance + 1 / some + 1 / shape);
    let curve = precision;
    for (let step = 0; step < NEWTON_STEPS; step++) {
      const share = 1 / (1 + shape * Math.exp(-level));
      const expected = (items + shape) * share;
      curve = expected * (1 - share) + precision;
      const move = (items - expected - (level - before) * precision) / curve;
      level += Math.min(Math.max(move, -longestStep), longestStep);
    }
    const ratio = Math.exp(level) / shape;
    const scattered = Math.log1p(ratio);
    logChance +=
      items * (Math.log(ratio) - scattered) -
      shape * scattered -
      0.5 * (level - before) ** 2 * precision -
      0.5 * Math.log(curve * variance);
    const gainSlow = ofSlow * precision;
    const gainSwing = ofSwing * precision;
    const known = variance - 1 / curve;
    slow += gainSlow * (level - before);
    swing += gainSwing * (level - before);
    slowVariance -= gainSlow * gainSlow * known;
    covariance -= gainSlow * gainSwing * known;
    swingVariance -= gainSwing * gainSwing * known;
  }
  into.slow[kind] = slow;
  into.swing[kind] = swing;
  into.slowVariance[kind] = slowVariance;
  into.covariance[kind] = covariance;
  into.swingVariance[kind] = swingVariance;
  return logChance;
}

/** Sum over the weeks of log C(y + r - 1, y), for each shape r. */
function logCoefficients(weeks: number[]): number[] {
  return Array.from(SHAPE.subarray(0, N_SHAPES), (shape) =>
    weeks.reduce((sum, y) => sum + logGamma(y + shape) - logGamma(shape) - logGamma(y + 1), 0),
  );
}

function weighed(evidence: Float64Array): { weights: Float64Array; logEvidence: number } {
  const largest = Math.max(...evidence);
  const weights = evidence.map((one) => Math.exp(one - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    weights: weights.map((weight) => weight / total),
    logEvidence: largest + Math.log(total / N_KINDS),
  };
}
