// From a request to the question in numbers: dates become weeks, people become factors.

import type { ForecastRequest, Scope } from "../api-types.ts";
import {
  DAYS_IN_WEEK,
  dayOf,
  peopleByWeek,
  shareWorked,
  type WorkCalendar,
  weeklyCounts,
  workCalendar,
} from "./calendar.ts";
import { meanOf } from "./counts.ts";
import { MOST_WEEKS } from "./limits.ts";
import { Refused } from "./outcome.ts";
import type { Span } from "./product.ts";
import type { Question } from "./question.ts";
import type { StatedScope } from "./scope.ts";

/** Between what a stated item is multiplied, uniform. */
const COMPLEXITY: Record<NonNullable<Scope["complexity"]>, Span> = {
  low: [1, 1],
  medium: [1, 1.5],
  high: [1.5, 2],
  very_high: [1.75, 3],
};

/** The pace model that `auto` stands for. */
const AUTO = "pool";

/** The one whose quantiles a request brings: only the server has it. */
const QUANTILES = "boosted";

/** A request as numbers, and the days around them; the question steps in periods of `stepWeeks`. */
export interface Plan {
  question: Question;
  stepWeeks: number;
  start: number;
  deadline: number | null;
  people: number[];
}

/** @param today where the work starts when the request does not say, as 2026-11-23 */
export function planOf(request: ForecastRequest, today: string): Plan {
  const [history, stepWeeks] = historySteps(request);
  const { last_period_end: last } = request.history;
  const start = request.start ? dayOf(request.start) : last ? dayOf(last) + 1 : dayOf(today);
  const deadline = deadlineDay(request, start);
  const work = workCalendar(request.calendar ?? {});
  const { size = 1, focus = 1, history_size, changes = [] } = request.team ?? {};
  const people = peopleByWeek(size, changes, MOST_WEEKS);
  const baseSize = history_size ?? size;
  const question: Question = {
    history,
    model: modelOf(request),
    weeks: { factors: factorsOf(work, start, people, size, stepWeeks), scale: (focus * size) / baseSize },
    confidences: request.percentiles ?? [0.5, 0.7, 0.85, 0.95],
    stated: request.scope ? statedOf(request.scope) : null,
    risks: (request.risks ?? []).map(({ probability, impact }) => ({ probability, ...impact })),
    deadline: deadline === null ? null : deadlineSteps(work, start, deadline, stepWeeks * DAYS_IN_WEEK),
    scalePerPerson: focus / baseSize,
    go: request.verdict?.go ?? 0.85,
  };
  return { question, stepWeeks, start, deadline, people };
}

function modelOf({ pace_model: asked = "auto", pace_quantiles: quantiles }: ForecastRequest): string {
  return quantiles ? QUANTILES : asked === "auto" ? AUTO : asked;
}

function historySteps({ history }: ForecastRequest): [counts: number[], stepWeeks: number] {
  const { counts, period_days: days = 7 } = history;
  const [steps, stepWeeks] = days === 1 ? [weeklyCounts(counts), 1] : [counts, days / DAYS_IN_WEEK];
  const because = !steps.length ? "no_week" : !steps.some(Boolean) ? "no_progress" : null;
  if (because) throw new Refused({ kind: "refused", because });
  return [steps, stepWeeks];
}

function deadlineDay({ deadline }: ForecastRequest, start: number): number | null {
  if (!deadline) return null;
  const day = deadline.date ? dayOf(deadline.date) : start + deadline.weeks! * DAYS_IN_WEEK;
  const last = start + MOST_WEEKS * DAYS_IN_WEEK;
  const because = day <= start ? "not_after_start" : day > last ? "too_far" : null;
  if (because) throw new Refused({ kind: "refused", because });
  return day;
}

function factorsOf(
  work: WorkCalendar,
  start: number,
  people: number[],
  size: number,
  stepWeeks: number,
): number[] {
  const byWeek = people.map((present, week) => {
    const first = start + week * DAYS_IN_WEEK;
    const worked = work.daysOff.size ? shareWorked(work, first, DAYS_IN_WEEK, DAYS_IN_WEEK) : 1;
    return worked * (present / size);
  });
  const steps = Math.floor(MOST_WEEKS / stepWeeks);
  return Array.from({ length: steps }, (_, n) => meanOf(byWeek.slice(n * stepWeeks, (n + 1) * stepWeeks)));
}

/** Whole steps up to the deadline, and the share of the next one's work that lies before it. */
function deadlineSteps(
  work: WorkCalendar,
  start: number,
  deadline: number,
  stepDays: number,
): Question["deadline"] {
  const whole = Math.floor((deadline - start) / stepDays);
  const first = start + whole * stepDays;
  const before = shareWorked(work, first, deadline - first, stepDays);
  return { whole, share: before ? before / shareWorked(work, first, stepDays, stepDays) : 0 };
}

function statedOf({ items, low, high, complexity = "low", split_rate: split = {} }: Scope): StatedScope {
  return {
    low: items ?? low!,
    high: items ?? high!,
    complexity: COMPLEXITY[complexity],
    split: [split.low ?? 1, split.high ?? 1],
  };
}
