// The only place that asks for a forecast, and how everything is asked for.

import type { FieldProblem, ForecastRequest, ForecastResult, ProblemDocument } from "./api-types.ts";
import { language } from "./words.ts";

/** The question was understood and refused. */
export class Refused extends Error {
  constructor(
    readonly title: string,
    readonly problems: FieldProblem[],
    readonly status = 422,
  ) {
    super(title);
  }
}

/** Nobody answered, or not now: worth asking again. */
export class Unreachable extends Error {
  constructor(readonly retryAfterMs = 0) {
    super();
  }
}

export async function ask(request: ForecastRequest, signal?: AbortSignal): Promise<ForecastResult> {
  const response = await send("/api/v1/forecasts", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
    ...(signal && { signal }),
  });
  return answerOf(response);
}

/** Asks in the page's language. */
export async function send(address: string, options: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(address, {
      ...options,
      headers: { ...(options.headers as Record<string, string>), "Accept-Language": language },
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable();
  }
}

/** What was answered; a refusal that may pass counts as no answer, unless `isFinal`. */
export async function answerOf<Answer>(response: Response, isFinal = false): Promise<Answer> {
  if (response.ok) return bodyOf(response);
  const mayPass = response.status >= 500 || response.status === 429 || response.status === 408;
  if (mayPass && !isFinal) throw new Unreachable(1000 * Number(response.headers.get("Retry-After")) || 0);
  const said = (await response.json().catch(() => ({}))) as Partial<ProblemDocument>;
  throw new Refused(said.detail || said.title || response.statusText, said.errors ?? [], response.status);
}

async function bodyOf<Answer>(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    // Cut off on the way.
    throw new Unreachable();
  }
}
