// Answers on this device where nobody else does: the server's numbers and its sentence. Loaded once the first answer is
// there.

import type { ForecastRequest, ForecastResult } from "./api-types.ts";
import { type Say, sentenceOf } from "./device-sentence.ts";
import { forecast } from "./kernel/forecast.ts";
import "./kernel/learned/models.ts";

type Last = { answer?: ForecastResult | null; question?: { request: ForecastRequest } | null };

/**
 * An answer; null where only the server can answer, or refuse in words.
 *
 * @param last what was answered before: its notes on the history hold as long as that stays
 */
export function answerOnDevice(
  request: ForecastRequest,
  today: string,
  say: Say,
  last: Last = {},
): ForecastResult | null {
  const outcome = forecast(request, today);
  if (outcome.kind !== "answer") return null;
  const { promise: _promise, promised_items: _items, history, model, ...numbers } = outcome.answer;
  const { period_weeks: _weeks, ...seen } = history;
  return {
    ...numbers,
    history: { ...seen, notes: notesOf(request, last) },
    model: { ...model, digest: "" },
    sentence: sentenceOf(outcome.answer, request, say),
  };
}

function notesOf(request: ForecastRequest, { answer, question }: Last): string[] {
  return answer && question && facts(question.request) === facts(request) ? answer.history.notes : [];
}

/** All that notes on a history are of. */
function facts({ history, pace_model }: ForecastRequest): string {
  return JSON.stringify([history, pace_model]);
}
