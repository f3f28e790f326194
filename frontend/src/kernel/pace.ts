// Pace: what the history says of the weeks to come, as a table that every answer is read from.

import { likelyMostResampled, resampleRows } from "./resample.ts";
import { chanceAt, type Row } from "./row.ts";
import type { Work } from "./work.ts";

/** The table ends where everything asked about is finished with this chance. */
const CERTAIN = 1 - 1e-9;

export interface PaceModel {
  /** The table's rows from week 0 on, of a history in items; `top` counts lots of so many items. */
  rows: (history: number[], factors: number[], top: number, lot: number, work: Work) => Iterable<Row>;
  /** A number of items that so many full weeks pass with no chance worth a digit. */
  likelyMost: (history: number[], effortWeeks: number) => number;
}

/** By the name that a request gives. */
export const paceModels: Record<string, PaceModel> = {
  resample: { rows: resampleRows, likelyMost: likelyMostResampled },
};

/** What the coming weeks are worth: a factor for each up to the horizon, and one constant for all. */
export interface ComingWeeks {
  factors: number[];
  scale: number;
}

export interface Extent {
  /** Items of one column. */
  lot: number;
  /** The largest number asked about, at scale 1, in lots. */
  top: number;
  /** What the table must reach, in lots, at most `top`. */
  certain: number;
  /** Weeks that the table must have. */
  atLeast: number;
}

/** Pace table up to the week where `certain` items are finished for sure, or the horizon. */
export function paceTable(
  model: PaceModel,
  history: number[],
  factors: number[],
  { lot, top, certain, atLeast }: Extent,
  work: Work,
): Row[] {
  const table: Row[] = [];
  for (const row of model.rows(history, factors, top, lot, work)) {
    table.push(row);
    if (table.length > atLeast && chanceAt(row, certain) >= CERTAIN) break;
  }
  return table;
}

/** Factors of so many weeks and, where `share` > 0, that share of the next. */
export function factorsUntil(factors: number[], whole: number, share: number): number[] {
  const until = factors.slice(0, whole);
  return share > 0 ? [...until, ...factors.slice(whole, whole + 1).map((factor) => factor * share)] : until;
}

/** The column to read for so many items at a constant scale. */
export function columnOf(items: number, scale: number): number {
  return Math.max(Math.ceil(items / scale - 1e-9), 0);
}
