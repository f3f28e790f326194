// The charts of a stored answer: as on the forecast page, with nothing to simulate.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { PLANNED } from "../answer/reading.ts";
import type { ForecastResult } from "../api-types.ts";
import { Cone } from "../charts/cone.tsx";
import { coneWeeks, sourceText } from "../charts/drawn.ts";
import { Histogram } from "../charts/histogram.tsx";

export function SavedCharts({ answer }: { answer: ForecastResult }): JSX.Element {
  const [confidence, choose] = useState(PLANNED);
  const { start, cone, curve, scope } = answer;
  const shared = { start, deadlineWeeks: answer.deadline?.weeks, source: sourceText(answer) };
  return (
    <div class="charts">
      {curve && (
        <Histogram {...shared} {...{ confidence, choose }} chanceByWeek={curve.chance_by_week} />
      )}
      <Cone
        {...shared}
        cone={cone}
        weeks={coneWeeks(answer)}
        stated={scope?.stated}
        expected={scope?.expected}
      />
    </div>
  );
}
