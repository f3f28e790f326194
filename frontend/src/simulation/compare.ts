// How far the trials lie from the exact answer, and how far chance alone may put them.

/** Both are chances: the largest of all weeks. */
export interface Difference {
  largest: number;
  /** Four standard errors, where the exact curve makes them largest. */
  expected: number;
}

const STANDARD_ERRORS = 4;

/** Of the weeks of the exact curve: it ends where done is all but sure, and trials go on. */
export function differenceOf(exact: readonly number[], trials: readonly number[], n: number): Difference {
  const weeks = exact.map((_, week) => week);
  const errors = weeks.map((week) => Math.abs(at(trials, week) - at(exact, week)));
  const spreads = weeks.map((week) => Math.sqrt((at(exact, week) * (1 - at(exact, week))) / n));
  return { largest: Math.max(0, ...errors), expected: STANDARD_ERRORS * Math.max(0, ...spreads) };
}

/** A curve stays where it ends. */
function at(curve: readonly number[], week: number): number {
  return curve[week] ?? curve.at(-1) ?? 0;
}
