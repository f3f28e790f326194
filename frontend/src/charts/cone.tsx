// The burn-up cone: how many items are finished by each week, at each confidence.

import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import type { JSX } from "preact";
import type { Cone as ConeAnswer } from "../api-types.ts";
import { PLANNED } from "../answer/reading.ts";
import { percentText, wholeText } from "../format.ts";
import { t, tn } from "../words.ts";
import { Chart, type Table } from "./chart.tsx";
import { BASE, Grid, LEFT, LineLabels, RIGHT, ScopeLine, TOP } from "./cone-parts.tsx";
import { itemsText, type Point, upToEdge } from "./cone-view.ts";
import { DeadlineMark } from "./deadline-mark.tsx";
import { WeeksAxis } from "./weeks-axis.tsx";

interface ConeProps {
  start: string;
  source: string;
  cone: ConeAnswer;
  weeks: number;
  stated: number | undefined;
  expected: number | undefined;
  deadlineWeeks: number | undefined;
}

const HEIGHT = 280;

export function Cone(props: ConeProps): JSX.Element {
  const { cone, weeks } = props;
  const ends = cone.confidence.map((confidence, i) =>
    t("with {percent} confidence {items}", {
      percent: percentText(confidence),
      items: itemsText(cone.items_by_week[i]?.[weeks] ?? 0, edgeOf(cone)),
    }),
  );
  return (
    <Chart
      id="cone"
      title={t("Items finished, week by week")}
      description={t("By week {week}: {ends}", { week: weeks, ends: ends.join("; ") })}
      height={HEIGHT}
      start={props.start}
      source={props.source}
      hint={t("Each line is reached or passed with the confidence at its end.")}
      table={tableOf(cone, weeks)}
      draw={(width) => <Drawing {...props} width={width} />}
    />
  );
}

function Drawing({
  start,
  cone,
  weeks,
  stated,
  expected,
  deadlineWeeks,
  width,
}: Omit<ConeProps, "source"> & { width: number }): JSX.Element {
  const lines = cone.items_by_week.map((items) => items.slice(0, weeks + 1));
  const edge = edgeOf(cone);
  const reached = max(lines.map((items) => items.at(-1) ?? 0)) ?? 0;
  const most = Math.max(reached, stated ?? 0, expected ?? 0) || 1;
  const x = scaleLinear([0, weeks], [LEFT, width - RIGHT]);
  // Lines that may be past the edge leave the picture there.
  const y = scaleLinear([0, reached < edge ? most * 1.06 : most], [BASE, TOP]);
  const known = lines.map((items) => upToEdge(items, edge));
  const path = line<Point>(
    ({ week }) => x(week),
    ({ items }) => y(items),
  );
  const band = area<[number, number]>(
    (_, week) => x(week),
    ([low]) => y(low),
    ([, high]) => y(high),
  );
  const pairs = (lines[0] ?? []).map((_, week): [number, number] => [
    Math.min(...lines.map((items) => items[week] ?? 0)),
    Math.max(...lines.map((items) => items[week] ?? 0)),
  ]);
  return (
    <>
      <Grid levels={y.ticks(5)} y={y} width={width} />
      <path class="band" d={band(pairs) ?? ""} />
      {known.map((points, i) => (
        <path
          key={i}
          class={cone.confidence[i] === PLANNED ? "pace is-main" : "pace"}
          d={path(points) ?? ""}
        />
      ))}
      <LineLabels {...{ cone, ends: known.map((points) => points.at(-1)!), x, y, weeks }} />
      {stated !== undefined && (
        <ScopeLine label={tn("{n} item", "{n} items", stated)} y={y(stated)} {...{ width }} />
      )}
      {expected !== undefined && stated !== undefined && expected - stated >= 0.5 && (
        <ScopeLine
          label={t("{n} expected on average", { n: wholeText(expected) })}
          y={y(expected)}
          {...{ width }}
          isDashed
        />
      )}
      {deadlineWeeks !== undefined && deadlineWeeks <= weeks && (
        <DeadlineMark x={x(deadlineWeeks)} base={BASE} width={width} />
      )}
      <WeeksAxis {...{ start, first: 0, last: weeks, x, y: BASE, width }} />
    </>
  );
}

function tableOf(cone: ConeAnswer, weeks: number): Table {
  const head = [t("Week"), ...cone.confidence.map((confidence) => percentText(confidence))];
  const rows = Array.from({ length: weeks + 1 }, (_, week) => [
    wholeText(week),
    ...cone.items_by_week.map((items) => itemsText(items[week] ?? 0, edgeOf(cone))),
  ]);
  return { head, rows };
}

function edgeOf({ edge }: ConeAnswer): number {
  return edge ?? Number.POSITIVE_INFINITY;
}
