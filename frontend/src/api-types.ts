// Made from openapi.json by `npm run types`; not to be edited.

/** The job that will do it. */
export interface Accepted {
  job_id: string;
  status?: "processing";
}

/** Which days are worked; 0 is Monday. */
export interface Calendar {
  days_off?: string[];
  workdays?: number[];
  holidays?: Holidays | null;
}

/** ``items_by_week[i][w]``: items finished by week w with at least ``confidence[i]``. */
export interface Cone {
  confidence: number[];
  items_by_week: number[][];
}

/** Weeks x people x rate at the quantile of weeks; null when that is past the horizon. */
export interface Cost {
  confidence: number;
  amount: number | null;
}

/** Every country whose public holidays are known, by name. */
export interface Countries {
  countries: CountryAnswer[];
}

/** A country, and its states that have holidays of their own. */
export interface CountryAnswer {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** In the reader's language. */
  name: string;
  /** ISO 3166-2 parts. */
  subdivisions: string[];
}

/** ``chance_by_week[w]``: chance that the scope is done by the end of week w, from week 0. */
export interface Curve {
  chance_by_week: number[];
}

/** A date, or whole weeks from the start. */
export interface Deadline {
  date?: string | null;
  weeks?: number | null;
}

/** The odds of the deadline; the chances are null without a scope. */
export interface DeadlineAnswer {
  /** Whole weeks from the start, a begun one counted. */
  weeks: number;
  date: string;
  chance: number | null;
  chance_without_risks: number | null;
  scope_share_at_p85: number | null;
}

/** One thing that is wrong with one field. */
export interface FieldProblem {
  /** Where, as in `risks.0.impact`; empty for the whole. */
  field: string;
  message: string;
}

/** A forecast: history, and a scope or a deadline or both. */
export interface ForecastRequest {
  history: History;
  scope?: Scope | null;
  risks?: Risk[];
  /** First day of the work; else the day after the history, if known, or today. */
  start?: string | null;
  deadline?: Deadline | null;
  team?: Team;
  calendar?: Calendar;
  pace_model?: "auto" | "resample" | "bayesian" | "negative_binomial";
  percentiles?: number[];
  verdict?: VerdictRule;
}

/** The whole answer. Weeks count whole weeks from the start. */
export interface ForecastResult {
  start: string;
  when: When[];
  how_many: HowMany[];
  deadline: DeadlineAnswer | null;
  cost: Cost[];
  risks: RiskAnswer[];
  levers: Levers | null;
  verdict: "go" | "adjust" | "no_go" | null;
  curve: Curve | null;
  cone: Cone;
  /** Chance that the scope is not done in ten years. */
  not_finished: number;
  scope: ScopeAnswer | null;
  history: HistoryAnswer;
  model: Model;
  sentence: string;
}

/** Items finished in each past period, oldest first; periods of zero included. */
export interface History {
  counts: number[];
  /** Days in one period. */
  period_days?: 1 | 7 | 14 | 21 | 28;
  last_period_end?: string | null;
}

/** The history that was used, by week or longer period, and how far it can be trusted. */
export interface HistoryAnswer {
  n: number;
  mean: number;
  counts: number[];
  notes: string[];
}

/** The public holidays of a country, or of one of its states. */
export interface Holidays {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 3166-2 part. */
  subdivision?: string | null;
}

/** Items finished by the deadline, with this confidence. */
export interface HowMany {
  confidence: number;
  items: number;
}

/** Items a risk adds when it strikes: triangular, rounded to whole items. */
export interface Impact {
  low: number;
  mode: number;
  high: number;
}

/** Why a job failed, in the reader's language. */
export interface JobError {
  title: string;
  detail: string;
}

/** What would make it fit, each alone; null where nothing does. */
export interface Levers {
  most_items: number | null;
  fewest_people: number | null;
  earliest_weeks: number | null;
  earliest_date: string | null;
}

/** What made the answer; the digest names the request together with the engine. */
export interface Model {
  pace: string;
  engine: string;
  digest: string;
}

