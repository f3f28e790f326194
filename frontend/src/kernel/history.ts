// What a history says of itself, for notes on it: size, scatter, and whether its pace has shifted.

import { meanOf } from "./counts.ts";

/** Below this a history says little about its own scatter. */
const FEW_PERIODS = 8;

/** Standard errors between the means of the two halves from which a shift is reported. */
const CLEAR_SHIFT = 2.5;

export interface HistoryFacts {
  is_short: boolean;
  is_constant: boolean;
  n_zero: number;
  /** Mean of the later half over that of the earlier, minus 1; null where no shift is clear. */
  recent_change: number | null;
}

/** @param counts the history of an answer */
export function historyFacts(counts: number[]): HistoryFacts {
  return {
    is_short: counts.length < FEW_PERIODS,
    is_constant: counts.every((count) => count === counts[0]),
    n_zero: counts.filter((count) => count === 0).length,
    recent_change: recentChange(counts),
  };
}

function recentChange(counts: number[]): number | null {
  const half = Math.floor(counts.length / 2);
  if (half < FEW_PERIODS / 2) return null;
  const [earlier, later] = [counts.slice(0, half), counts.slice(-half)];
  const error = Math.sqrt((sampleVariance(earlier) + sampleVariance(later)) / half);
  const difference = meanOf(later) - meanOf(earlier);
  const isClear = meanOf(earlier) !== 0 && Math.abs(difference) > CLEAR_SHIFT * error;
  return isClear ? difference / meanOf(earlier) : null;
}

function sampleVariance(values: number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
