// What the kernel hands back: an answer, or why there is none here.

import type { ForecastResult, HistoryAnswer, When } from "../api-types.ts";

/** The version of the numbers, the server's engine: shared vectors keep them alike. */
export const ENGINE = "1.3.0";

/** The numbers of a `ForecastResult`, and what its sentence needs beside them. */
export interface Answer extends Omit<ForecastResult, "history" | "model" | "sentence"> {
  history: Omit<HistoryAnswer, "notes"> & { period_weeks: number };
  model: { pace: string; engine: string };
  /** P85, whatever percentiles were asked; null without a scope. */
  promise: When | null;
  /** Items by the deadline at 85 %; null without a deadline. */
  promised_items: number | null;
}

export type Outcome =
  | { kind: "answer"; answer: Answer }
  /** The server can answer this; the page can't: another model, national holidays, or too much work. */
  | { kind: "needs_server"; because: "pace_model" | "holidays" | "size" }
  /** Nobody can: past the limits, less than a week of days, nothing ever finished, or that deadline. */
  | { kind: "refused"; because: "limits" | "no_week" | "no_progress" | "not_after_start" | "too_far" };

export type Refusal = Exclude<Outcome, { kind: "answer" }>;

/** Ends a forecast; `forecast` returns what it carries. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.because);
  }
}
