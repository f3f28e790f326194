// The simulation of the forecast that is shown.

import { useEffect, useMemo, useState } from "preact/hooks";
import type { ForecastResult } from "../api-types.ts";
import { cancelJob, readJob, startJob } from "../ask-job.ts";
import type { Question } from "../request.ts";
import { keep, kept } from "./kept.ts";
import { createRunner, type Runner } from "./runner.ts";
import type { Simulation } from "./simulation.ts";

export interface Simulating extends Pick<Runner, "cancel"> {
  simulation: Simulation | null;
  /** Whether it belongs to the forecast that is shown. */
  isCurrent: boolean;
  start(trials: number): void;
}

export function useSimulation({ model }: ForecastResult, { request }: Question): Simulating {
  const [simulation, show] = useState<Simulation | null>(null);
  const runner = useMemo(
    () => createRunner({ start: startJob, read: readJob, cancel: cancelJob }, { keep, kept }, show),
    [],
  );
  useEffect(() => {
    addEventListener("online", runner.retry);
    return () => {
      removeEventListener("online", runner.retry);
      runner.stop();
    };
  }, [runner]);
  useEffect(() => {
    if (request.scope) runner.follow(request, model.digest);
  }, [runner, model.digest]);
  return {
    simulation,
    isCurrent: simulation?.digest === model.digest,
    start: (trials) => runner.start(request, model.digest, trials),
    cancel: runner.cancel,
  };
}
