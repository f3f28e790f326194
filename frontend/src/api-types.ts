// Made from openapi.json by `npm run types`; not to be edited.

/** The job that will do it. */
export interface Accepted {
  job_id: string;
  status?: "processing";
}

/** The account that asks. */
export interface AccountAnswer {
  email: string;
  name: string;
  role: Role;
  created_at: string;
}

/** Error (CRPS) against plain resampling of the same history: -0.1 is 10 % less error. */
export interface AgainstPlain {
  difference: number;
  /** 90 % interval by bootstrap; null below ten things. */
  low: number | null;
  high: number | null;
}

/** Where a backtest is; ended ones are kept for a day. */
export interface BacktestJob {
  job_id: string;
  status: "processing" | "completed" | "failed" | "cancelled";
  /** Share that is done, 0 to 1. */
  progress: number;
  /** Jobs that are begun before it. */
  ahead: number;
  result: BacktestResult | null;
  error: JobError | null;
}

/** Histories to judge pace models on: one, or several. */
export interface BacktestRequest {
  /** Periods of history to forecast from; 8, 12, 26 and 52 if none is given. A history counts with those windows that it is longer than by the longest horizon and 8. */
  windows?: number[];
  /** Periods ahead, and periods' worth of work; if none is given 1, 4, 8, 13 and 4, 8, 13. */
  horizons?: number[];
  history?: TeamHistory | null;
  histories?: TeamHistory[];
  /** All of them but `boosted` if none is named. `boosted` learns from the other owners' histories, so it needs several; the server must have scikit-learn. */
  models?: ("resample" | "bayesian" | "negative_binomial" | "reverting_level" | "reference_class" | "pool" | "boosted")[];
}

/** All pace models on one history or several. */
export interface BacktestResult {
  histories: number;
  /** Names of histories that are too short. */
  left_out: string[];
  windows: number[];
  models: ModelScores[];
  /** Of the models that forecasts can be made with. */
  suggestion: Suggestion;
  /** Null unless the boosted trees were tested, or if the best model makes no error at all. */
  boosted?: BoostedVerdict | null;
}

/** Boosted trees against the best of the models that forecasts can be made with. */
export interface BoostedVerdict {
  against: string;
  /** Of its error, relative; -0.1 is 10 % less error. */
  difference: number;
  standard_error: number;
  /** Whether it is smaller by more than one standard error. */
  wins: boolean;
  /** What they answer for the only history, where they won on enough cases: a forecast takes it as `pace_quantiles`. */
  quantiles?: PaceQuantiles | null;
}

/** Which days are worked; 0 is Monday. */
export interface Calendar {
  days_off?: string[];
  workdays?: number[];
  holidays?: Holidays | null;
}

/** A case to work on: a team, its history, what is left, when it is due, what may go wrong. */
export interface Case {
  title: string;
  story?: string;
  unit: string;
  team_size: number;
  cost_per_person_week: number;
  /** ISO 4217. */
  currency?: string;
  backlog: number;
  deadline_weeks: number;
  throughput_weekly: number[];
  risks?: Risk[];
  /** What each month sooner is worth. */
  saving_per_month?: number | null;
}

/** How what is promised at 85 % moved: by its date, or where one has no scope by the items. */
export interface ComparisonAnswer {
  question: "when" | "how_many" | null;
  older_date: string | null;
  newer_date: string | null;
  older_items: number | null;
  newer_items: number | null;
  /** Days, or items; null where that cannot be said. */
  moved: number | null;
  /** They add up to `moved`. */
  parts: PartAnswer[];
  sentence: string;
}

