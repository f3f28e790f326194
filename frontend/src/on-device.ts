// Answers on this device where nobody else does: the server's numbers, without its words. Loaded once the first answer
// is there.

import type { ForecastRequest, ForecastResult } from "./api-types.ts";
import { forecast } from "./kernel/forecast.ts";
import "./kernel/learned/models.ts";

/** An answer without a sentence and notes; null where only the server can answer, or refuse in words. */
export function answerOnDevice(request: ForecastRequest, today: string): ForecastResult | null {
  const outcome = forecast(request, today);
  if (outcome.kind !== "answer") return null;
  const { promise: _promise, promised_items: _items, history, model, ...numbers } = outcome.answer;
  const { period_weeks: _weeks, ...seen } = history;
  return { ...numbers, history: { ...seen, notes: [] }, model: { ...model, digest: "" }, sentence: "" };
}
