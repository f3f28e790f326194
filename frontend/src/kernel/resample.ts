// Plain resampling: every coming week is one of the past weeks, drawn independently; exact.

import { type Count, countOf, meanOf } from "./counts.ts";
import type { Pace } from "./pace.ts";
import { type Row, rowOf } from "./row.ts";
import type { Work } from "./work.ts";

/** A total this unlikely at either end is left out: far below every tolerance, all weeks together. */
const NEVER = 1e-25;

/** Totals from `first` on. */
interface Totals {
  first: number;
  chances: Float64Array;
}

export function resampledPace(history: number[]): Pace {
  return {
    rows: (factors, top, lot, work) => resampleRows(history, factors, top, lot, work),
    likelyMost: (effortWeeks) => likelyMostResampled(history, effortWeeks),
  };
}

/**
 * Rows of the pace table for week 0, 1 ... as many as there are factors.
 *
 * @param history items finished in each past week
 * @param factors what each coming week is worth, as a share of a past one
 * @param top the largest number asked about, in lots
 * @param lot items of one column
 */
function* resampleRows(
  history: number[],
  factors: number[],
  top: number,
  lot: number,
  work: Work,
): Generator<Row> {
  const weeks = new Map<number, Count>();
  let totals: Totals = { first: 0, chances: Float64Array.of(1) };
  yield rowOf(0, totals.chances, top);
  for (const factor of factors) {
    let week = weeks.get(factor);
    // More than the top in one week is the top, however large the factor.
    if (!week) {
      week = countOf(history.map((items) => Math.min(items * (factor / lot), top)));
      weeks.set(factor, week);
    }
    totals = trimmed(addCount(totals, week, top, work));
    yield rowOf(totals.first, totals.chances, top);
  }
}

function addCount(totals: Totals, count: Count, top: number, work: Work): Totals {
  const { first, chances } = totals;
  const { items, chances: weights } = count;
  work.spend(chances.length * items.length);
  const low = Math.min(first + items[0]!, top);
  const high = Math.min(first + chances.length - 1 + items.at(-1)!, top);
  const sum = new Float64Array(high - low + 1);
  items.forEach((added, n) => {
    const weight = weights[n]!;
    const shift = first + added - low;
    const inside = Math.max(Math.min(chances.length, top - first - added), 0);
    for (let k = 0; k < inside; k++) sum[k + shift]! += weight * chances[k]!;
    for (let k = inside; k < chances.length; k++) sum[top - low]! += weight * chances[k]!;
  });
  return { first: low, chances: sum };
}

function trimmed({ first, chances }: Totals): Totals {
  let [start, end] = [0, chances.length];
  while (chances[start]! < NEVER) start++;
  while (chances[end - 1]! < NEVER) end--;
  return { first: first + start, chances: chances.subarray(start, end) };
}

/** A number of items that so many full weeks pass with no chance worth a digit, or never pass. */
function likelyMostResampled(history: number[], effortWeeks: number): number {
  const n = history.length;
  const mean = meanOf(history);
  const variance = meanOf(history.map((items) => (items - mean) ** 2 + (items % 1) * (1 - (items % 1))));
  const deviation = Math.sqrt((effortWeeks * variance * (n + effortWeeks)) / (n + 1));
  const most = Math.ceil(Math.max(...history)) * Math.ceil(effortWeeks);
  return Math.ceil(Math.min(mean * effortWeeks + 12 * deviation, most)) + 1;
}
