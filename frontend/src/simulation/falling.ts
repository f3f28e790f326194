// The trials that are seen to fall: a few of them, each into a week as often as trials finish in it.

const MOST = 28;
const FALL_MS = 620;
// Multiples of it are spread evenly, and no pattern is seen in them.
const GOLDEN = 0.618034;

export interface Falling {
  week: number;
  /** How far it has fallen: 0 at the top, 1 on the bar. */
  way: number;
}

export function fallingTrials(shares: readonly number[], clockMs: number): Falling[] {
  return Array.from({ length: MOST }, (_, i) => {
    const falls = clockMs / FALL_MS + i / MOST;
    const nth = Math.floor(falls) * MOST + i;
    return { week: weekAt(shares, (nth * GOLDEN) % 1), way: (falls % 1) ** 2 };
  });
}

function weekAt(shares: readonly number[], quantile: number): number {
  let sum = 0;
  const week = shares.findIndex((share) => (sum += share) > quantile);
  return week < 0 ? Math.max(0, shares.length - 1) : week;
}
