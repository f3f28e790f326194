// From a request to the question in numbers: dates become weeks, people become factors.

import type { ForecastRequest, Scope } from "../api-types.ts";
import {
  DAYS_IN_WEEK,
  dayOf,
  dayWorths,
  lastDay,
  peopleByWeek,
  stepWorths,
  sumOf,
  type WorkCalendar,
  weeklyCounts,
  workCalendar,
} from "./calendar.ts";
import { meanOf } from "./counts.ts";
import { MOST_WEEKS } from "./limits.ts";
import { Refused } from "./outcome.ts";
import { paceModel } from "./pace.ts";
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

/**
 * A request as numbers, and the days around them; the question steps in periods of `stepWeeks`.
 *
 * `counts` is the history as it was: the question's is that of usual weeks, where its model takes them so.
 */
export interface Plan {
  question: Question;
  counts: number[];
  stepWeeks: number;
  start: number;
  deadline: number | null;
  people: number[];
}

/** @param today where the work starts when the request does not say, as 2026-11-23 */
export function planOf(request: ForecastRequest, today: string): Plan {
  const [counts, stepWeeks] = historySteps(request);
  const { last_period_end: last } = request.history;
  const start = request.start ? dayOf(request.start) : last ? dayOf(last) + 1 : dayOf(today);
  const deadline = deadlineDay(request, start);
  const model = modelOf(request);
  const weekWorths = paceModel(model)?.weekWorths;
  const work = { ...workCalendar(request.calendar ?? {}), mostOfWeek: weekWorths };
  const { size = 1, focus = 1, history_size, changes = [] } = request.team ?? {};
  const people = peopleByWeek(size, changes, MOST_WEEKS);
  const baseSize = history_size ?? size;
  const question: Question = {
    history: weekWorths ? usualCounts(counts, stepWeeks, work, lastDay(request.history, start)) : counts,
    model,
    weeks: { factors: factorsOf(work, start, people, size, stepWeeks), scale: (focus * size) / baseSize },
    confidences: request.percentiles ?? [0.5, 0.7, 0.85, 0.95],
    stated: request.scope ? statedOf(request.scope) : null,
    risks: (request.risks ?? []).map(({ probability, impact }) => ({ probability, ...impact })),
    deadline: deadline === null ? null : deadlineSteps(work, start, deadline, stepWeeks * DAYS_IN_WEEK),
    scalePerPerson: focus / baseSize,
    go: request.verdict?.go ?? 0.85,
  };
  return { question, counts, stepWeeks, start, deadline, people };
}

/** What the past periods would have finished, had they been usual ones; days off are those to come. */
function usualCounts(counts: number[], stepWeeks: number, work: WorkCalendar, lastDay: number): number[] {
  const first = lastDay + 1 - counts.length * stepWeeks * DAYS_IN_WEEK;
  const past = stepWorths({ ...work, daysOff: new Set() }, first, counts.length, stepWeeks);
  return counts.map((count, n) => count / past[n]!);
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
  const worths = stepWorths(work, start, people.length, 1);
  const byWeek = people.map((present, week) => worths[week]! * (present / size));
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
  const worths = dayWorths(work, first, stepDays);
  const before = sumOf(worths.slice(0, deadline - first));
  return { whole, share: before ? before / sumOf(worths) : 0 };
}

function statedOf({ items, low, high, complexity = "low", split_rate: split = {} }: Scope): StatedScope {
  return {
    low: items ?? low!,
    high: items ?? high!,
    complexity: COMPLEXITY[complexity],
    split: [split.low ?? 1, split.high ?? 1],
  };
}
