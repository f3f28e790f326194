// All that the answer panel shows, in one value.

import type { ForecastResult } from "./api-types.ts";
import type { Draft } from "./draft.ts";
import type { Question } from "./request.ts";

/**
 * fresh: the answer is to what is typed. asking: a newer answer is on its way. offline: nobody answers. on_device:
 * nobody answers, and the answer to what is typed was computed here.
 * refused: what is typed can't be forecast. incomplete: something is missing before it can be asked.
 */
export type Status = "fresh" | "asking" | "offline" | "on_device" | "refused" | "incomplete";

/** Whether the server was not reached when it was last asked. */
export function isCutOff({ status }: View): boolean {
  return status === "offline" || status === "on_device";
}

export interface View {
  draft: Draft;
  status: Status;
  /** The last good answer and its question. */
  answer?: ForecastResult;
  question?: Question;
  /** What was refused and belongs to no field. */
  refusals: string[];
}

export interface Actions {
  /** Change what is typed. */
  change(change: Partial<Draft>): void;
}