/** ``items_by_week[i][w]``: items finished by week w with at least ``confidence[i]``. Lines are followed up to ``edge`` items: one that is there may be past it. Answers of engines before 1.3.0 tell none. */
export interface Cone {
  confidence: number[];
  items_by_week: number[][];
  edge?: number | null;
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

/** ``chance_by_week[w]``: chance that the scope is done by the end of week w, from week 0. It ends where that is all but sure, or after ten years. */
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

/** A deck in one language, ready for a room. */
export interface DeckAnswer {
  title: string;
  language: string;
  verdict: VerdictRule;
  cases: Case[];
  demo: Case | null;
}

/** The decks that are built in, in each language. */
export interface DecksAnswer {
  decks: DeckAnswer[];
}

/** A device in the room. */
export interface DeviceAnswer {
  device: string;
  scope: string;
  nickname: string;
  seen_s: number;
}

/** What a forecast said in full, so that it can be judged once the outcome is known. ``done_by_week[w]`` is P(the scope is done by the end of week w), w = 0 ..; after its end the last value holds. ``items_by_deadline[k]`` is P(at least k items are finished by the deadline), k = 0 ..; after its end 0 holds. Many items are kept in steps of ``items_step``. None where the question had no scope, or no deadline. The plain ones say the same under plain resampling. */
export interface Distribution {
  done_by_week?: number[] | null;
  items_by_deadline?: number[] | null;
  items_step?: number;
  plain_done_by_week?: number[] | null;
  plain_items_by_deadline?: number[] | null;
  plain_items_step?: number;
}

/** The whole file. */
export interface Document {
  format: "flow-forecaster/1";
  kind: "forecast" | "project" | "account";
  account?: KeptAccount | null;
  projects: KeptProject[];
}

/** A field as the room keeps it. */
export interface FieldAnswer {
  scope: string;
  name: string;
  value: unknown;
  clock: number;
  device: string;
}

/** A field as a device says it. */
export interface FieldChange {
  scope: string;
  name: string;
  value?: unknown;
  /** Milliseconds; the later wins. */
  clock: number;
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
  /** How the history becomes a pace; `auto` is `pool`, learned from other teams. `resample` draws past weeks again. */
  pace_model?: "auto" | "resample" | "bayesian" | "negative_binomial" | "reverting_level" | "reference_class" | "pool";
  /** In place of a pace model: what boosted trees answered for this history, as a backtest gives it where they won. */
  pace_quantiles?: PaceQuantiles | null;
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

/** A group of people, and the case that it works on. */
export interface GroupSetup {
  number: number;
  name: string;
  /** Its place, from 0. */
  case: number;
}

/** Items finished in each past period, oldest first; periods of zero included. */
export interface History {
  counts: number[];
  /** Days in one period. */
  period_days?: 1 | 7 | 14 | 21 | 28;
  /** Its last day; if not given, the last Sunday before the start, and the day before it for daily counts. Learned models count the weeks around New Year for less. */
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

/** Over the cases of one number of weeks: ahead, or of work. */
export interface HorizonCell {
  cases: number;
  /** Continuous ranked probability score, in shares of the mean. */
  crps: number;
  /** Relative difference to plain resampling; -0.1 is 10 % less error. Null where that makes no error. */
  crps_vs_resample: number | null;
  /** 90 % interval of `crps_vs_resample`: bootstrap over histories, or over stretches of the only one. */
  interval?: [number, number] | null;
  /** Share of promises kept, by confidence. */
  kept: Record<string, number>;
  horizon: number;
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

/** What a document brought. */
export interface ImportAnswer {
  /** New ids, in the order of the document. */
  project_ids: string[];
  /** Forecasts of all of them. */
  forecasts: number;
  /** Answers that were not computed here again, since another version made them; their `model.engine` begins with “imported: ”. */
  imported_answers: number;
}

/** Why a job failed, in the reader's language. */
export interface JobError {
  title: string;
  detail: string;
}

/** Promises kept, as a share, where this confidence was announced. */
export interface Kept {
  confidence: number;
  share: number;
  /** 90 % interval, from the cases whose weeks do not overlap. */
  interval: [number, number];
}

/** Whose work it is, told to its owner; it makes no account. */
export interface KeptAccount {
  name: string;
  email: string;
  role: string;
  created_at: string;
  api_tokens?: KeptToken[];
}

/** A saved forecast; `key` names it within its project, `base` is the key of an earlier one. */
export interface KeptForecast {
  key: string;
  base?: string | null;
  name: string;
  note?: string;
  request: ForecastRequest;
  today: string;
  result: ForecastResult;
  distribution: Distribution;
  outcome?: Outcome | null;
  created_at: string;
}

/** A secret link, told to its owner; it is not made again. */
export interface KeptLink {
  address: string;
  forecast: string | null;
  created_at: string;
}

/** A project with its forecasts, oldest first. */
export interface KeptProject {
  content: ProjectContent;
  created_at: string;
  changed_at: string;
  forecasts?: KeptForecast[];
  links?: KeptLink[];
}

/** An API token, told to its owner; the token itself is kept nowhere. */
export interface KeptToken {
  name: string;
  beginning: string;
  created_at: string;
  used_at: string | null;
}

/** A new name and note, and the version that was changed. */
export interface LabelChange {
  name: string;
  note?: string;
  /** As it was when it was read. */
  version: number;
}

/** The promises at one confidence, in words too. */
export interface LevelAnswer {
  confidence: number;
  /** Forecasts with a promise at this confidence and an outcome. */
  n: number;
  kept: number;
  share: number;
  /** 90 % interval (Wilson), counting each thing forecast once. */
  low: number;
  high: number;
  verdict: "in_line" | "broken_too_often" | "too_careful";
  in_words: string;
}

/** What would make it fit, each alone; null where nothing does. */
export interface Levers {
  most_items: number | null;
  fewest_people: number | null;
  earliest_weeks: number | null;
  earliest_date: string | null;
}

/** A new token. */
export interface MadeToken {
  id: string;
  name: string;
  /** What it begins with, to know it by. */
  beginning: string;
  created_at: string;
  /** When it was last used, to the hour. */
  used_at: string | null;
  /** The token itself, told this once. */
  token: string;
}

/** What made the answer; the digest names the request together with the engine. */
export interface Model {
  pace: string;
  engine: string;
  digest: string;
  /** What the pace model found in this history, in words. */
  explanation?: string;
  /** `weeks` at 85 % under plain resampling; null if that is used. */
  plain_weeks_at_p85?: number | null;
  /** `items` at 85 % under plain resampling; null if that is used. */
  plain_items_at_p85?: number | null;
}

/** One pace model. */
export interface ModelScores {
  model: string;
  how_many: QuestionScores;
  when: QuestionScores;
}

/** The periods that ended since, oldest first. */
export interface MorePeriods {
  counts: number[];
  /** Must follow on the end of the history, if that is known. */
  last_period_end?: string | null;
}

/** A forecast to be computed and kept. */
export interface NewForecast {
  name: string;
  request: ForecastRequest;
  note?: string;
  /** The forecast of the same project that this is a scenario of. */
  base_id?: string | null;
}

/** What the link is to lead to. */
export interface NewShare {
  /** A forecast of the project; null: all of it. */
  forecast_id?: string | null;
}

/** A new API token: what it is for. */
export interface NewToken {
  /** What it is for, as it stands in the list. */
  name: string;
}

/** A new room. */
export interface Opened {
  code: string;
  /** The facilitator's secret, sent as Room-Key; told this once. */
  key: string;
  setup: RoomSetup;
}

/** What really happened: when the scope was done, how many items were by the deadline. */
export interface Outcome {
  finished_on?: string | null;
  items_by_deadline?: number | null;
  /** Whether nobody recorded it: the items were counted in the project's history. */
  from_history?: boolean;
}

/** What really happened; null takes it back. */
export interface OutcomeChange {
  /** As it was when it was read. */
  version: number;
  outcome: Outcome | null;
}

/** A pace that was learned elsewhere of one history, as quantiles of what is to come. */
export interface PaceQuantiles {
  /** The digest of the history that it was learned of. */
  history: string;
  /** For the next 1, 2, 4, 8, 13, 26 and 52 periods, items a period at 5, 15, 30, 50, 70, 85 and 95 %, falling nowhere. */
  items_per_week: number[][];
}

/** What one input moved. */
export interface PartAnswer {
  input: "scope" | "risks" | "pace" | "team" | "calendar" | "start" | "deadline" | "engine";
  /** In the reader's language. */
  label: string;
  /** Days, or items: more is later, or more items. */
  moved: number;
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

/** A project. */
export interface ProjectAnswer {
  id: string;
  /** To be sent with a change; each change raises it. */
  version: number;
  created_at: string;
  changed_at: string;
  content: ProjectContent;
}

/** A new content, and the version that was changed. */
export interface ProjectChange {
  /** As it was when it was read. */
  version: number;
  content: ProjectContent;
}

/** What is edited of a project, as one. */
export interface ProjectContent {
  name: string;
  unit?: string;
  history?: History | null;
  team?: Team;
  calendar?: Calendar;
  pace_model?: "auto" | "resample" | "bayesian" | "negative_binomial" | "reverting_level" | "reference_class" | "pool";
  /** Forecasts use them in place of a pace model, while the history is theirs. */
  pace_quantiles?: PaceQuantiles | null;
  verdict?: VerdictRule;
  note?: string;
}

/** A project in a list, with what its newest forecast says; scenarios do not count for that. */
export interface ProjectSummaryAnswer {
  id: string;
  name: string;
  unit: string;
  changed_at: string;
  n_forecasts: number;
  sentence: string | null;
  verdict: "go" | "adjust" | "no_go" | null;
  p85_date: string | null;
}

/** All projects of who asks, the last changed first. */
export interface Projects {
  projects: ProjectSummaryAnswer[];
}

/** One question: all cases, and by length of history and number of weeks. */
export interface QuestionScores {
  cases: number;
  /** Continuous ranked probability score, in shares of the mean. */
  crps: number;
  /** Relative difference to plain resampling; -0.1 is 10 % less error. Null where that makes no error. */
  crps_vs_resample: number | null;
  /** 90 % interval of `crps_vs_resample`: bootstrap over histories, or over stretches of the only one. */
  interval?: [number, number] | null;
  /** Share of promises kept, by confidence. */
  kept: Record<string, number>;
  /** Cases whose weeks do not overlap. */
  independent: number;
  promises: Kept[];
  /** Quantile score of each promise. */
  pinball: Record<string, number>;
  /** Share of outcomes in each tenth of the forecast; 0.1 each is right. */
  transform: number[];
  by_window: WindowCell[];
  by_horizon: HorizonCell[];
  by_window_and_horizon: WindowHorizonCell[];
}

/** How many people can work at once as the work advances. From `start_people` to everybody over the first `share` of the items, and back over the last, along an S-curve. */
export interface Ramp {
  start_people: number;
  share?: number;
}

/** A deck that was read, in each language; the same where its texts are in one. */
export interface ReadDeckAnswer {
  /** The reader's language first. */
  decks: DeckAnswer[];
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

/** What an account may: its own things, or the installation's too. */
export type Role = "owner" | "member";

/** A room as everybody in it may see it. */
export interface RoomAnswer {
  code: string;
  setup: RoomSetup;
  version: number;
  /** The server's clock. */
  now_ms: number;
  /** Whether who asks is its facilitator. */
  leads: boolean;
}

/** What the facilitator chooses when a room is opened. */
export interface RoomSetup {
  title: string;
  language: "pt-BR" | "en";
  start: string;
  work_minutes?: number;
  present_seconds?: number;
  /** How histories become a pace: a model that phones compute without the server. */
  pace_model?: "resample" | "auto" | "pool" | "reverting_level" | "reference_class";
  verdict?: VerdictRule;
  wifi?: Wifi | null;
  cases: Case[];
  groups: GroupSetup[];
}

/** A forecast as it was saved. */
export interface SavedForecastAnswer {
  id: string;
  project_id: string;
  /** The forecast that this is a scenario of. */
  base_id: string | null;
  /** To be sent with a change; each change raises it. */
  version: number;
  name: string;
  note: string;
  /** The day on which it was asked. */
  today: string;
  created_at: string;
  outcome: Outcome | null;
  request: ForecastRequest;
  result: ForecastResult;
  distribution: Distribution;
}

/** A saved forecast in a list, with the main answers. */
export interface SavedForecastSummary {
  id: string;
  base_id: string | null;
  version: number;
  name: string;
  note: string;
  today: string;
  created_at: string;
  outcome: Outcome | null;
  sentence: string;
  verdict: "go" | "adjust" | "no_go" | null;
  when: When[];
  how_many: HowMany[];
  deadline: DeadlineAnswer | null;
}

/** The forecasts of a project, newest first. */
export interface SavedForecasts {
  forecasts: SavedForecastSummary[];
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

/** A link; whoever has it can read what it leads to. */
export interface ShareAnswer {
  token: string;
  /** In full if PUBLIC_URL is set, else the path. */
  address: string;
  /** Null: it leads to the whole project. */
  forecast_id: string | null;
  created_at: string;
}

/** The links to a project and its forecasts, newest first. */
export interface Shares {
  shares: ShareAnswer[];
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

/** A forecast by simulated trials of the full project; they need a pace model, week by week. */
export interface SimulationRequest {
  history: History;
  scope: Scope;
  risks?: Risk[];
  /** First day of the work; else the day after the history, if known, or today. */
  start?: string | null;
  deadline?: Deadline | null;
  team?: Team;
  calendar?: Calendar;
  /** How the history becomes a pace; `auto` is `pool`, learned from other teams. `resample` draws past weeks again. */
  pace_model?: "auto" | "resample" | "bayesian" | "negative_binomial" | "reverting_level" | "reference_class" | "pool";
  /** In place of a pace model: what boosted trees answered for this history, as a backtest gives it where they won. */
  pace_quantiles?: PaceQuantiles | null;
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

/** The simplest model whose error is within one standard error of the smallest. */
export interface Suggestion {
  model: string;
  best: string;
  /** Relative difference of its error to that of the best. */
  behind: number;
  standard_error: number;
}

/** What a device says and what it has heard; answered with what it has not heard yet. */
export interface Sync {
  device: string;
  /** A group's scope; `all` for every group; else the room alone. */
  see?: string;
  /** The version heard last. */
  since?: number;
  changes?: FieldChange[];
  nickname?: string;
  /** How long to wait for something new. */
  wait_s?: number;
}

/** What a device had not heard yet. */
export interface SyncAnswer {
  /** What to ask after next time. */
  version: number;
  now_ms: number;
  fields: FieldAnswer[];
  /** Who is here, told to who sees all. */
  devices: DeviceAnswer[] | null;
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

/** A history among others; what stands before a slash in its name is its owner. */
export interface TeamHistory {
  counts: number[];
  /** Days in one period. */
  period_days?: 1 | 7 | 14 | 21 | 28;
  /** Its last day; if not given, the last Sunday before the start, and the day before it for daily counts. Learned models count the weeks around New Year for less. */
  last_period_end?: string | null;
  name?: string | null;
}

/** A token, which itself is told once only. */
export interface TokenAnswer {
  id: string;
  name: string;
  /** What it begins with, to know it by. */
  beginning: string;
  created_at: string;
  /** When it was last used, to the hour. */
  used_at: string | null;
}

/** The tokens of an account, newest first. */
export interface Tokens {
  tokens: TokenAnswer[];
}

/** What came of forecasts, in words too. */
export interface TrackRecordAnswer {
  n_forecasts: number;
  /** Different things forecast: forecasts of one project with the same outcome are forecasts of one thing. */
  n_things: number;
  levels: LevelAnswer[];
  /** Share of outcomes in each tenth of their forecast, the best tenth first; 0.1 each is right. */
  transform: number[] | null;
  crps_vs_plain: AgainstPlain | null;
  /** What to know beside the levels. */
  in_words: string[];
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
  /** 90 % range of `weeks` that the shortness of the history leaves; a null end is past the horizon. Null under models learned from teams, whose weeks hold that doubt. */
  weeks_between: [number, number | null] | null;
}

/** The network that people join first. */
export interface Wifi {
  name: string;
  password?: string;
}

/** Over the cases of one length of history. */
export interface WindowCell {
  cases: number;
  /** Continuous ranked probability score, in shares of the mean. */
  crps: number;
  /** Relative difference to plain resampling; -0.1 is 10 % less error. Null where that makes no error. */
  crps_vs_resample: number | null;
  /** 90 % interval of `crps_vs_resample`: bootstrap over histories, or over stretches of the only one. */
  interval?: [number, number] | null;
  /** Share of promises kept, by confidence. */
  kept: Record<string, number>;
  window: number;
}

/** Over the cases of both. */
export interface WindowHorizonCell {
  cases: number;
  /** Continuous ranked probability score, in shares of the mean. */
  crps: number;
  /** Relative difference to plain resampling; -0.1 is 10 % less error. Null where that makes no error. */
  crps_vs_resample: number | null;
  /** 90 % interval of `crps_vs_resample`: bootstrap over histories, or over stretches of the only one. */
  interval?: [number, number] | null;
  /** Share of promises kept, by confidence. */
  kept: Record<string, number>;
  horizon: number;
  window: number;
}
