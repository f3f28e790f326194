// Says how a simulation ended; while it runs, how far it is, calmly and only aloud.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ForecastResult } from "../api-types.ts";
import { shareText } from "../format.ts";
import { t } from "../words.ts";
import { isUnderWay, type Simulation } from "./simulation.ts";
import { endText, progressText } from "./wording.ts";

const CALM_MS = 4_000;

interface SaidProps {
  simulation: Simulation | null;
  answer: ForecastResult;
  isCurrent: boolean;
}

export function Said({ simulation, answer, isCurrent }: SaidProps): JSX.Element {
  // The line that was right for the earlier answer stays as it was.
  const [exact, setExact] = useState(answer.curve?.chance_by_week);
  useEffect(() => {
    if (isCurrent) setExact(answer.curve?.chance_by_week);
  }, [answer, isCurrent]);
  const isRunning = isUnderWay(simulation);
  const aloud = useCalm(simulation && isRunning ? aloudText(simulation) : "");
  return (
    <div role="status">
      {isRunning && <p class="visually-hidden">{aloud}</p>}
      {simulation && !isRunning && (
        <p class={simulation.phase === "failed" ? "is-warning" : "simulation-said"}>
          {endText(simulation, isCurrent ? answer.curve?.chance_by_week : exact)}
        </p>
      )}
    </div>
  );
}

function aloudText(simulation: Simulation): string {
  const { phase, nSoFar, trials, isLost } = simulation;
  if (isLost) return t("No answer from the server right now. Trying again.");
  return phase === "running"
    ? t("{percent} simulated", { percent: shareText(nSoFar / trials) })
    : progressText(simulation);
}

/** The text as it is now and then. */
function useCalm(text: string): string {
  const [said, say] = useState(text);
  useEffect(() => {
    if (text === said) return;
    if (!said || !text) {
      say(text);
      return;
    }
    const timer = setTimeout(() => say(text), CALM_MS);
    return () => clearTimeout(timer);
  }, [text, said]);
  return said;
}
