// What is always in view beside the numbers: who types, what waits, and the clock with its calls.

import { useEffect, useRef, useState } from "preact/hooks";
import { t, tn } from "../words.ts";
import { hasClock, phaseOf } from "./board/phase.ts";
import { callAt, clockText, isRunning, presentingOf, secondsLeft, timerOf } from "./board/timer.ts";
import type { Desk } from "./desk.ts";
import { Typist } from "./people.tsx";

/** How short the time is when the clock turns red. */
const SHORT_S = 120;
const SHORT_PRESENTING_S = 15;

interface Props {
  desk: Desk;
  /** Before the guess, nobody types. */
  isTyping: boolean;
  nNew: number;
  /** Shows what waits. */
  showNew(): void;
}

export function NowLine({ desk, isTyping, nNew, showNew }: Props) {
  const { room } = desk;
  const phase = phaseOf(room["phase"]);
  const presenting = phase === "present" ? presentingOf(room["present"]) : null;
  const timer = presenting ? { ...presenting, total_s: 0 } : hasClock(phase) ? timerOf(room["timer"]) : null;
  useTicks(isRunning(timer));
  const now_ms = desk.serverNow();
  const call = presenting ? null : callAt(timer, now_ms);
  useShake(call ?? (presenting?.group === desk.group ? 0 : null));
  const left = timer && secondsLeft(timer, now_ms);
  const isOurs = presenting?.group === desk.group;
  const isShort = left !== null && left <= (presenting ? SHORT_PRESENTING_S : SHORT_S);
  return (
    <div class={call !== null || isOurs ? "now-line is-call" : "now-line"}>
      <div class="now-words">
        <strong role="status">{nowText(call, presenting?.group ?? null, desk.group)}</strong>
        {call === null && !presenting && isTyping && <Typist desk={desk} />}
      </div>
      {nNew > 0 && (
        <button type="button" class="btn btn-outline" aria-label={tn("{n} new from the facilitator", "{n} new from the facilitator", nNew)} onClick={showNew}>
          {tn("{n} new", "{n} new", nNew)}
        </button>
      )}
      {left !== null && (
        <span class={isShort ? "timer is-short" : "timer"} role="timer" aria-label={t("Time left")}>
          {clockText(left)}
          {!isRunning(timer) && ` ${t("paused")}`}
        </span>
      )}
    </div>
  );
}

function nowText(call: number | null, presenting: number | null, own: number): string {
  if (presenting === own) return t("Your group presents now.");
  if (presenting !== null) return t("Group {n} presents", { n: presenting });
  return call === null ? "" : tn("{n} minute left", "{n} minutes left", call);
}

function useTicks(isOn: boolean): void {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!isOn) return;
    const ticking = setInterval(() => tick((n) => n + 1), 1_000);
    return () => clearInterval(ticking);
  }, [isOn]);
}

/** A phone that lies on the table says a call too, where browsers let it. */
function useShake(call: number | null): void {
  const before = useRef(call);
  useEffect(() => {
    if (call !== null && before.current === null && "vibrate" in navigator) navigator.vibrate(300);
    before.current = call;
  }, [call]);
}
