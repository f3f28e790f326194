// Asks as somebody types: after a short pause, and only the newest question counts. Where nobody answers it asks
// again, waiting longer each time.

import { Refused, Unreachable } from "./ask.ts";

export const PAUSE_MS = 150;
/** An answer that has not come by then is slow. */
export const SLOW_MS = 700;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

export interface Heard<Question, Answer> {
  asking(question: Question): void;
  /** It takes long; whatever comes of it is still heard. */
  slow(question: Question): void;
  answered(question: Question, answer: Answer): void;
  refused(question: Question, refusal: Refused): void;
  unreachable(question: Question): void;
}

export interface Asker<Question> {
  /** Ask this, and forget what was asked before. */
  want(question: Question, pauseMs?: number): void;
  /** Want nothing any more. */
  drop(): void;
  /** Ask now what could not be answered. */
  retry(): void;
}

export function createAsker<Question, Answer>(
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
  heard: Heard<Question, Answer>,
): Asker<Question> {
  let wanted: Question | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = new AbortController();
  let retryMs = FIRST_RETRY_MS;

  function later(delayMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void askNow(), delayMs);
  }

  function drop(): void {
    clearTimeout(timer);
    asked.abort();
    wanted = undefined;
    retryMs = FIRST_RETRY_MS;
  }

  async function askNow(): Promise<void> {
    const question = wanted as Question;
    const { signal } = (asked = new AbortController());
    heard.asking(question);
    const patience = setTimeout(() => signal.aborted || heard.slow(question), SLOW_MS);
    try {
      const answer = await ask(question, signal);
      if (signal.aborted) return;
      drop();
      heard.answered(question, answer);
    } catch (error) {
      if (!signal.aborted) failed(question, error);
    } finally {
      clearTimeout(patience);
    }
  }

  function failed(question: Question, error: unknown): void {
    if (error instanceof Refused) {
      drop();
      heard.refused(question, error);
    } else if (error instanceof Unreachable) {
      heard.unreachable(question);
      later(retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    } else {
      drop();
      throw error;
    }
  }

  return {
    drop,
    want(question, pauseMs = PAUSE_MS) {
      drop();
      wanted = question;
      later(pauseMs);
    },
    retry() {
      if (wanted !== undefined) later(0);
    },
  };
}
