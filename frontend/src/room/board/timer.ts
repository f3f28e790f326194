// The clock of the room: when it ends by the server's clock, or what is left while it stands still.

export type Timer = { ends_at_ms: number; total_s: number } | { left_s: number; total_s: number };

/** Minutes for working, by how late the workshop starts. */
export const PRESETS_MIN = [25, 20, 15];

/** Minutes before the end at which the room is told. */
export const CALLS_MIN = [20, 10, 5, 2];

/** How long a call stays on the screen, in seconds. */
export const CALL_S = 12;

/** Whatever a field holds, as a timer; null where it is none. */
export function timerOf(value: unknown): Timer | null {
  if (typeof value !== "object" || value === null) return null;
  const { ends_at_ms, left_s, total_s } = value as Record<string, unknown>;
  if (typeof total_s !== "number") return null;
  if (typeof ends_at_ms === "number") return { ends_at_ms, total_s };
  return typeof left_s === "number" ? { left_s, total_s } : null;
}

export interface Presenting {
  group: number;
  ends_at_ms: number;
}

/** Whatever a field holds, as the group that presents; null where it is none. */
export function presentingOf(value: unknown): Presenting | null {
  const { group, ends_at_ms } = (value ?? {}) as Partial<Presenting>;
  return typeof group === "number" && typeof ends_at_ms === "number" ? { group, ends_at_ms } : null;
}

export function isRunning(timer: Timer | null): timer is { ends_at_ms: number; total_s: number } {
  return timer !== null && "ends_at_ms" in timer;
}

/** Seconds left, a begun one counted; 0 when it is over. */
export function secondsLeft(timer: Timer, now_ms: number): number {
  const left = isRunning(timer) ? (timer.ends_at_ms - now_ms) / 1000 : timer.left_s;
  return Math.max(0, Math.ceil(left));
}

export function started(total_s: number, now_ms: number): Timer {
  return { ends_at_ms: now_ms + total_s * 1000, total_s };
}

/** The timer standing still; going on from there, if it stood still. */
export function toggled(timer: Timer, now_ms: number): Timer {
  const left_s = secondsLeft(timer, now_ms);
  if (isRunning(timer)) return { left_s, total_s: timer.total_s };
  return { ends_at_ms: now_ms + left_s * 1000, total_s: timer.total_s };
}

/** More time, or less: a timer that is over starts again from now. */
export function extended(timer: Timer, by_s: number, now_ms: number): Timer {
  const left_s = Math.max(0, secondsLeft(timer, now_ms) + by_s);
  const total_s = Math.max(timer.total_s, left_s);
  return isRunning(timer) ? { ends_at_ms: now_ms + left_s * 1000, total_s } : { left_s, total_s };
}

/** The minutes that are being called: 10 from 10:00 to 9:48 before the end; null between calls. */
export function callAt(timer: Timer | null, now_ms: number): number | null {
  if (!isRunning(timer)) return null;
  const left = secondsLeft(timer, now_ms);
  const call = CALLS_MIN.find((minutes) => left <= minutes * 60 && left > minutes * 60 - CALL_S);
  // Who begins with twenty minutes knows.
  return call !== undefined && call * 60 < timer.total_s ? call : null;
}

/** 24:07 */
export function clockText(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${minutes}:${String(rest).padStart(2, "0")}`;
}
