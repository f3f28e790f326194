// The trials over the exact bars: an outline for each week, rising as they come.

import type { JSX } from "preact";
import type { Plot } from "../charts/histogram.tsx";
import { fallingTrials } from "./falling.ts";
import { useFill } from "./fill.ts";
import { sharesOf, type Simulation } from "./simulation.ts";

const SKY = 2;
/** Bars too thin for an outline each, in pixels. */
const THIN = 6;

export function Overlay({ simulation, plot }: { simulation: Simulation; plot: Plot }): JSX.Element | null {
  const isShown = simulation.phase !== "cancelled" && simulation.phase !== "failed";
  return isShown ? <Trials key={simulation.key} {...{ simulation, plot }} /> : null;
}

function Trials({ simulation, plot }: { simulation: Simulation; plot: Plot }): JSX.Element {
  const { x, y, barWidth, first, last } = plot;
  const isCalm = isMotionReduced() || (simulation.isResumed && simulation.phase === "done");
  const shares = sharesOf(simulation);
  const isComing = simulation.phase === "running" && shares.length > 0 && !simulation.isLost;
  const { filled, clockMs } = useFill(simulation.nSoFar / simulation.trials, isComing, isCalm);
  const top = (week: number): number => y((shares[week] ?? 0) * filled);
  const falling = clockMs === undefined ? [] : fallingTrials(shares, clockMs);
  const weeks = shares.flatMap((share, week) => (share > 0 && week >= first && week <= last ? [week] : []));
  return (
    <g class="trials" data-filled={filled.toFixed(2)}>
      {barWidth < THIN ? (
        <path d={steps(weeks, plot, top)} />
      ) : (
        weeks.map((week) => (
          <rect
            key={week}
            x={x(week) - barWidth / 2}
            y={top(week)}
            width={barWidth}
            height={y(0) - top(week)}
          />
        ))
      )}
      {falling.map(({ week, way }, i) =>
        week >= first && week <= last ? (
          <circle key={`falling-${i}`} cx={x(week)} cy={SKY + (top(week) - SKY) * way} r="2.5" />
        ) : null,
      )}
    </g>
  );
}

/** One outline around all, where each week's own would hide its bar. */
function steps(weeks: number[], { x, y }: Plot, top: (week: number) => number): string {
  if (!weeks.length) return "";
  const tops = weeks.map((week) => `V${top(week)}H${x(week + 0.5)}`);
  return `M${x(weeks[0]! - 0.5)} ${y(0)}${tops.join("")}V${y(0)}`;
}

function isMotionReduced(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
