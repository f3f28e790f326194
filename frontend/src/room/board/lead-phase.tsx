// Where the workshop is, and what everybody sees.

import { t } from "../../words.ts";
import { type Hub, ROOM } from "./hub.ts";
import { goTo } from "./moves.ts";
import { PHASES, phaseText } from "./phase.ts";
import type { Scene } from "./scene.ts";

export function LeadPhase({ hub, scene }: { hub: Hub; scene: Scene }) {
  return (
    <section class="lead-part" aria-labelledby="lead-phase">
      <h2 id="lead-phase">{t("Phase")}</h2>
      <div class="lead-phases" role="group" aria-labelledby="lead-phase">
        {PHASES.map((phase) => (
          <button
            key={phase}
            type="button"
            class="btn btn-outline"
            aria-pressed={scene.phase === phase}
            onClick={() => goTo(hub, phase)}
          >
            {phaseText(phase)}
          </button>
        ))}
      </div>
    </section>
  );
}

export function LeadShown({ hub, scene }: { hub: Hub; scene: Scene }) {
  const toggle = (name: string, label: string, isOn: boolean) => (
    <label class="form-switch">
      <input
        class="form-check-input"
        type="checkbox"
        role="switch"
        checked={isOn}
        onChange={(event) => hub.say({ scope: ROOM, name, value: event.currentTarget.checked })}
      />
      {label}
    </label>
  );
  return (
    <section class="lead-part" aria-labelledby="lead-shown">
      <h2 id="lead-shown">{t("On the board")}</h2>
      <div class="lead-switches">
        {toggle("guesses_shown", t("Guesses"), scene.areGuessesShown)}
        {toggle("key_shown", t("Answer key"), scene.isKeyShown)}
        {toggle("frozen", t("Freeze everything"), scene.isFrozen)}
      </div>
    </section>
  );
}
