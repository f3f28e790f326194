// A chance as a bar, with the thresholds of the verdict.

import type { JSX } from "preact";
import { t } from "../words.ts";

interface MeterProps {
  chance: number;
  marks: number[];
  verdict: string;
  label: string;
}

export function Meter({ chance, marks, verdict, label }: MeterProps): JSX.Element {
  return (
    <div
      class={`meter verdict-${verdict}`}
      role="meter"
      aria-label={t("Chance of the deadline")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(chance * 100)}
      aria-valuetext={label}
    >
      <div class="meter-fill" style={{ width: `${chance * 100}%` }} />
      {marks.map((mark) => (
        <span key={mark} class="meter-mark" style={{ left: `${mark * 100}%` }} />
      ))}
    </div>
  );
}
