// In which week it gets done: a bar for the chance of each, those that the chosen confidence covers in colour.

import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { ComponentChildren, JSX } from "preact";
import { dateText, percentText, shortDateText, weekEnd, wholeText } from "../format.ts";
import { t, tn } from "../words.ts";
import { Chart, type Table } from "./chart.tsx";
import { DeadlineMark } from "./deadline-mark.tsx";
import { chanceOfWeek, firstWeek, shownWeeks } from "./quantile.ts";
import { WeeksAxis } from "./weeks-axis.tsx";

interface HistogramProps {
  start: string;
  source: string;
  chanceByWeek: number[];
  deadlineWeeks: number | undefined;
  confidence: number;
  choose(confidence: number): void;
  /** Share of simulated trials done by the end of each week, once there are some. */
  trialsByWeek?: number[] | undefined;
  /** What is drawn over the bars. */
  over?: ((plot: Plot) => ComponentChildren) | undefined;
  below?: ComponentChildren;
}

/** Where the bars stand. */
export interface Plot {
  x(week: number): number;
  /** The height of a week's chance. */
  y(chance: number): number;
  barWidth: number;
  /** The weeks that have a bar. */
  first: number;
  last: number;
}

const HEIGHT = 210;
const BASE = 170;
const TOP = 18;

export function Histogram({
  start,
  source,
  chanceByWeek,
  deadlineWeeks,
  confidence,
  choose,
  trialsByWeek,
  over,
  below,
}: HistogramProps): JSX.Element {
  const week = firstWeek(chanceByWeek, confidence);
  const said =
    week === null
      ? t("With {percent} confidence: after the ten years that are looked at", {
          percent: percentText(confidence),
        })
      : t("With {percent} confidence: {weeks}, by {date}", {
          percent: percentText(confidence),
          weeks: tn("{n} week", "{n} weeks", week),
          date: dateText(weekEnd(start, week)),
        });
  return (
    <Chart
      id="histogram"
      title={t("The week in which it gets done")}
      description={said}
      height={HEIGHT}
      start={start}
      source={source}
      table={tableOf(start, chanceByWeek, trialsByWeek)}
      below={below}
      draw={(width) => <Bars {...{ start, chanceByWeek, deadlineWeeks, week, width, over }} />}
    >
      <div class="confidence">
        <label for="confidence">{t("Confidence")}</label>
        <input
          id="confidence"
          class="form-range"
          type="range"
          min="50"
          max="99"
          step="1"
          value={Math.round(confidence * 100)}
          aria-valuetext={said}
          onInput={(event) => choose(Number(event.currentTarget.value) / 100)}
        />
        <output for="confidence">{said}</output>
      </div>
    </Chart>
  );
}

interface BarsProps extends Pick<HistogramProps, "start" | "chanceByWeek" | "deadlineWeeks" | "over"> {
  week: number | null;
  width: number;
}

function Bars({ start, chanceByWeek, deadlineWeeks, week, width, over }: BarsProps): JSX.Element {
  const [firstShown, lastShown] = shownWeeks(chanceByWeek);
  const first = Math.min(firstShown, deadlineWeeks ?? firstShown);
  const last = Math.min(Math.max(lastShown, deadlineWeeks ?? lastShown), chanceByWeek.length - 1);
  const chances = chanceOfWeek(chanceByWeek).slice(first, last + 1);
  const x = scaleLinear([first - 0.5, Math.max(last, first + 4) + 0.5], [0, width]);
  const y = scaleLinear([0, max(chances) || 1], [BASE, TOP]);
  const barWidth = Math.max(1, (x(1) - x(0)) * 0.82);
  return (
    <>
      {chances.map((chance, index) => (
        <rect
          key={first + index}
          class={week !== null && first + index <= week ? "bar is-covered" : "bar"}
          x={x(first + index) - barWidth / 2}
          y={y(chance)}
          width={barWidth}
          height={BASE - y(chance)}
        />
      ))}
      {over?.({ x, y, barWidth, first, last })}
      {deadlineWeeks !== undefined && (
        <DeadlineMark x={x(Math.min(deadlineWeeks, last) + 0.5)} base={BASE} width={width} />
      )}
      <WeeksAxis {...{ start, first, last: Math.max(last, first + 4), x, y: BASE, width }} />
    </>
  );
}

function tableOf(start: string, chanceByWeek: number[], trialsByWeek?: number[]): Table {
  const [first, last] = shownWeeks(chanceByWeek);
  const rows = chanceByWeek
    .slice(0, last + 1)
    .map((chance, week) => [
      wholeText(week),
      shortDateText(weekEnd(start, week)),
      percentText(chance),
      ...(trialsByWeek ? [percentText(trialsByWeek[week] ?? trialsByWeek.at(-1) ?? 0)] : []),
    ]);
  return {
    head: [
      t("Week"),
      t("Ends on"),
      t("Chance to be done by then"),
      ...(trialsByWeek ? [t("Trials done by then")] : []),
    ],
    rows: rows.slice(Math.max(0, first - 1)),
  };
}
