// The charts of a stored answer, loaded once its numbers are on the screen.

import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ForecastResult } from "../api-types.ts";

type ChartsType = ComponentType<{ answer: ForecastResult }>;

export function LateCharts({ answer }: { answer: ForecastResult }): JSX.Element {
  const [Charts, setCharts] = useState<ChartsType | undefined>();
  useEffect(() => {
    // Without a connection the numbers stand alone.
    import("./charts.tsx").then(
      (module) => setCharts(() => module.SavedCharts),
      () => undefined,
    );
  }, []);
  return Charts ? <Charts answer={answer} /> : <div class="charts-to-come" />;
}
