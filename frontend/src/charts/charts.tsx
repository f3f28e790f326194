// The charts of an answer, loaded after its numbers are shown.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ChartsProps } from "../answer/late-charts.tsx";
import { Overlay } from "../simulation/overlay.tsx";
import { SimulatePanel } from "../simulation/panel.tsx";
import { useSimulation } from "../simulation/use-simulation.ts";
import { Cone } from "./cone.tsx";
import { coneWeeks, sourceText } from "./drawn.ts";
import { Histogram } from "./histogram.tsx";

export function Charts({ answer, question, draft, change }: ChartsProps): JSX.Element {
  const [confidence, choose] = useState(0.85);
  const simulating = useSimulation(answer, question);
  const simulation = simulating.isCurrent ? simulating.simulation : null;
  const { start, cone, curve, scope } = answer;
  const deadlineWeeks = answer.deadline?.weeks;
  const source = sourceText(answer);
  return (
    <div class="charts">
      {curve && (
        <Histogram
          {...{ start, source, deadlineWeeks, confidence, choose }}
          chanceByWeek={curve.chance_by_week}
          trialsByWeek={simulation?.result?.chance_by_week}
          over={(plot) => simulation && <Overlay simulation={simulation} plot={plot} />}
          below={<SimulatePanel {...{ answer, question, draft, change, simulating }} />}
        />
      )}
      <Cone
        {...{ start, source, cone, deadlineWeeks }}
        weeks={coneWeeks(answer)}
        stated={scope?.stated}
        expected={scope?.expected}
      />
    </div>
  );
}
