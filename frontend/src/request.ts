// From what is typed to what is asked. Pure: today is an argument.

import type { Calendar, Deadline, ForecastRequest, Risk, Scope, Team } from "./api-types.ts";
import { type DaysOffDraft, type Draft, emptyDraft, type RiskDraft } from "./draft.ts";
import { readPaste } from "./form/paste.ts";

/** A question and, for each of its risks, the row of the form that it came from. */
export interface Question {
  request: ForecastRequest;
  riskRows: number[];
}

/** What is still needed before anything can be asked. */
export type Missing = "history" | "scope_or_deadline";

const MOST_DAYS_OFF = 1000;

export function questionOf(draft: Draft, today: string): Question | Missing {
  const reading = readPaste(draft.history, draft.choice || null);
  if (reading.kind !== "counts" || !reading.counts.length) return "history";
  const scope = scopeOf(draft);
  const deadline = deadlineOf(draft);
  if (!scope && !deadline) return "scope_or_deadline";
  const riskRows = draft.risks.flatMap((risk, row) => (risk.isOn && isComplete(risk) ? [row] : []));
  const request: ForecastRequest = {
    history: { counts: reading.counts, ...historyDetails(draft) },
    ...present({
      scope,
      deadline,
      team: teamOf(draft),
      calendar: calendarOf(draft),
      verdict: verdictOf(draft),
    }),
    ...(riskRows.length && { risks: riskRows.map((row) => riskOf(draft.risks[row]!)) }),
    ...startOf(draft, today),
    ...(draft.paceModel !== "auto" && {
      pace_model: draft.paceModel as NonNullable<ForecastRequest["pace_model"]>,
    }),
  };
  return { request, riskRows };
}

/** Whether everything that a risk needs to count is typed. */
export function isComplete(risk: RiskDraft): boolean {
  return [risk.probability, risk.low, risk.mode, risk.high].every((text) => numberOf(text) !== undefined);
}

export function riskOf(risk: RiskDraft): Risk {
  return {
    name: risk.name.trim(),
    probability: numberOf(risk.probability)! / 100,
    impact: { low: numberOf(risk.low)!, mode: numberOf(risk.mode)!, high: numberOf(risk.high)! },
  };
}

export function numberOf(text: string): number | undefined {
  const number = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** A whole date; while its year is being typed it is none. */
export function dateOf(text: string): string | undefined {
  return /^[2-9]\d{3}-\d\d-\d\d$/.test(text) ? text : undefined;
}

function historyDetails(draft: Draft): Partial<ForecastRequest["history"]> {
  const periodDays = Number(draft.periodDays) as NonNullable<ForecastRequest["history"]["period_days"]>;
  return {
    ...(draft.periodDays !== emptyDraft.periodDays && { period_days: periodDays }),
    ...present({ last_period_end: dateOf(draft.historyEnd) }),
  };
}

function scopeOf(draft: Draft): Scope | undefined {
  const [low, high, items] = [numberOf(draft.itemsLow), numberOf(draft.itemsHigh), numberOf(draft.items)];
  const span =
    low !== undefined && high !== undefined ? { low, high } : items !== undefined ? { items } : undefined;
  const split = present({ low: numberOf(draft.splitLow), high: numberOf(draft.splitHigh) });
  return (
    span && {
      ...span,
      ...(draft.complexity !== "low" && { complexity: draft.complexity as NonNullable<Scope["complexity"]> }),
      ...(Object.keys(split).length && { split_rate: split }),
    }
  );
}

function deadlineOf(draft: Draft): Deadline | undefined {
  const date = dateOf(draft.deadline);
  const weeks = numberOf(draft.deadlineWeeks);
  return date ? { date } : weeks !== undefined ? { weeks } : undefined;
}

function teamOf(draft: Draft): Team | undefined {
  const cost = numberOf(draft.cost);
  const focus = numberOf(draft.focus);
  const changes = draft.changes
    .map(({ week, size }) => ({ week: numberOf(week), size: numberOf(size) }))
    .filter(
      (change): change is { week: number; size: number } =>
        change.week !== undefined && change.size !== undefined,
    );
  return whole({
    ...present({
      size: numberOf(draft.size),
      history_size: numberOf(draft.historySize),
      cost_per_person_week: cost,
    }),
    ...(cost !== undefined && { currency: draft.currency }),
    ...(focus !== undefined && { focus: focus / 100 }),
    ...(changes.length && { changes }),
  });
}

function calendarOf(draft: Draft): Calendar | undefined {
  const days = draft.daysOff.flatMap(daysBetween).slice(0, MOST_DAYS_OFF);
  return whole({
    ...(days.length && { days_off: days }),
    ...(draft.workdays &&
      draft.workdays !== emptyDraft.workdays && { workdays: [...draft.workdays].map(Number) }),
    ...(draft.country && {
      holidays: { country: draft.country, ...(draft.subdivision && { subdivision: draft.subdivision }) },
    }),
  });
}

function daysBetween({ from, to }: DaysOffDraft): string[] {
  const first = dateOf(from);
  if (!first) return [];
  const last = Date.parse(dateOf(to) ?? first);
  const days: string[] = [];
  for (let day = Date.parse(first); day <= last && days.length < MOST_DAYS_OFF; day += 86_400_000) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}

function startOf(draft: Draft, today: string): Partial<ForecastRequest> {
  const start = dateOf(draft.start) ?? (dateOf(draft.historyEnd) ? undefined : today);
  return start ? { start } : {};
}

function verdictOf(draft: Draft): ForecastRequest["verdict"] {
  const [go, adjust] = [numberOf(draft.go), numberOf(draft.adjust)];
  return whole({
    ...(go !== undefined && { go: go / 100 }),
    ...(adjust !== undefined && { adjust: adjust / 100 }),
  });
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}

function whole<T extends object>(values: T): T | undefined {
  return Object.keys(values).length ? values : undefined;
}
