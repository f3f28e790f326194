// A reference class: what teams with such a history did next, a polynomial in features of the history, of what the
// reverting level says of it, of its length and of the weeks ahead.

import {
  farthest,
  few_points as points,
  last_learned_week as lastWeek,
  output_limits as limits,
  reference_class as learned,
  smallest_swing as smallestSwing,
} from "./constants.json";
import type { LevelPosterior } from "./filter.ts";
import { baseLogPace, historyFeatures } from "./history-features.ts";
import { SHAPE, SWING } from "./kinds.ts";
import type { Law } from "./law.ts";
import type { LevelAhead } from "./reverting-level.ts";

const { centre, scale } = learned;
const N_OUTPUTS = 3;
const coefficients = Float64Array.from(learned.coefficients.flat());

/** The law of the total after each of the next weeks. */
export function referenceTotals(weeks: number[], posterior: LevelPosterior, ahead: LevelAhead): Law {
  const ofHistory = [...historyFeatures(weeks), ...ofLevel(posterior)];
  const base = baseLogPace(weeks);
  const length = (Math.log(weeks.length) - 2.9) / 0.8;
  const ofWeeks = () => new Float64Array(lastWeek);
  const [mean, shape, spread] = [ofWeeks(), ofWeeks(), ofWeeks()];
  for (let n = 0; n < lastWeek; n++) {
    const [pace, shaped, moved] = offsetsOf(ahead, n);
    const features = [...ofHistory, pace - base, shaped, moved].map(standardized);
    const mended = polynomial([1, ...features, (Math.log(n + 1) - 2) / 1.2, length]);
    mean[n] = (n + 1) * Math.exp(held(pace + mended[0]!, 0));
    shape[n] = Math.exp(held(shaped + mended[1]!, 1));
    spread[n] = Math.exp(held(moved + mended[2]!, 2));
  }
  return { mean, shape, spread, points };
}

/** The weight of teams that never swing; the logarithms of the swing and of the shape of the weeks. */
function ofLevel({ weights }: LevelPosterior): number[] {
  let [never, swings, shapes] = [0, 0, 0];
  weights.forEach((weight, kind) => {
    if (SWING[kind] === 0) never += weight;
    swings += weight * (SWING[kind]! + smallestSwing);
    shapes += weight * Math.log(SHAPE[kind]!);
  });
  return [never, Math.log(swings), shapes];
}

/** Logarithms of pace, shape and spread that the level says by itself. */
function offsetsOf({ logPace, variance, shape }: LevelAhead, n: number): [number, number, number] {
  return [logPace[n]!, Math.log(shape[n]!), Math.log(variance[n]!) / 2];
}

/** In standard deviations from its mean, cut so that no history is extrapolated far. */
function standardized(feature: number, n: number): number {
  return Math.min(Math.max((feature - centre[n]!) / scale[n]!, -farthest), farthest);
}

/** Three sums of squares and products, each by its coefficient. */
function polynomial(inputs: number[]): Float64Array {
  const sums = new Float64Array(N_OUTPUTS);
  let place = 0;
  for (let first = 0; first < inputs.length; first++) {
    for (let second = first; second < inputs.length; second++) {
      const product = inputs[first]! * inputs[second]!;
      for (let output = 0; output < N_OUTPUTS; output++) sums[output]! += product * coefficients[place++]!;
    }
  }
  return sums;
}

function held(value: number, output: number): number {
  return Math.min(Math.max(value, limits[0]![output]!), limits[1]![output]!);
}
