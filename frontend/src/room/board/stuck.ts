// Which group needs somebody: nothing changed for three minutes, though it is not done.

export const STUCK_MS = 3 * 60_000;

export interface Pace {
  isDone: boolean;
  /** When the group last changed anything, or when the work began; the server's clock. */
  moved_ms: number;
}

export function isStuck({ isDone, moved_ms }: Pace, now_ms: number): boolean {
  return !isDone && now_ms - moved_ms >= STUCK_MS;
}
