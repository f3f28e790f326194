// The curve of a scope: the chance that all of it is finished, week by week.

import { CERTAIN, columnOf, type Owing, type Pace } from "./pace.ts";
import { chancesOfScope, columnsOf } from "./readings.ts";
import { chanceAt, type Row } from "./row.ts";
import type { Work } from "./work.ts";

/** What a curve is read from. */
export interface CurveOf {
  pace: Pace;
  /** What each coming week is worth, up to the horizon. */
  factors: number[];
  /** Probability of each total, in lots. */
  scope: Float64Array;
  /** Lots for one column of the table. */
  scale: number;
  /** Items of one column of the table. */
  lot: number;
  work: Work;
}

/**
 * The chance of each week until it is for sure, or the horizon.
 *
 * What is never sure ends with the chance `asked`, or with that of its model, often long after the table.
 */
export function chanceByWeekOf(curve: CurveOf, reach: Row[], asked: number): number[] {
  const { doubt } = curve.pace;
  const chances = chancesOfScope(reach, curve.scope, curve.scale);
  if (!doubt) return chances;
  const until = Math.max(doubt.curveEnd, asked);
  if (chances.at(-1)! >= until) return chances;
  for (const { some } of owing(curve, chances.length - 1)) {
    chances.push(1 - some);
    if (1 - some >= until) break;
  }
  let most = 0;
  return chances.map((chance) => (most = Math.max(most, chance)));
}

/** The chance that the scope is not finished at the horizon; none where the largest that it may be surely is. */
export function notFinishedOf(curve: CurveOf, reach: Row[], chanceByWeek: number[], asked: number): number {
  const { pace, factors, scope, scale } = curve;
  const until = pace.doubt ? Math.max(pace.doubt.certain, asked) : CERTAIN;
  if (chanceAt(reach.at(-1)!, columnOf(scope.length - 1, scale)) >= until) return 0;
  const left = 1 - chanceByWeek.at(-1)!;
  if (chanceByWeek.length > factors.length || !pace.doubt) return left;
  const [last] = owing(curve, factors.length - 1);
  return last!.someOfMost > 1 - until ? Math.min(last!.some, left) : 0;
}

function owing({ pace, factors, scope, scale, lot, work }: CurveOf, after: number): Iterable<Owing> {
  const most = columnOf(scope.length - 1, scale);
  const owed = columnsOf(scope, scale, most).atMost.slice(0, most).map((atMost) => 1 - atMost);
  return pace.doubt!.owing(factors, owed, after, lot, work);
}
