// A steady pace: Poisson weeks whose rate never changes, and how likely a history is of that kind.

import { last_learned_week as lastWeek, prior, steady } from "./constants.json";
import { meanOf } from "./history-features.ts";
import type { Law } from "./law.ts";
import { logGamma } from "./log-gamma.ts";

/** The rate has a gamma posterior, so the total is negative binomial. */
export function steadyTotals(weeks: number[]): Law {
  const items = sumOf(weeks) + steady.prior_items;
  return {
    mean: Float64Array.from({ length: lastWeek }, (_, n) => ((n + 1) * items) / weeks.length),
    shape: new Float64Array(lastWeek).fill(items),
    spread: new Float64Array(lastWeek),
    points: { values: [0], weights: [1] },
  };
}

/** Logarithm of the chance of the history; the rate is beforehand what the reverting level's is. */
export function steadyLogEvidence(weeks: number[]): number {
  const [n, items, mean] = [weeks.length, sumOf(weeks), meanOf(weeks)];
  const logs = steady.log_rates.map((rate) => {
    const logRate = Math.log(mean + 0.1) + rate;
    return -0.5 * ((logRate - prior.log_pace) / prior.deviation) ** 2 + items * logRate - n * Math.exp(logRate);
  });
  const largest = Math.max(...logs);
  const total = sumOf(logs.map((one) => Math.exp(one - largest)));
  const step = steady.log_rates[1]! - steady.log_rates[0]!;
  const normal = Math.log(prior.deviation * Math.sqrt(2 * Math.PI));
  return largest + Math.log(total * step) - normal - sumOf(weeks.map((count) => logGamma(count + 1)));
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
