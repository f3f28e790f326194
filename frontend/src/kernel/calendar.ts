// Days as numbers since 1970, and coming weeks as working days.

import type { Calendar, TeamChange } from "../api-types.ts";

export const DAYS_IN_WEEK = 7;
const DAY = 86_400_000;

/** @param date as 2027-03-08 */
export function dayOf(date: string): number {
  return Date.parse(date) / DAY;
}

export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Which days are worked; `workdays` are weekday numbers, 0 is Monday. */
export interface WorkCalendar {
  workdays: Set<number>;
  daysOff: Set<number>;
}

export function workCalendar({ workdays = [0, 1, 2, 3, 4], days_off = [] }: Calendar): WorkCalendar {
  return { workdays: new Set(workdays), daysOff: new Set(days_off.map(dayOf)) };
}

/** Days worked among `days` from `first`, over the workdays of `ofDays` days. */
export function shareWorked(work: WorkCalendar, first: number, days: number, ofDays: number): number {
  let worked = 0;
  for (let day = first; day < first + days; day++) {
    // The first day of 1970 was a Thursday.
    if (work.workdays.has((day + 3) % DAYS_IN_WEEK) && !work.daysOff.has(day)) worked++;
  }
  return worked / (work.workdays.size * (ofDays / DAYS_IN_WEEK));
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
