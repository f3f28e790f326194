// What would make it fit: less scope, or more people.

import { convolve } from "./counts.ts";
import { chanceOfScope, columnsOf, TOLERANCE } from "./readings.ts";
import type { Row } from "./row.ts";
import { moved, type StatedScope, statedDistribution } from "./scope.ts";
import type { Work } from "./work.ts";

/** The most that a lever may answer. */
export const MOST_ITEMS = 100_000;
export const MOST_PEOPLE = 1_000;

/**
 * The most stated items for which the chance of the deadline reaches `confidence`.
 *
 * Factors are kept, and a range is moved as a whole: the answer is its middle. Null where not even
 * one item fits.
 *
 * @param row the pace at the deadline
 * @param risks distribution of what the risks add, in lots
 * @param scale lots for one item of the table
 */
export function mostItems(
  row: Row,
  stated: StatedScope,
  risks: Float64Array,
  { scale, confidence, lot }: { scale: number; confidence: number; lot: number },
  work: Work,
): number | null {
  const middle = Math.floor((stated.low + stated.high) / 2);
  return largest((items) => {
    const base = statedDistribution(moved(stated, items - middle), lot, work);
    const chance = chanceOfScope(row, columnsOf(convolve(base, risks, work), scale, row.top));
    return chance >= confidence - TOLERANCE;
  }, MOST_ITEMS);
}

/** The fewest people, pace in proportion, for whom the chance reaches `confidence`. */
export function fewestPeople(
  row: Row,
  scope: Float64Array,
  scalePerPerson: number,
  confidence: number,
): number | null {
  const tooFew = largest((people) => {
    const chance = chanceOfScope(row, columnsOf(scope, people * scalePerPerson, row.top));
    return chance < confidence - TOLERANCE;
  }, MOST_PEOPLE);
  return tooFew === MOST_PEOPLE ? null : (tooFew ?? 0) + 1;
}

/** The largest number from 1 to `limit` that holds, when all below it hold too. */
function largest(holds: (number: number) => boolean, limit: number): number | null {
  let [low, high] = [0, 1];
  while (high <= limit && holds(high)) [low, high] = [high, 2 * high];
  high = Math.min(high, limit + 1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low || null;
}
