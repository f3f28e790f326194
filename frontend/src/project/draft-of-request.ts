// From what was asked to what is typed: the inverse of request.ts.
//
// What is the default, and what its field says by itself, stays empty. What a draft can't hold:
// - percentiles: the page shows its own four;
// - the list of days off as it was given: it comes back sorted, each day once;
// - a currency without a cost, and the spaces around a risk's name: they change no answer;
// - the last of 53 bits of a share that no percentage divides to: 0.411 is 41.1 %, which is read as 41.1 / 100;
// - days before the year 2000.

import type { Calendar, Deadline, ForecastRequest, History, Risk, Scope, Team } from "../api-types.ts";
import { type DaysOffDraft, type Draft, emptyDraft, type RiskDraft } from "../draft.ts";
import { readPaste } from "../form/paste.ts";

/** Any part of a request: a project has no question yet. */
export type Asked = Partial<{ [Key in keyof ForecastRequest]: ForecastRequest[Key] | null }>;

type Part = Partial<Draft>;

const A_DAY_MS = 86_400_000;

export function draftOfRequest(asked: Asked): Draft {
  return {
    ...emptyDraft,
    ...historyPart(asked.history),
    ...scopePart(asked.scope),
    ...deadlinePart(asked.deadline),
    ...teamPart(asked.team),
    ...calendarPart(asked.calendar),
    ...verdictPart(asked.verdict),
    risks: (asked.risks ?? []).map(riskDraft),
    start: asked.start ?? "",
    paceModel: asked.pace_model ?? emptyDraft.paceModel,
  };
}

function historyPart(history: History | null | undefined): Part {
  if (!history) return {};
  const text = history.counts.map(numberText).join(", ");
  return {
    history: text,
    // "1.234, 5.678" could be thousands; here it never is.
    choice: readPaste(text).kind === "counts" ? "" : "decimal",
    periodDays: String(history.period_days ?? emptyDraft.periodDays),
    historyEnd: history.last_period_end ?? "",
  };
}

function scopePart(scope: Scope | null | undefined): Part {
  if (!scope) return {};
  const split = { low: 1, high: 1, ...scope.split_rate };
  const isSplit = split.low !== 1 || split.high !== 1;
  return {
    items: textOf(scope.items),
    itemsLow: textOf(scope.low),
    itemsHigh: textOf(scope.high),
    complexity: scope.complexity ?? emptyDraft.complexity,
    ...(isSplit && { splitLow: textOf(split.low), splitHigh: textOf(split.high) }),
  };
}

function deadlinePart(deadline: Deadline | null | undefined): Part {
  return { deadline: deadline?.date ?? "", deadlineWeeks: textOf(deadline?.weeks) };
}

function teamPart(team: Team | null | undefined): Part {
  if (!team) return {};
  const { size = 1, cost_per_person_week: cost, history_size: before, focus = 1, changes = [] } = team;
  const isOfPeople = size !== 1 || isGiven(cost) || isGiven(before) || changes.length > 0;
  return {
    size: isOfPeople ? numberText(size) : "",
    cost: textOf(cost),
    currency: team.currency ?? emptyDraft.currency,
    focus: focus === 1 ? "" : percentText(focus),
    historySize: textOf(before),
    changes: changes.map((change) => ({ week: String(change.week), size: numberText(change.size) })),
  };
}

function calendarPart(calendar: Calendar | null | undefined): Part {
  if (!calendar) return {};
  const workdays = calendar.workdays && [...new Set(calendar.workdays)].sort().join("");
  return {
    daysOff: breaksOf(calendar.days_off ?? []),
    workdays: workdays ?? emptyDraft.workdays,
    country: calendar.holidays?.country ?? "",
    subdivision: calendar.holidays?.subdivision ?? "",
  };
}

/** Days that follow one another are one break. */
function breaksOf(days: string[]): DaysOffDraft[] {
  const breaks: DaysOffDraft[] = [];
  for (const day of [...new Set(days)].sort()) {
    const last = breaks.at(-1);
    if (last && Date.parse(day) - Date.parse(last.to || last.from) === A_DAY_MS) last.to = day;
    else breaks.push({ from: day, to: "" });
  }
  return breaks;
}

function verdictPart(verdict: ForecastRequest["verdict"] | null): Part {
  const rule = { go: 0.85, adjust: 0.5, ...verdict };
  if (rule.go === 0.85 && rule.adjust === 0.5) return {};
  return { go: percentText(rule.go), adjust: percentText(rule.adjust) };
}

function riskDraft({ name, probability, impact }: Risk): RiskDraft {
  const { low, mode, high } = impact;
  return {
    name,
    probability: percentText(probability),
    low: numberText(low),
    mode: numberText(mode),
    high: numberText(high),
    isOn: true,
  };
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

function textOf(number: number | null | undefined): string {
  return isGiven(number) ? numberText(number) : "";
}

/** All its digits; never as 1e-7, which a list of numbers can't hold. */
function numberText(number: number): string {
  const [digits = "", exponent] = String(number).split("e-");
  return exponent ? `0.${"0".repeat(Number(exponent) - 1)}${digits.replace(".", "")}` : digits;
}

/** The shortest number of percent that means this share: 0.07 is 7, not 7.000000000000001. */
function percentText(share: number): string {
  const [shortest, ...longer] = [15, 16, 17].map((digits) => Number((share * 100).toPrecision(digits)));
  return numberText([shortest!, ...longer].find((percent) => percent / 100 === share) ?? shortest!);
}
