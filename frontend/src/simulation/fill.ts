// How full the trials are drawn: rising to what is there at an even speed, or there at once.

import { useEffect, useState } from "preact/hooks";

/** From empty to full. */
const FILL_MS = 1_600;

export interface Fill {
  /** Share of the trials that have arrived. */
  filled: number;
  /** Milliseconds of movement so far; undefined once all is at rest. */
  clockMs: number | undefined;
}

/**
 * @param target   share of the trials that there are
 * @param isComing whether more come
 * @param isCalm   no movement: it is there at once
 */
export function useFill(target: number, isComing: boolean, isCalm: boolean): Fill {
  const [{ filled, clockMs }, set] = useState({ filled: isCalm ? target : 0, clockMs: 0 });
  const isMoving = !isCalm && (isComing || filled < target);
  useEffect(() => {
    if (!isMoving) return;
    let last: number | undefined;
    let frame = requestAnimationFrame(function step(now) {
      const passedMs = now - (last ?? now);
      last = now;
      set((fill) => advance(fill, target, passedMs));
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [isMoving, target]);
  useEffect(() => {
    const finish = (): void => set((fill) => ({ ...fill, filled: target }));
    addEventListener("beforeprint", finish);
    return () => removeEventListener("beforeprint", finish);
  }, [target]);
  return { filled: isCalm ? target : filled, clockMs: isMoving ? clockMs : undefined };
}

function advance(
  { filled, clockMs }: { filled: number; clockMs: number },
  target: number,
  passedMs: number,
): { filled: number; clockMs: number } {
  return { filled: Math.min(target, filled + passedMs / FILL_MS), clockMs: clockMs + passedMs };
}
