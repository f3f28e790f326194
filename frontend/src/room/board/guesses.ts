// What people said before the first number, against the answer.

import { MOST_WEEKS } from "../case.ts";

export interface Dot {
  weeks: number;
  /** How many dots are below this one. */
  level: number;
}

/** The weeks of a guess; null where the field holds none. */
export function guessOf(value: unknown): number | null {
  const weeks = (value as { weeks?: unknown } | null)?.weeks;
  return typeof weeks === "number" && weeks > 0 && weeks <= MOST_WEEKS ? weeks : null;
}

/** A dot for each guess, those of one week stacked, the earliest first. */
export function dotsOf(guesses: number[]): Dot[] {
  const stacked = new Map<number, number>();
  return guesses
    .map((weeks) => Math.max(1, Math.round(weeks)))
    .sort((a, b) => a - b)
    .map((weeks) => {
      const level = stacked.get(weeks) ?? 0;
      stacked.set(weeks, level + 1);
      return { weeks, level };
    });
}

export function medianOf(numbers: number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? (sorted[middle - 1]! + sorted[middle]!) / 2
    : sorted[Math.floor(middle)]!;
}

/** The ends of an axis that has room for all of these, in whole weeks. */
export function axisOf(weeks: number[]): [first: number, last: number] {
  if (weeks.length === 0) return [0, 20];
  // One who guesses ten years shall not squeeze all others into one corner.
  const sorted = [...weeks].sort((a, b) => a - b);
  const most = Math.min(sorted.at(-1)!, 3 * sorted[Math.floor(sorted.length / 2)]!);
  return [Math.max(0, Math.floor(sorted[0]!) - 2), Math.ceil(most) + 2];
}
