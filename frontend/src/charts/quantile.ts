// Readings of the curve of chances by week, the same as the server's.

const TOLERANCE = 1e-12;
const TOO_THIN = 0.001;

/** The first week by whose end the scope is done with this confidence; null if none of the curve is. */
export function firstWeek(chanceByWeek: readonly number[], confidence: number): number | null {
  const week = chanceByWeek.findIndex((chance) => chance >= confidence - TOLERANCE);
  return week < 0 ? null : week;
}

/** The chance of each single week to be the one in which the scope is done. */
export function chanceOfWeek(chanceByWeek: readonly number[]): number[] {
  return chanceByWeek.map((chance, week) => chance - (chanceByWeek[week - 1] ?? 0));
}

/** The weeks worth drawing: without the thin ends of the curve. */
export function shownWeeks(chanceByWeek: readonly number[]): [first: number, last: number] {
  const last = firstWeek(chanceByWeek, 1 - TOO_THIN) ?? chanceByWeek.length - 1;
  const first = chanceByWeek.findIndex((chance) => chance > TOO_THIN);
  return [Math.max(1, first < 0 ? 1 : first), Math.max(1, last)];
}
