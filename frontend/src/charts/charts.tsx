// The charts of an answer, loaded after its numbers are shown.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ChartsProps } from "../answer/late-charts.tsx";
import type { ForecastResult } from "../api-types.ts";
import { Overlay } from "../simulation/overlay.tsx";
import { SimulatePanel } from "../simulation/panel.tsx";
import { useSimulation } from "../simulation/use-simulation.ts";
import { Cone } from "./cone.tsx";
import { Histogram } from "./histogram.tsx";
import { shownWeeks } from "./quantile.ts";

const WEEKS_AFTER = 1.1;

export function Charts({ answer, question, draft, change }: ChartsProps): JSX.Element {
  const [confidence, choose] = useState(0.85);
  const simulating = useSimulation(answer, question);
  const simulation = simulating.isCurrent ? simulating.simulation : null;
  const { start, cone, curve, scope } = answer;
  const deadlineWeeks = answer.deadline?.weeks;
  return (
    <div class="charts">
      {curve && (
        <Histogram
          {...{ start, deadlineWeeks, confidence, choose }}
          chanceByWeek={curve.chance_by_week}
          trialsByWeek={simulation?.result?.chance_by_week}
          over={(plot) => simulation && <Overlay simulation={simulation} plot={plot} />}
          below={<SimulatePanel {...{ answer, question, draft, change, simulating }} />}
        />
      )}
      <Cone
        {...{ start, cone, deadlineWeeks }}
        weeks={coneWeeks(answer)}
        stated={scope?.stated}
        expected={scope?.expected}
      />
    </div>
  );
}

/** As far as it is likely to take, or a little past the deadline. */
function coneWeeks({ curve, cone, deadline }: ForecastResult): number {
  const done = curve ? shownWeeks(curve.chance_by_week)[1] : 0;
  const most = (cone.items_by_week[0]?.length ?? 1) - 1;
  return Math.max(1, Math.min(most, Math.max(done, Math.ceil((deadline?.weeks ?? 0) * WEEKS_AFTER))));
}
