// Runs one simulation at a time: starts it, asks after it until it has ended, and tries again while nobody answers.

import type { ForecastRequest, SimulationJob } from "../api-types.ts";
import { Refused, Unreachable } from "../ask.ts";
import { type Kept, newKept } from "./kept.ts";
import { createPace, type Pace } from "./pace.ts";
import { begun, isUnderWay, type Simulation, told } from "./simulation.ts";

/** The server's side of it. */
export interface Jobs {
  start(request: ForecastRequest, kept: Kept): Promise<string>;
  read(jobId: string): Promise<SimulationJob>;
  cancel(jobId: string): Promise<unknown>;
}

/** Where it is remembered. */
export interface Memory {
  keep(kept: Kept | null): void;
  kept(digest: string, now: number): Kept | null;
}

export interface Runner {
  /** Simulate; while one is under way, that one goes on. */
  start(request: ForecastRequest, digest: string, trials: number): void;
  cancel(): void;
  /** The forecast that is shown: what was simulated for it goes on, what is under way for another ends. */
  follow(request: ForecastRequest, digest: string): void;
  /** Ask now, where nobody answered. */
  retry(): void;
  /** Ask no more, and leave the job as it is. */
  stop(): void;
}

/** One simulation from its start to its end. */
interface Run {
  request: ForecastRequest;
  kept: Kept;
  pace: Pace;
  /** Not to be asked after any more. */
  isOver: boolean;
  isCancelled: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

const MOST_CANCELS = 6;

export function createRunner(
  jobs: Jobs,
  memory: Memory,
  show: (simulation: Simulation | null) => void,
): Runner {
  let run: Run | undefined;
  let shown: Simulation | null = null;

  function set(simulation: Simulation | null): void {
    shown = simulation;
    show(simulation);
  }

  function begin(request: ForecastRequest, kept: Kept, isResumed: boolean): void {
    run = { request, kept, pace: createPace(), isOver: false, isCancelled: false };
    memory.keep(kept);
    set(begun(kept, isResumed));
    void ask(run);
  }

  async function ask(asked: Run): Promise<void> {
    clearTimeout(asked.timer);
    try {
      const jobId = (asked.kept.jobId ??= await startOf(asked));
      if (asked.isOver) return;
      const job = await jobs.read(jobId);
      if (!asked.isOver) heard(asked, job);
    } catch (error) {
      if (!asked.isOver) failed(asked, error);
    }
  }

  async function startOf(asked: Run): Promise<string> {
    const jobId = await jobs.start(asked.request, asked.kept);
    if (asked.isCancelled) void cancelJob(jobId);
    else if (!asked.isOver) memory.keep({ ...asked.kept, jobId });
    return jobId;
  }

  function heard(asked: Run, job: SimulationJob): void {
    set(told(shown!, job));
    if (isUnderWay(shown)) later(asked, asked.pace.answered(`${job.progress} ${job.ahead}`));
    else asked.isOver = true;
    if (job.status !== "processing" && job.status !== "completed") memory.keep(null);
  }

  function failed(asked: Run, error: unknown): void {
    if (error instanceof Unreachable) {
      set({ ...shown!, isLost: true });
      later(asked, asked.pace.unanswered(error.retryAfterMs));
      return;
    }
    asked.isOver = true;
    memory.keep(null);
    if (!(error instanceof Refused)) throw error;
    // One from before the page was loaded, that the server no longer has, goes without a word.
    set(shown!.isResumed && error.status === 404 ? null : { ...shown!, phase: "failed", problem: error.title });
  }

  function later(asked: Run, delayMs: number): void {
    asked.timer = setTimeout(() => void ask(asked), delayMs);
  }

  /** Ends it here at once, and on the server as soon as that answers. */
  function end(simulation: Simulation | null): void {
    stop();
    memory.keep(null);
    set(simulation);
    run!.isCancelled = true;
    if (run!.kept.jobId) void cancelJob(run!.kept.jobId);
  }

  async function cancelJob(jobId: string): Promise<void> {
    const pace = createPace();
    for (let n = 0; n < MOST_CANCELS; n++) {
      try {
        await jobs.cancel(jobId);
        return;
      } catch (error) {
        if (!(error instanceof Unreachable)) return;
        await new Promise((resolve) => setTimeout(resolve, pace.unanswered(error.retryAfterMs)));
      }
    }
  }

  function stop(): void {
    if (!run) return;
    run.isOver = true;
    clearTimeout(run.timer);
  }

  return {
    stop,
    start(request, digest, trials) {
      if (!isUnderWay(shown)) begin(request, newKept(digest, trials, Date.now()), false);
    },
    cancel() {
      if (isUnderWay(shown)) end({ ...shown!, phase: "cancelled", isLost: false });
    },
    follow(request, digest) {
      if (isUnderWay(shown) && shown!.digest !== digest) end(null);
      if (shown) return;
      const found = memory.kept(digest, Date.now());
      if (found) begin(request, found, true);
    },
    retry() {
      if (run && !run.isOver && shown?.isLost) void ask(run);
    },
  };
}
