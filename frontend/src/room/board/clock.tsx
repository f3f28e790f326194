// The clock, large, and the calls.

import { t, tn } from "../../words.ts";
import { useBeep } from "./use-beep.ts";
import { callAt, clockText, isRunning, secondsLeft, type Timer } from "./timer.ts";

export function Clock({ timer, now_ms }: { timer: Timer | null; now_ms: number }) {
  if (!timer) return <p class="clock" aria-hidden="true" />;
  const left = secondsLeft(timer, now_ms);
  const state = left === 0 ? " is-over" : left <= 120 ? " is-late" : "";
  return (
    <p class={`clock${state}${isRunning(timer) ? "" : " is-paused"}`} role="timer" aria-label={t("Time left")}>
      {clockText(left)}
      <span class="clock-note">{left === 0 ? t("Time is up") : isRunning(timer) ? "" : t("Paused")}</span>
    </p>
  );
}

/** "10 minutes left", for some seconds, over whatever is shown. */
export function Call({ timer, now_ms }: { timer: Timer | null; now_ms: number }) {
  const minutes = callAt(timer, now_ms);
  useBeep(minutes);
  return (
    <div class="call" role="status" hidden={minutes === null}>
      {minutes !== null && tn("{n} minute left", "{n} minutes left", minutes)}
    </div>
  );
}
