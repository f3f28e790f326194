// The numbers as weeks, dates and money, in the shape of the server's answer.

import type { ForecastRequest, When } from "../api-types.ts";
import { DAYS_IN_WEEK, dateOfDay } from "./calendar.ts";
import { meanOf } from "./counts.ts";
import { CONE, forecastNumbers, PROMISE } from "./numbers.ts";
import { type Answer, ENGINE } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import type { DeadlineNumbers, ScopeNumbers } from "./question.ts";
import { TOLERANCE } from "./readings.ts";
import { Work } from "./work.ts";

export function answerOf(request: ForecastRequest, plan: Plan): Answer {
  const { question, stepWeeks } = plan;
  const { scope, deadline, cone, coneEdge } = forecastNumbers(question, new Work());
  const when = scope ? question.confidences.map((p, n) => whenAt(plan, p, scope.when[n]!)) : [];
  return {
    start: dateOfDay(plan.start),
    when,
    how_many: deadline
      ? question.confidences.map((confidence, n) => ({ confidence, items: deadline.howMany[n]! }))
      : [],
    deadline: deadlineAnswer(plan, deadline),
    cost: costOf(request, plan, when),
    risks: scope ? risksOf(request, plan, scope, deadline) : [],
    levers: scope && leversOf(plan, scope, deadline),
    verdict: deadline?.odds ? verdictOf(request, deadline.odds.chance) : null,
    curve: scope && { chance_by_week: byWeek(scope.chanceByWeek, stepWeeks) },
    cone: {
      confidence: CONE,
      items_by_week: cone.map((items) => byWeek(items, stepWeeks)),
      edge: coneEdge,
    },
    not_finished: scope?.notFinished ?? 0,
    scope: scope && {
      stated: (question.stated!.low + question.stated!.high) / 2,
      expected: scope.expectedItems,
    },
    history: {
      n: plan.counts.length,
      mean: meanOf(plan.counts),
      counts: plan.counts,
      period_weeks: stepWeeks,
    },
    model: { pace: question.model, engine: ENGINE },
    promise: scope && whenAt(plan, PROMISE, scope.promiseWeek),
    promised_items: deadline?.howManyPromised ?? null,
  };
}

function whenAt(plan: Plan, confidence: number, step: number | null): When {
  return { confidence, ...weeksAndDate(plan, step), weeks_between: null };
}

function weeksAndDate({ start, stepWeeks }: Plan, step: number | null) {
  if (step === null) return { weeks: null, date: null };
  const weeks = step * stepWeeks;
  return { weeks, date: dateOfDay(start + weeks * DAYS_IN_WEEK) };
}

function deadlineAnswer(plan: Plan, numbers: DeadlineNumbers | null): Answer["deadline"] {
  if (!numbers || plan.deadline === null) return null;
  const { stated } = plan.question;
  return {
    weeks: Math.ceil((plan.deadline - plan.start) / DAYS_IN_WEEK),
    date: dateOfDay(plan.deadline),
    chance: numbers.odds?.chance ?? null,
    chance_without_risks: numbers.odds?.chanceWithoutRisks ?? null,
    scope_share_at_p85: stated && Math.min(1, numbers.howManyPromised / ((stated.low + stated.high) / 2)),
  };
}

function costOf({ team }: ForecastRequest, { people }: Plan, when: When[]): Answer["cost"] {
  const rate = team?.cost_per_person_week;
  if (rate == null) return [];
  const personWeeks = (weeks: number) => people.slice(0, weeks).reduce((sum, present) => sum + present, 0);
  return when.map(({ confidence, weeks }) => ({
    confidence,
    amount: weeks === null ? null : personWeeks(weeks) * rate,
  }));
}

function risksOf(
  { risks = [] }: ForecastRequest,
  { stepWeeks }: Plan,
  scope: ScopeNumbers,
  deadline: DeadlineNumbers | null,
): Answer["risks"] {
  return risks.map(({ name }, n) => {
    const [all, without] = [scope.promiseWeek, scope.promiseWeekWithout[n]!];
    return {
      name,
      weeks_added_at_p85: all === null || without === null ? null : (all - without) * stepWeeks,
      chance_if_removed: deadline?.odds?.chanceWithout[n] ?? null,
    };
  });
}

function leversOf(plan: Plan, scope: ScopeNumbers, deadline: DeadlineNumbers | null): Answer["levers"] {
  if (!deadline?.odds) return null;
  const { weeks, date } = weeksAndDate(plan, scope.earliestWeek);
  const { mostItems, fewestPeople } = deadline.odds;
  return { most_items: mostItems, fewest_people: fewestPeople, earliest_weeks: weeks, earliest_date: date };
}

function verdictOf({ verdict }: ForecastRequest, chance: number): Answer["verdict"] {
  const { go = 0.85, adjust = 0.5 } = verdict ?? {};
  return chance >= go - TOLERANCE ? "go" : chance >= adjust - TOLERANCE ? "adjust" : "no_go";
}

/** What holds at the end of each step, as what holds at the end of each week. */
function byWeek(byStep: number[], stepWeeks: number): number[] {
  const weeks = (byStep.length - 1) * stepWeeks;
  return Array.from({ length: weeks + 1 }, (_, week) => byStep[Math.floor(week / stepWeeks)]!);
}
