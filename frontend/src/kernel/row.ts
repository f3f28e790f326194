// One row of the pace table: P(at least k items are finished) by the end of one week.

/** 1 below `first`, `chances` from there on, 0 past them and at most up to column `top`. */
export interface Row {
  first: number;
  chances: Float64Array;
  top: number;
}

/** The probability of each total from `first` on, a total of `top` meaning "this many or more". */
export function rowOf(first: number, totals: Float64Array, top: number): Row {
  const chances = new Float64Array(totals.length);
  let sum = 0;
  for (let k = totals.length - 1; k >= 0; k--) chances[k] = Math.min((sum += totals[k]!), 1);
  return { first, chances, top };
}

/** P(at least `column` items). */
export function chanceAt({ first, chances }: Row, column: number): number {
  return column < first ? 1 : (chances[column - first] ?? 0);
}

/** The last column with at least this chance. */
export function lastColumn({ first, chances, top }: Row, chance: number): number {
  if (chance <= 0) return top;
  let [low, high] = [-1, chances.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (chances[middle]! >= chance) low = middle;
    else high = middle;
  }
  return Math.max(first + low, 0);
}

/** A row with the chances of a wider one past its top, none above its last; both have `first` 0. */
export function widened(row: Row, wide: Row): Row {
  if (wide.top <= row.top) return row;
  const last = row.chances[row.top] ?? 0;
  const chances = new Float64Array(Math.max(row.chances.length, wide.chances.length));
  chances.set(row.chances);
  for (let k = row.top + 1; k < chances.length; k++) chances[k] = Math.min(wide.chances[k]!, last);
  return { first: 0, chances, top: wide.top };
}
