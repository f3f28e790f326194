// The facilitator's clock: presets, start and pause, more time.

import { t } from "../../words.ts";
import { type Hub, ROOM } from "./hub.ts";
import { beginWork } from "./moves.ts";
import type { Scene } from "./scene.ts";
import { SoundButton } from "./sound-button.tsx";
import { extended, isRunning, PRESETS_MIN, secondsLeft, type Timer, toggled } from "./timer.ts";

export function LeadClock({ hub, scene, now_ms }: { hub: Hub; scene: Scene; now_ms: number }) {
  const { clock: timer } = scene;
  const set = (value: Timer): void => hub.say({ scope: ROOM, name: "timer", value });
  const minutes = [...new Set([hub.setup.work_minutes ?? 25, ...PRESETS_MIN])].sort((a, b) => b - a);
  return (
    <section class="lead-part" aria-labelledby="lead-clock">
      <h2 id="lead-clock">{t("Clock")}</h2>
      <div class="lead-row">
        {timer && secondsLeft(timer, now_ms) > 0 && (
          <button type="button" class="btn btn-main" onClick={() => set(toggled(timer, hub.serverNow()))}>
            {isRunning(timer) ? t("Pause") : t("Go on")}
          </button>
        )}
        {timer && (
          <>
            <button type="button" class="btn btn-outline" onClick={() => set(extended(timer, 60, hub.serverNow()))}>
              {t("+ 1 min")}
            </button>
            <button type="button" class="btn btn-outline" onClick={() => set(extended(timer, 300, hub.serverNow()))}>
              {t("+ 5 min")}
            </button>
            <button type="button" class="btn btn-outline" onClick={() => set(extended(timer, -60, hub.serverNow()))}>
              {t("− 1 min")}
            </button>
          </>
        )}
      </div>
      <p class="hint">{t("Start the work; choose less when you began late.")}</p>
      <div class="lead-row">
        {minutes.map((n) => (
          <button key={n} type="button" class={`btn ${scene.timer ? "btn-outline" : "btn-main"}`} onClick={() => beginWork(hub, n)}>
            {t("{n} min", { n })}
          </button>
        ))}
        <SoundButton />
      </div>
    </section>
  );
}
