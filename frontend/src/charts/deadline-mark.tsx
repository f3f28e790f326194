// The deadline in a chart: a dashed line with its name.

import type { JSX } from "preact";
import { t } from "../words.ts";

interface DeadlineMarkProps {
  x: number;
  base: number;
  width: number;
}

export function DeadlineMark({ x, base, width }: DeadlineMarkProps): JSX.Element {
  const isRight = x > width / 2;
  return (
    <g class="deadline-mark">
      <line x1={x} x2={x} y1={4} y2={base} />
      <text x={isRight ? x - 6 : x + 6} y="12" text-anchor={isRight ? "end" : "start"}>
        {t("Deadline")}
      </text>
    </g>
  );
}
