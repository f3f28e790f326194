// How long to wait before asking after a job again.

const FIRST_MS = 150;
const MOVING_MS = 400;
const LONGEST_MS = 2_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

export interface Pace {
  /** After an answer that says where the job stands. */
  answered(standing: string): number;
  /** After no answer; the server may have said how long to stay away. */
  unanswered(retryAfterMs?: number): number;
}

/** Soon while the job moves, later each time while it stands still. */
export function createPace(): Pace {
  let last: string | undefined;
  let delayMs = 0;
  let retryMs = 0;
  return {
    answered(standing) {
      const hasMoved = last !== undefined && standing !== last;
      delayMs = hasMoved ? MOVING_MS : delayMs ? Math.min(delayMs * 2, LONGEST_MS) : FIRST_MS;
      last = standing;
      retryMs = 0;
      return delayMs;
    },
    unanswered(retryAfterMs = 0) {
      retryMs = retryMs ? Math.min(retryMs * 2, LONGEST_RETRY_MS) : FIRST_RETRY_MS;
      return Math.max(retryMs, retryAfterMs);
    },
  };
}
