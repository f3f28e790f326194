// The only place that asks for simulations.

import type { Accepted, ForecastRequest, SimulationJob } from "./api-types.ts";
import { answerOf, Refused, send } from "./ask.ts";
import type { Kept } from "./simulation/kept.ts";

const ADDRESS = "/api/simulate";
const ID = /^[\w-]+$/;

/** Its job's id; the same key gives the same job. */
export async function startJob(request: ForecastRequest, { key, trials, seed }: Kept): Promise<string> {
  const response = await send(ADDRESS, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify({ ...request, trials, seed }),
  });
  const { job_id: jobId } = await answerOf<Accepted>(response, isRefusal(response));
  return jobId;
}

export async function readJob(jobId: string): Promise<SimulationJob> {
  return answerOf(await send(addressOf(jobId)));
}

export async function cancelJob(jobId: string): Promise<SimulationJob> {
  return answerOf(await send(addressOf(jobId), { method: "DELETE" }));
}

/** A queue that takes no more says so in a sentence; whoever pressed decides whether to press again. */
function isRefusal({ headers }: Response): boolean {
  return headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
}

function addressOf(jobId: string): string {
  if (!ID.test(jobId)) throw new Refused("", [], 404);
  return `${ADDRESS}/${jobId}`;
}
