// "Simulate" beside the exact answer: what to ask, how far it is, and what came out.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { ChartsProps } from "../answer/late-charts.tsx";
import { t } from "../words.ts";
import { Controls } from "./controls.tsx";
import { bringIntoView } from "./in-view.ts";
import { Outcome } from "./outcome.tsx";
import { Progress } from "./progress.tsx";
import { Said } from "./said.tsx";
import { isUnderWay } from "./simulation.ts";
import type { Simulating } from "./use-simulation.ts";

interface SimulatePanelProps extends ChartsProps {
  simulating: Simulating;
}

export function SimulatePanel(props: SimulatePanelProps): JSX.Element {
  const { answer, question, draft, change, simulating } = props;
  const { simulation, isCurrent, start, cancel } = simulating;
  const place = useRef<HTMLDivElement>(null);
  const startButton = useRef<HTMLButtonElement>(null);
  const isRunning = isUnderWay(simulation);
  const startInView = (trials: number): void => {
    start(trials);
    const drawing = place.current?.closest("figure")?.querySelector("svg");
    if (drawing) bringIntoView(drawing, place.current!);
  };
  return (
    <div
      ref={place}
      class="simulation"
      role="group"
      aria-label={t("Simulation")}
      data-phase={simulation?.phase}
    >
      <Controls {...{ draft, change, isRunning, startButton }} start={startInView} />
      {!simulation && (
        <p class="hint">
          {t(
            "Each trial plays the project through once, with weeks like your past ones. The outlines should land on the bars.",
          )}
        </p>
      )}
      {simulation && isRunning && (
        <Progress {...{ simulation, cancel }} whenGone={() => startButton.current?.focus()} />
      )}
      <div class={isCurrent ? "simulated" : "simulated is-earlier"}>
        {simulation && !isCurrent && <p class="earlier">{t("For the earlier input:")}</p>}
        <Said simulation={simulation} answer={answer} isCurrent={isCurrent} />
        {simulation?.result && isCurrent && (
          <Outcome result={simulation.result} answer={answer} question={question} />
        )}
      </div>
    </div>
  );
}
