// Days as numbers since 1970, and weeks as working days: what one is worth of a usual one.

import type { Calendar, History, TeamChange } from "../api-types.ts";

export const DAYS_IN_WEEK = 7;
const DAY = 86_400_000;

/** @param date as 2027-03-08 */
export function dayOf(date: string): number {
  return Date.parse(date) / DAY;
}

export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** What weeks are worth of a usual one at most, by their ISO number; others are usual. */
export type WeekWorths = Record<number, number>;

/** Which days are worked; `workdays` are weekday numbers, 0 is Monday. */
export interface WorkCalendar {
  workdays: Set<number>;
  daysOff: Set<number>;
  mostOfWeek?: WeekWorths | undefined;
}

export function workCalendar({ workdays = [0, 1, 2, 3, 4], days_off = [] }: Calendar): WorkCalendar {
  return { workdays: new Set(workdays), daysOff: new Set(days_off.map(dayOf)) };
}

/**
 * What each day is worth of a usual working day, 0 where it is off.
 *
 * Where fewer days of a week are worked than what it is worth at most, they count in full.
 */
export function dayWorths(
  { workdays, daysOff, mostOfWeek }: WorkCalendar,
  first: number,
  days: number,
): number[] {
  const worths = new Array<number>(days).fill(0);
  for (let monday = first - weekdayOf(first); monday < first + days; monday += DAYS_IN_WEEK) {
    const worked = [...workdays].map((weekday) => monday + weekday).filter((day) => !daysOff.has(day));
    const most = mostOfWeek?.[weekNumber(monday)] ?? 1;
    const worth = Math.min((most * workdays.size) / worked.length, 1);
    for (const day of worked) if (day >= first && day < first + days) worths[day - first] = worth;
  }
  return worths;
}

/** What each step of so many weeks is worth of a usual one. */
export function stepWorths(work: WorkCalendar, first: number, steps: number, stepWeeks: number): number[] {
  if (!work.daysOff.size && !work.mostOfWeek) return new Array<number>(steps).fill(1);
  const stepDays = stepWeeks * DAYS_IN_WEEK;
  const days = dayWorths(work, first, steps * stepDays);
  return Array.from(
    { length: steps },
    (_, n) => sumOf(days.slice(n * stepDays, (n + 1) * stepDays)) / (work.workdays.size * stepWeeks),
  );
}

export function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** 0 is Monday, as the first day of 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % DAYS_IN_WEEK) + DAYS_IN_WEEK) % DAYS_IN_WEEK;
}

/** By ISO 8601: that of the week's Thursday in its year. */
function weekNumber(monday: number): number {
  const thursday = monday + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  return Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / DAYS_IN_WEEK) + 1;
}

/**
 * The day on which the last period of a history ended.
 *
 * Where nobody said it, days end before the start, and weeks with the last Sunday before it; on a weekend that week is
 * over.
 */
export function lastDay({ last_period_end: last, period_days }: History, start: number): number {
  if (last) return dayOf(last);
  if (period_days === 1) return start - 1;
  return start - ((weekdayOf(start) + 2) % DAYS_IN_WEEK) + 1;
}

/** People in each of the coming weeks; a change holds from its week on, week 1 the first. */
export function peopleByWeek(size: number, changes: TeamChange[], weeks: number): number[] {
  const sizeFrom = new Map(changes.map((change) => [change.week, change.size]));
  return Array.from({ length: weeks }, (_, week) => (size = sizeFrom.get(week + 1) ?? size));
}

/** Sums of seven days up to the last one; days before the first whole week are left out. */
export function weeklyCounts(daily: number[]): number[] {
  const weeks: number[] = [];
  for (let end = daily.length; end >= DAYS_IN_WEEK; end -= DAYS_IN_WEEK) {
    weeks.unshift(daily.slice(end - DAYS_IN_WEEK, end).reduce((sum, count) => sum + count, 0));
  }
  return weeks;
}
