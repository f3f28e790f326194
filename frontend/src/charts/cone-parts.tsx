// The parts of the burn-up cone's drawing.

import type { JSX } from "preact";
import type { Cone } from "../api-types.ts";
import { percentText, wholeText } from "../format.ts";

/** The plot's edges, in pixels. */
export const BASE = 240;
export const TOP = 16;
export const LEFT = 40;
export const RIGHT = 46;

type Scale = (value: number) => number;

interface LineLabelsProps {
  cone: Cone;
  lines: number[][];
  x: number;
  y: Scale;
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

/** The confidence of each line at its end, moved apart where they would overlap. */
export function LineLabels({ cone, lines, x, y }: LineLabelsProps): JSX.Element {
  const labels = lines.map((items, i) => ({
    text: percentText(cone.confidence[i]!),
    at: y(items.at(-1) ?? 0),
  }));
  // Lines are told from the fewest items to the most: of two at one height the latter is the upper.
  labels.reverse().sort((one, other) => one.at - other.at);
  labels.forEach((label, i) => (label.at = Math.max(label.at, (labels[i - 1]?.at ?? -99) + 14)));
  return (
    <g class="line-labels">
      {labels.map(({ text, at }) => (
        <text key={text} x={x} y={at + 4}>
          {text}
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
