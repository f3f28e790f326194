// Distributions of whole items: element k of an array is the probability of k items.

import type { Work } from "./work.ts";

/** Items that occur, rising, and the probability of each. */
export interface Count {
  items: number[];
  chances: number[];
}

/**
 * One of the values, each as likely as the others.
 *
 * A fractional count keeps whole items and its mean: 2.3 is 2, or 3 with probability 0.3. What
 * differs from a whole number by less than 1e-9 is that number.
 */
export function countOf(values: number[]): Count {
  const chanceOf = new Map<number, number>();
  for (const value of values) {
    const whole = Math.floor(value + 1e-9);
    const fraction = value - whole > 1e-9 ? value - whole : 0;
    chanceOf.set(whole, (chanceOf.get(whole) ?? 0) + (1 - fraction) / values.length);
    if (fraction) chanceOf.set(whole + 1, (chanceOf.get(whole + 1) ?? 0) + fraction / values.length);
  }
  const items = [...chanceOf.keys()].sort((a, b) => a - b);
  return { items, chances: items.map((one) => chanceOf.get(one)!) };
}

/** Distribution of the sum of two independent numbers of items. */
export function convolve(one: Float64Array, other: Float64Array, work: Work): Float64Array {
  const sum = new Float64Array(one.length + other.length - 1);
  for (let i = 0; i < one.length; i++) {
    const chance = one[i]!;
    if (!chance) continue;
    work.spend(other.length);
    for (let k = 0; k < other.length; k++) sum[i + k]! += chance * other[k]!;
  }
  work.spend(one.length);
  return sum;
}

export function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
