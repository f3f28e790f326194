// The answers, each a reading of the pace table.

import { columnOf } from "./pace.ts";
import { lastColumn, type Row } from "./row.ts";

/** How far below a stated confidence a chance may be and still reach it; the only tolerance. */
export const TOLERANCE = 1e-12;

/** A scope as the columns to read: for each the chance of being the one, and of being at most that. */
export interface Columns {
  chances: Float64Array;
  atMost: Float64Array;
}

/** @param scope probability of each total; @param top the last column that a table has */
export function columnsOf(scope: Float64Array, scale: number, top: number): Columns {
  const chances = new Float64Array(Math.min(columnOf(scope.length - 1, scale), top) + 1);
  for (let items = 0; items < scope.length; items++) {
    const column = columnOf(items, scale);
    if (column > top) break;
    chances[column]! += scope[items]!;
  }
  let sum = 0;
  return { chances, atMost: chances.map((chance) => (sum += chance)) };
}

/** P(all items of a scope are finished) by the end of a row's week. */
export function chanceOfScope({ first, chances }: Row, scope: Columns): number {
  let chance = first > 0 ? (scope.atMost[first - 1] ?? scope.atMost.at(-1)!) : 0;
  const end = Math.min(chances.length, scope.chances.length - first);
  for (let k = 0; k < end; k++) chance += chances[k]! * scope.chances[first + k]!;
  return Math.min(chance, 1);
}

/** The same by the end of each week of a table; @param scope probability of each total, in lots */
export function chancesOfScope(reach: Row[], scope: Float64Array, scale: number): number[] {
  const columns = columnsOf(scope, scale, reach[0]!.top);
  return reach.map((row) => chanceOfScope(row, columns));
}

/** The first week by which the chance is at least `confidence`. */
export function firstWeek(chanceByWeek: number[], confidence: number): number | null {
  const week = chanceByWeek.findIndex((chance) => chance >= confidence - TOLERANCE);
  return week < 0 ? null : week;
}

/** The most items that are finished with at least `confidence`: more confidence, fewer. */
export function mostFinished(row: Row, confidence: number, scale: number): number {
  return itemsOf(lastColumn(row, confidence - TOLERANCE), scale);
}

/** The whole items that so many columns are at a constant scale. */
export function itemsOf(columns: number, scale: number): number {
  return Math.floor(columns * scale + 1e-9);
}
