// A question in numbers, and its answers in weeks and items.

import type { ComingWeeks } from "./pace.ts";
import type { RiskEvent, StatedScope } from "./scope.ts";

/** What is asked. A "week" is one period of the history; `go` is the chance that the levers solve for. */
export interface Question {
  history: number[];
  model: string;
  weeks: ComingWeeks;
  confidences: number[];
  stated: StatedScope | null;
  risks: RiskEvent[];
  /** Whole weeks, and the share of the next. */
  deadline: { whole: number; share: number } | null;
  scalePerPerson: number;
  go: number;
}

/** Answers about a scope; null weeks are past the horizon. */
export interface ScopeNumbers {
  expectedItems: number;
  chanceByWeek: number[];
  when: (number | null)[];
  promiseWeek: number | null;
  promiseWeekWithout: (number | null)[];
  earliestWeek: number | null;
  notFinished: number;
}

/** Answers about a deadline. */
export interface DeadlineNumbers {
  howMany: number[];
  howManyPromised: number;
  odds: Odds | null;
}

/** Those that need a scope too. */
export interface Odds {
  chance: number;
  chanceWithoutRisks: number;
  chanceWithout: number[];
  mostItems: number | null;
  fewestPeople: number | null;
}

export interface ForecastNumbers {
  scope: ScopeNumbers | null;
  deadline: DeadlineNumbers | null;
  cone: number[][];
  /** A line of the cone that reaches it may well pass it. */
  coneEdge: number;
}
