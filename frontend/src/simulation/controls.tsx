// The button, the number of trials, and the switch of workshop mode.

import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Draft } from "../draft.ts";
import { wholeText } from "../format.ts";
import { t } from "../words.ts";
import { trialChoices } from "./trials.ts";
import { isWorkshop } from "./workshop.ts";

interface ControlsProps {
  draft: Draft;
  change(change: Partial<Draft>): void;
  isRunning: boolean;
  start(trials: number): void;
  startButton: RefObject<HTMLButtonElement | null>;
}

export function Controls({ draft, change, isRunning, start, startButton }: ControlsProps): JSX.Element {
  const [chosen, choose] = useState<number>();
  const choices = trialChoices(isWorkshop(draft));
  const trials = chosen !== undefined && choices.includes(chosen) ? chosen : choices[0]!;
  return (
    <div class="simulate-controls">
      <button
        ref={startButton}
        type="button"
        class="btn btn-outline"
        aria-disabled={isRunning}
        onClick={({ detail }) => {
          // The second click of a double click is none.
          if (detail < 2) start(trials);
        }}
      >
        {t("Simulate {n} trials", { n: wholeText(trials) })}
      </button>
      <label class="trial-choice">
        <span>{t("Trials")}</span>
        <select
          class="form-select"
          value={trials}
          onChange={(event) => choose(Number(event.currentTarget.value))}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {wholeText(choice)}
            </option>
          ))}
        </select>
      </label>
      <label class="form-switch">
        <input
          class="form-check-input"
          type="checkbox"
          role="switch"
          checked={isWorkshop(draft)}
          onChange={(event) => {
            choose(undefined);
            change({ workshop: event.currentTarget.checked ? "on" : "off" });
          }}
        />
        <span>{t("Workshop mode")}</span>
      </label>
    </div>
  );
}
