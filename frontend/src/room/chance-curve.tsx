// The chance that all is done by the end of each week, with the deadline.

import { percentText } from "../format.ts";
import { t } from "../words.ts";
import type { Numbers } from "./numbers.ts";

const HEIGHT = 60;
const SURE = 0.995;

export function ChanceCurve({ numbers }: { numbers: Numbers }) {
  const { chanceByWeek, when } = numbers;
  const first = Math.max(0, chanceByWeek.findIndex((chance) => chance > 1 - SURE) - 1);
  const sure = chanceByWeek.findIndex((chance) => chance >= SURE);
  const last = Math.min(sure < 0 ? chanceByWeek.length - 1 : sure, first + 40);
  const weeks = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const promised = when[1]?.weeks ?? null;
  return (
    <figure class="curve">
      <svg viewBox={`0 0 ${weeks.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {weeks.map((week) => {
          const height = Math.max(0.6, chanceByWeek[week]! * HEIGHT);
          const isPromised = promised !== null && week >= promised;
          return (
            <rect
              key={week}
              class={isPromised ? "is-promised" : ""}
              x={week - first + 0.08}
              y={HEIGHT - height}
              width={0.84}
              height={height}
            />
          );
        })}
      </svg>
      <figcaption>
        <span>{t("week {n}", { n: first })}</span>
        <span>{t("chance of being done, by week; dark from {percent}", { percent: percentText(0.85) })}</span>
        <span>{t("week {n}", { n: last })}</span>
      </figcaption>
    </figure>
  );
}
