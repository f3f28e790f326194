// A forecast with no server: a request in, the numbers of its answer out, as the server would give them.

import type { ForecastRequest } from "../api-types.ts";
import { answerOf } from "./answer.ts";
import { isWithinLimits } from "./limits.ts";
import { type Outcome, Refused } from "./outcome.ts";
import { planOf } from "./plan.ts";

/**
 * Answers a request, or says why not.
 *
 * @param request as for the server: fields of the right types; what is past the limits is refused
 * @param today where the work starts when the request does not say, as 2026-11-23
 */
export function forecast(request: ForecastRequest, today: string): Outcome {
  try {
    if (!isWithinLimits(request)) return { kind: "refused", because: "limits" };
    if (request.calendar?.holidays) return { kind: "needs_server", because: "holidays" };
    return { kind: "answer", answer: answerOf(request, planOf(request, today)) };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
