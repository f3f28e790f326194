// The charts, loaded once the first answer is on the screen.

import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ForecastResult } from "../api-types.ts";
import type { Draft } from "../draft.ts";
import type { Question } from "../request.ts";

export interface ChartsProps {
  answer: ForecastResult;
  question: Question;
  draft: Draft;
  change(change: Partial<Draft>): void;
}

type ChartsType = ComponentType<ChartsProps>;

let loaded: ChartsType | undefined;

export function LateCharts(props: ChartsProps): JSX.Element {
  const [Charts, setCharts] = useState<ChartsType | undefined>(() => loaded);
  useEffect(() => {
    if (Charts) return;
    // Without a connection the numbers stand alone; the next answer tries again.
    import("../charts/charts.tsx").then(
      (module) => setCharts(() => (loaded = module.Charts)),
      () => undefined,
    );
  }, [Charts, props.answer]);
  return Charts ? <Charts {...props} /> : <div class="charts-to-come" />;
}
