// The parts of the burn-up cone's drawing.

import type { JSX } from "preact";
import type { Cone } from "../api-types.ts";
import { percentText, wholeText } from "../format.ts";
import type { Point } from "./cone-view.ts";

/** The plot's edges, in pixels. */
export const BASE = 240;
export const TOP = 16;
export const LEFT = 40;
export const RIGHT = 46;

type Scale = (value: number) => number;

interface LineLabelsProps {
  cone: Cone;
  /** Up to where each line is known. */
  ends: Point[];
  x: Scale;
  y: Scale;
  weeks: number;
}

interface ScopeLineProps {
  label: string;
  y: number;
  width: number;
  isDashed?: boolean;
}

export function Grid({ levels, y, width }: { levels: number[]; y: Scale; width: number }): JSX.Element {
  return (
    <g class="axis grid">
      {levels.map((level) => (
        <g key={level} transform={`translate(0 ${y(level)})`}>
          <line x1={LEFT} x2={width - RIGHT} />
          <text x={LEFT - 8} y="4" text-anchor="end">
            {wholeText(level)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The confidence of each line at its end, moved apart where they would overlap; or where it leaves the picture. */
export function LineLabels({ cone, ends, x, y, weeks }: LineLabelsProps): JSX.Element {
  const labels = ends.map(({ week, items }, i) => ({
    text: percentText(cone.confidence[i]!),
    x: x(week) + 5,
    y: y(items) + (week < weeks ? 8 : 0),
    isLeaving: week < weeks,
  }));
  // Lines are told from the fewest items to the most: of two at one height the latter is the upper.
  const last = labels.filter(({ isLeaving }) => !isLeaving).reverse();
  last.sort((one, other) => one.y - other.y);
  last.forEach((label, i) => (label.y = Math.max(label.y, (last[i - 1]?.y ?? -99) + 14)));
  return (
    <g class="line-labels">
      {labels.map((label) => (
        <text key={label.text} x={label.x} y={label.y + 4}>
          {label.text}
        </text>
      ))}
    </g>
  );
}

export function ScopeLine({ label, y, width, isDashed }: ScopeLineProps): JSX.Element {
  return (
    <g class={isDashed ? "scope-line is-dashed" : "scope-line"}>
      <line x1={LEFT} x2={width - RIGHT} y1={y} y2={y} />
      <text x={LEFT + 6} y={isDashed ? y - 5 : y + 14}>
        {label}
      </text>
    </g>
  );
}
