// What the charts of an answer show, wherever they are drawn.

import type { ForecastResult } from "../api-types.ts";
import { shortDateText } from "../format.ts";
import { tn } from "../words.ts";
import { shownWeeks } from "./quantile.ts";

const WEEKS_AFTER = 1.1;

/** As far as it is likely to take, or a little past the deadline. */
export function coneWeeks({ curve, cone, deadline }: ForecastResult): number {
  const done = curve ? shownWeeks(curve.chance_by_week)[1] : 0;
  const most = (cone.items_by_week[0]?.length ?? 1) - 1;
  return Math.max(1, Math.min(most, Math.max(done, Math.ceil((deadline?.weeks ?? 0) * WEEKS_AFTER))));
}

/** Where the numbers come from, for a picture that is seen without the page. */
export function sourceText({ history, start }: ForecastResult): string {
  const said = tn(
    "Forecast from {date}, by {n} past period",
    "Forecast from {date}, by {n} past periods",
    history.n,
    { date: shortDateText(start) },
  );
  return `Flow Forecaster · ${said}`;
}
