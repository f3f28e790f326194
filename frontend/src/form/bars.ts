// The history as bars, with its mean.

import { drawing, element } from "../dom.ts";
import { exactText, numberText } from "../format.ts";
import { t, tn } from "../words.ts";

const BAR = 10;
const GAP = 2;
const HEIGHT = 48;

export function historyBars(counts: number[], isWeekly: boolean): HTMLElement {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const values = { mean: numberText(mean) };
  const said = isWeekly
    ? tn(
        "{n} week, {mean} items a week on average",
        "{n} weeks, {mean} items a week on average",
        counts.length,
        values,
      )
    : tn("{n} number, {mean} on average", "{n} numbers, {mean} on average", counts.length, values);
  return element(
    "figure",
    { class: "history-bars", "aria-live": "off" },
    drawBars(counts, mean, said),
    element("figcaption", { class: "hint" }, said),
  );
}

function drawBars(counts: number[], mean: number, said: string): SVGElement {
  const most = Math.max(...counts, 1);
  const width = counts.length * BAR;
  const level = (count: number): number => HEIGHT - (count / most) * HEIGHT;
  const bars = counts.map((count, index) =>
    drawing("rect", {
      class: "bar",
      x: index * BAR + GAP / 2,
      y: level(count),
      width: BAR - GAP,
      height: HEIGHT - level(count),
    }),
  );
  const line = drawing("line", { class: "mean", x1: 0, x2: width, y1: level(mean), y2: level(mean) });
  const label = t("{said}: {counts}", { said, counts: counts.map(exactText).join("; ") });
  const frame = {
    viewBox: `0 0 ${width} ${HEIGHT}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": label,
  };
  return drawing("svg", { ...frame, class: "bars" }, ...bars, line);
}
