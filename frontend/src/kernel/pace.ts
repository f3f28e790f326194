// Pace: what the history says of the weeks to come, as a table that every answer is read from.

import type { WeekWorths } from "./calendar.ts";
import { resampledPace } from "./resample.ts";
import { chanceAt, type Row } from "./row.ts";
import type { Work } from "./work.ts";

/** The table ends where everything asked about is finished with this chance, if its model can be sure. */
export const CERTAIN = 1 - 1e-9;

/** What a model finds in one history: it answers for any coming weeks. */
export interface Pace {
  /** The table's rows from week 0 on; `top` counts lots of so many items. */
  rows(factors: number[], top: number, lot: number, work: Work): Iterable<Row>;
  /** A number of items that hardly any future passes in so many full weeks, or none. */
  likelyMost(effortWeeks: number): number;
  /** Of models learned from other teams, whose teams may stop for good: they are never sure. */
  doubt?: Doubt;
}

export interface Doubt {
  /** The chance at which all is called finished. */
  certain: number;
  /** The chance at which a curve ends: past it, many years of weeks differ by nothing that is told. */
  curveEnd: number;
  /** The last row for these weeks, by the law of the last week alone: it widens that of a narrow table. */
  alone(factors: number[], top: number, lot: number, work: Work): Row;
  /**
   * Chances that something is still owed, week by week past `after`.
   *
   * @param owed chance that more than 0, 1 ... lots must be finished
   */
  owing(factors: number[], owed: Float64Array, after: number, lot: number, work: Work): Iterable<Owing>;
}

/** That some of the scope is owed, and some of the largest that it may be. */
export interface Owing {
  some: number;
  someOfMost: number;
}

export interface PaceModel {
  /** What weeks are worth to it, by ISO number, where it takes past ones as usual ones. */
  weekWorths?: WeekWorths;
  /** @param history items finished in each past week, oldest first, not all zero */
  learn(history: number[]): Pace;
}

const ownModels: Record<string, PaceModel> = { resample: { learn: resampledPace } };

declare global {
  /** By name; what another script lends to every kernel on the page: see learned/models.ts. */
  var lentPaceModels: Record<string, PaceModel> | undefined;
}

/** By the name that a request gives. */
export function paceModel(name: string): PaceModel | undefined {
  return ownModels[name] ?? globalThis.lentPaceModels?.[name];
}

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
  /** The chance that 0, 1 ... lots are asked for, at most `top`. */
  asked: Float64Array;
  /** Weeks that the table must have. */
  atLeast: number;
  /** The chance that counts as sure. */
  until: number;
}

/**
 * Pace table up to the week where what is asked for is finished for sure, or the horizon.
 *
 * Under a model with doubt that is the chance of what is asked for; under others, that of the most that may be.
 */
export function paceTable(
  pace: Pace,
  factors: number[],
  { lot, top, asked, atLeast, until }: Extent,
  work: Work,
): Row[] {
  const table: Row[] = [];
  const chanceOf = (row: Row): number =>
    pace.doubt
      ? asked.reduce((sum, chance, column) => sum + chance * chanceAt(row, column), 0)
      : chanceAt(row, asked.length - 1);
  for (const row of pace.rows(factors, top, lot, work)) {
    table.push(row);
    if (table.length > atLeast && chanceOf(row) >= until) break;
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
