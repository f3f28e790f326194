// The weeks under a chart: their number and the day on which they end.

import { ticks } from "d3-array";
import type { JSX } from "preact";
import { dayText, weekEnd, wholeText } from "../format.ts";

interface WeeksAxisProps {
  start: string;
  first: number;
  last: number;
  x(week: number): number;
  y: number;
  width: number;
}

const LABEL_WIDTH = 64;
/** Labels closer than this touch. */
const NARROWEST = 50;

export function WeeksAxis({ start, first, last, x, y, width }: WeeksAxisProps): JSX.Element {
  const weeks = labelledWeeks(first, last, x).filter((week) => isInside(x(week), width));
  return (
    <g class="axis">
      <line x1={x(first)} x2={x(last)} y1={y} y2={y} />
      {weeks.map((week) => (
        <g key={week} transform={`translate(${x(week)} ${y})`}>
          <line y2="4" />
          <text y="18" text-anchor="middle">
            {wholeText(week)}
          </text>
          <text y="32" class="day" text-anchor="middle">
            {dayText(weekEnd(start, week))}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Round numbers of weeks, as many as there is room for. */
function labelledWeeks(first: number, last: number, x: (week: number) => number): number[] {
  for (let n = Math.floor((x(last) - x(first)) / LABEL_WIDTH); n > 1; n--) {
    const [one = first, next = last, ...rest] = ticks(first, last, n).filter(Number.isInteger);
    if (x(next) - x(one) >= NARROWEST) return [one, next, ...rest];
  }
  return [first, last];
}

function isInside(x: number, width: number): boolean {
  return x >= LABEL_WIDTH / 3 && x <= width - LABEL_WIDTH / 3;
}