/** Why a request was refused (RFC 9457), in the reader's language. */
export interface ProblemDocument {
  type?: "about:blank";
  title: string;
  status: number;
  detail: string;
  /** What is wrong, field by field. */
  errors: FieldProblem[];
}

/** How many people can work at once as the work advances. From `start_people` to everybody over the first `share` of the items, and back over the last, along an S-curve. */
export interface Ramp {
  start_people: number;
  share?: number;
}

/** An event that may add items; risks are independent of each other. */
export interface Risk {
  name: string;
  probability: number;
  impact: Impact;
}

/** What one risk costs. */
export interface RiskAnswer {
  name: string;
  weeks_added_at_p85: number | null;
  chance_if_removed: number | null;
}

/** The work that is left: a number of items, or every whole number of a range alike. */
export interface Scope {
  items?: number | null;
  low?: number | null;
  high?: number | null;
  complexity?: "low" | "medium" | "high" | "very_high";
  split_rate?: SplitRate;
}

/** The items that were stated, and what is expected with multipliers and risks. */
export interface ScopeAnswer {
  stated: number;
  expected: number;
}

/** Where a simulation is; ended ones are kept for a day. */
export interface SimulationJob {
  job_id: string;
  status: "processing" | "completed" | "failed" | "cancelled";
  /** Share that is done, 0 to 1. */
  progress: number;
  /** Jobs that are begun before it. */
  ahead: number;
  partial: SoFar | null;
  result: SimulationResult | null;
  error: JobError | null;
}

/** A forecast by simulated trials of the full project. */
export interface SimulationRequest {
  history: History;
  scope: Scope;
  risks?: Risk[];
  /** First day of the work; else the day after the history, if known, or today. */
  start?: string | null;
  deadline?: Deadline | null;
  team?: Team;
  calendar?: Calendar;
  pace_model?: "auto" | "resample" | "bayesian" | "negative_binomial";
  percentiles?: number[];
  verdict?: VerdictRule;
  trials?: number;
  seed?: number;
  ramp?: Ramp | null;
  /** Days from start to finish of past items; one is added after the last item. */
  lead_times_days?: number[];
}

/** What the trials gave. */
export interface SimulationResult {
  start: string;
  trials: number;
  seed: number;
  weeks: Spread;
  effort_person_weeks: Spread;
  cost: Spread | null;
  /** Share of trials done by the deadline. */
  chance: number | null;
  not_finished: number;
  chance_by_week: number[];
  /** Items left at the end of each week in the first 100 trials. */
  burn_downs: number[][];
  model: Model;
}

/** What is known before the end. */
export interface SoFar {
  trials: number;
  /** Trials that were finished in week 0, 1 ... of those so far. */
  finished_by_week: number[];
}

/** How many items one stated item becomes when it is split; uniform between the two. */
export interface SplitRate {
  low?: number;
  high?: number;
}

/** One simulated quantity at each confidence, lowest first. */
export interface Spread {
  confidence: number[];
  values: (number | null)[];
}

/** People and what they cost; pace is in proportion to people only where sizes differ. */
export interface Team {
  size?: number;
  cost_per_person_week?: number | null;
  /** ISO 4217. */
  currency?: string;
  /** Share of the attention that the history had; 1 is the same. */
  focus?: number;
  /** People who made the history; the team's size when not given. */
  history_size?: number | null;
  changes?: TeamChange[];
}

/** The team's size from the start of a week on; week 1 is the first. */
export interface TeamChange {
  week: number;
  size: number;
}

/** The chances of the deadline from which the verdict is `go`, and `adjust`. */
export interface VerdictRule {
  go?: number;
  adjust?: number;
}

/** When the scope is done, with this confidence; null when that is past the horizon. */
export interface When {
  confidence: number;
  weeks: number | null;
  date: string | null;
  /** 90 % range of `weeks` that the shortness of the history leaves; a null end is past the horizon. */
  weeks_between: [number, number | null] | null;
}
