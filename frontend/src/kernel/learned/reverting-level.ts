// A reverting level: the mean pace of the coming weeks and the scatter around it, over all kinds of teams.

import { level_points as points, last_learned_week as lastWeek } from "./constants.json";
import type { LevelPosterior } from "./filter.ts";
import { FADE, N_KINDS, SHAPE, SWING, WALK } from "./kinds.ts";
import type { Law } from "./law.ts";

/** For each of the next weeks k: mean and variance of the logarithm of the mean pace until then, and r of the total. */
export interface LevelAhead {
  logPace: Float64Array;
  variance: Float64Array;
  shape: Float64Array;
}

/**
 * Given the kind, the logarithm of the mean pace is normal: its mean is that of the levels plus half of what the weeks'
 * levels scatter around theirs. Over the kinds it has the mean and the variance of their mixture.
 */
export function levelAhead(posterior: LevelPosterior): LevelAhead {
  const ofWeeks = () => new Float64Array(lastWeek);
  const ahead = { logPace: ofWeeks(), variance: ofWeeks(), shape: ofWeeks() };
  const squares = ofWeeks();
  for (let kind = 0; kind < N_KINDS; kind++) addKind(posterior, kind, ahead, squares);
  for (let n = 0; n < lastWeek; n++) {
    ahead.variance[n]! += squares[n]! - ahead.logPace[n]! ** 2;
    ahead.shape[n] = 1 / ahead.shape[n]!;
  }
  return ahead;
}

/** Adds what a kind says, by its weight; in `shape` its inverse, in `squares` the square of the logarithm. */
function addKind(posterior: LevelPosterior, kind: number, into: LevelAhead, squares: Float64Array): void {
  const [weight, slow, swing] = [posterior.weights[kind]!, posterior.slow[kind]!, posterior.swing[kind]!];
  const [slowVariance, swingVariance] = [posterior.slowVariance[kind]!, posterior.swingVariance[kind]!];
  const covariance = 2 * posterior.covariance[kind]!;
  const [walk, scatter, fade] = [WALK[kind]! ** 2, SWING[kind]! ** 2, FADE[kind]!];
  let power = 1;
  for (let n = 0; n < lastWeek; n++) {
    const k = n + 1;
    power *= fade;
    // Means of fade^1 .. fade^k and of their squares.
    const faded = (fade * (1 - power)) / (1 - fade) / k;
    const fadedSquare = (fade * fade * (1 - power * power)) / (1 - fade * fade) / k;
    // What the coming weeks add to the variance of the mean level, and to the mean of the weeks' variances.
    const moves =
      (walk * (k + 1) * (2 * k + 1)) / (6 * k) +
      scatter *
        ((1 + fade) / (1 - fade) / k - (2 * fade * (1 - power)) / ((1 - fade) * k) ** 2 - faded * faded);
    const spread = (walk * (k + 1)) / 2 + scatter * (1 - fadedSquare);
    const known = slowVariance + covariance * faded;
    const variance = known + swingVariance * faded * faded + moves;
    const apart = known + swingVariance * fadedSquare + spread - variance;
    const logPace = slow + swing * faded + apart / 2;
    into.logPace[n]! += weight * logPace;
    into.variance[n]! += weight * variance;
    squares[n]! += weight * logPace * logPace;
    // Weeks whose rates differ count as fewer.
    into.shape[n]! += (weight * Math.exp(Math.min(apart, 1))) / (SHAPE[kind]! * k);
  }
}

/** The law of the total after each of the next weeks. */
export function levelTotals({ logPace, variance, shape }: LevelAhead): Law {
  return {
    mean: logPace.map((one, n) => (n + 1) * Math.exp(one + variance[n]! / 2)),
    shape,
    spread: variance.map(Math.sqrt),
    points,
  };
}
