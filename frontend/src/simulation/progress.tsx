// How far a simulation is, and a way to end it.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../words.ts";
import { progressText } from "./wording.ts";
import type { Simulation } from "./simulation.ts";

interface ProgressProps {
  simulation: Simulation;
  cancel(): void;
  /** Called when it goes while the focus is in it. */
  whenGone(): void;
}

export function Progress({ simulation, cancel, whenGone }: ProgressProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const there = place.current;
    return () => {
      if (there?.contains(document.activeElement)) whenGone();
    };
  }, []);
  return (
    <div class="simulate-progress" ref={place}>
      <progress aria-label={t("Trials so far")} max={simulation.trials} value={simulation.nSoFar} />
      <span class="progress-said">{progressText(simulation)}</span>
      <button type="button" class="btn btn-quiet" onClick={cancel}>
        {t("Cancel")}
      </button>
      {simulation.isLost && (
        <p class="is-warning">{t("No answer from the server right now. Trying again.")}</p>
      )}
    </div>
  );
}
