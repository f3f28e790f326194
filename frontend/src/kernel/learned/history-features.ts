// What a history looks like, as the numbers by which it is compared with other teams' histories.

import { base_half_life_weeks as halfLife } from "./constants.json";

/** Logarithm of the recent pace: of 0.2 + the mean with weights halving every few weeks. */
export function baseLogPace(history: number[]): number {
  let [sum, weights] = [0, 0];
  history.forEach((items, week) => {
    const weight = 0.5 ** ((history.length - 1 - week) / halfLife);
    sum += weight * items;
    weights += weight;
  });
  return Math.log(0.2 + sum / weights);
}

/**
 * The median, against the mean; scatter; change between halves; scatter from week to week against scatter; share of
 * zeros; the mean. All but the share are logarithms.
 */
export function historyFeatures(history: number[]): number[] {
  const n = history.length;
  const mean = meanOf(history);
  const variance = meanOf(history.map((items) => (items - mean) ** 2));
  let steps = 0;
  for (let week = 1; week < n; week++) steps += (history[week]! - history[week - 1]!) ** 2;
  const noise = 0.3 * mean + 0.1;
  const logMean = Math.log(0.2 + mean);
  return [
    Math.log(0.5 + medianOf(history)) - logMean,
    Math.log((variance + noise) / (mean + 0.2)),
    logChange(history),
    Math.log((steps / Math.max(n - 1, 1) / 2 + noise) / (variance + noise)),
    history.filter((items) => items === 0).length / n,
    logMean,
  ];
}

/** Logarithm of the mean of the earlier half over that of the later; 0 for a single week. */
function logChange(history: number[]): number {
  const half = Math.max(Math.floor(history.length / 2), 1);
  return Math.log((0.2 + meanOf(history.slice(0, half))) / (0.2 + meanOf(history.slice(-half))));
}

function medianOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
