// A simulation as the page shows it.

import type { SimulationJob, SimulationResult } from "../api-types.ts";
import type { Kept } from "./kept.ts";

/** sending: the server does not know of it yet. waiting: others come first. */
export type Phase = "sending" | "waiting" | "running" | "done" | "cancelled" | "failed";

export interface Simulation {
  /** Names the forecast that it belongs to. */
  digest: string;
  /** Tells one simulation from the next. */
  key: string;
  phase: Phase;
  /** Trials that were asked for. */
  trials: number;
  /** Trials so far, and how many of them finished in each week. */
  nSoFar: number;
  finishedByWeek: number[];
  ahead: number;
  /** Nobody answers at the moment. */
  isLost: boolean;
  /** It was started before the page was loaded. */
  isResumed: boolean;
  result?: SimulationResult;
  /** Why it failed, in a sentence. */
  problem?: string;
}

export function begun({ digest, key, trials }: Kept, isResumed: boolean): Simulation {
  return {
    digest,
    key,
    trials,
    isResumed,
    phase: "sending",
    nSoFar: 0,
    finishedByWeek: [],
    ahead: 0,
    isLost: false,
  };
}

/** The simulation, with what the server tells of it. */
export function told(simulation: Simulation, job: SimulationJob): Simulation {
  const { trials } = simulation;
  const heard = { ...simulation, isLost: false, ahead: job.ahead };
  if (job.status === "completed" && job.result) {
    const finishedByWeek = finishedOf(job.result);
    return { ...heard, phase: "done", nSoFar: trials, finishedByWeek, result: job.result };
  }
  if (job.status === "cancelled") return { ...heard, phase: "cancelled" };
  if (job.status === "failed")
    return { ...heard, phase: "failed", problem: job.error?.detail || job.error?.title || "" };
  const partial = job.partial
    ? { nSoFar: job.partial.trials, finishedByWeek: job.partial.finished_by_week }
    : { nSoFar: Math.round(job.progress * trials) };
  return { ...heard, ...partial, phase: job.ahead > 0 && job.progress === 0 ? "waiting" : "running" };
}

export function isUnderWay(simulation: Simulation | null): boolean {
  return simulation !== null && ["sending", "waiting", "running"].includes(simulation.phase);
}

/** Of each week, the trials that finished in it as a share of those so far. */
export function sharesOf({ finishedByWeek, nSoFar }: Simulation): number[] {
  return finishedByWeek.map((n) => n / Math.max(1, nSoFar));
}

function finishedOf({ chance_by_week: chances, trials }: SimulationResult): number[] {
  return chances.map((chance, week) => Math.round((chance - (chances[week - 1] ?? 0)) * trials));
}
