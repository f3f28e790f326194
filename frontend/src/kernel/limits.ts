// What the kernel takes: the server's limits, so that nothing hangs and nothing is NaN.

import type { ForecastRequest, Impact, Scope, Team } from "../api-types.ts";
import { dateOfDay, dayOf } from "./calendar.ts";
import { MOST_ITEMS, MOST_PEOPLE } from "./levers.ts";

/** The horizon: ten years. What is not done by then is reported as not finished. */
export const MOST_WEEKS = 522;

const LAST_DAY = 84_005; // The end of 2199.

/** Whether the server would take it. Which field is wrong, the form's own checks say better. */
export function isWithinLimits(request: ForecastRequest): boolean {
  const { history, scope, risks, start, deadline, team, calendar, percentiles, verdict } = request;
  const { go = 0.85, adjust = 0.5 } = verdict ?? {};
  return (
    isList(history.counts, 1, 1000, (count) => isIn(count, 0, 10_000)) &&
    [1, 7, 14, 21, 28].includes(history.period_days ?? 7) &&
    [start, history.last_period_end, deadline?.date].every((date) => date == null || isDay(date)) &&
    !!(scope ?? deadline) &&
    (!scope || isScope(scope)) &&
    (!deadline || !!deadline.date || isWhole(deadline.weeks, 1, MOST_WEEKS)) &&
    isList(risks ?? [], 0, 50, (risk) => isIn(risk.probability, 0, 1) && isImpact(risk.impact)) &&
    isTeam(team ?? {}) &&
    isList(calendar?.days_off ?? [], 0, 1000, isDay) &&
    isList(calendar?.workdays ?? [0], 1, 7, (day) => isWhole(day, 0, 6)) &&
    isList(percentiles ?? [go], 1, 20, isShare) &&
    isShare(go) &&
    isShare(adjust) &&
    adjust <= go
  );
}

function isScope({ items, low, high, complexity = "low", split_rate: split }: Scope): boolean {
  const [first, last] = [items ?? low, items ?? high];
  return (
    isWhole(first, 1, MOST_ITEMS) &&
    isWhole(last, first!, MOST_ITEMS) &&
    ["low", "medium", "high", "very_high"].includes(complexity) &&
    isIn(split?.low ?? 1, 0.1, split?.high ?? 1) &&
    isIn(split?.high ?? 1, 0.1, 10)
  );
}

function isImpact({ low, mode, high }: Impact): boolean {
  return isIn(low, 0, mode) && isIn(mode, low, high) && isIn(high, mode, MOST_ITEMS);
}

function isTeam({ size = 1, history_size, focus = 1, cost_per_person_week, changes = [] }: Team): boolean {
  return (
    isIn(size, 0.1, MOST_PEOPLE) &&
    isIn(history_size ?? 1, 0.1, MOST_PEOPLE) &&
    isIn(focus, 0.05, 2) &&
    isIn(cost_per_person_week ?? 0, 0, 1e9) &&
    isList(changes, 0, 50, ({ week }) => isWhole(week, 1, MOST_WEEKS)) &&
    changes.every((change) => isIn(change.size, 0, Math.min(10 * size, MOST_PEOPLE)))
  );
}

/** NaN and what is no number are in nothing. */
function isIn(value: number | null | undefined, low: number, high: number): boolean {
  return typeof value === "number" && value >= low && value <= high;
}

function isWhole(value: number | null | undefined, low: number, high: number): boolean {
  return isIn(value, low, high) && value! % 1 === 0;
}

function isShare(value: number): boolean {
  return value > 0 && value < 1;
}

/** 30 February is no day. */
function isDay(date: string): boolean {
  const day = dayOf(date);
  return isWhole(day, 0, LAST_DAY) && dateOfDay(day) === date;
}

function isList<T>(list: T[], least: number, most: number, isFine: (one: T) => boolean): boolean {
  return isIn(list.length, least, most) && list.every((one) => isFine(one));
}
