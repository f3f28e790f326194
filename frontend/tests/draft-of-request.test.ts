import assert from "node:assert/strict";
import { test } from "node:test";
import type { ForecastRequest, Scope } from "../src/api-types.ts";
import { emptyDraft } from "../src/draft.ts";
import { type Asked, draftOfRequest } from "../src/project/draft-of-request.ts";
import { questionOf } from "../src/request.ts";
import { draftOf, fragmentOf } from "../src/state/fragment.ts";
import { draftWith, full } from "./draft.ts";

const today = "2026-11-23";
const N_REQUESTS = 3_000;

/** The request that the draft of a request asks. */
function askedAgain(request: Asked): ForecastRequest {
  const question = questionOf(draftOfRequest(request), today);
  assert.ok(typeof question !== "string", `${question} is missing`);
  return question.request;
}

/** A request with every default said, as the server reads it; what changes no answer is left out. */
function inFull(request: ForecastRequest): object {
  const { history, scope, deadline, team, calendar, verdict, risks } = request;
  const days = [...new Set(calendar?.days_off)].sort();
  const size = team?.size ?? 1;
  return {
    history: { period_days: 7, last_period_end: null, ...history },
    scope: scope && {
      items: null,
      low: null,
      high: null,
      complexity: "low",
      ...scope,
      split_rate: { low: 1, high: 1, ...scope.split_rate },
    },
    deadline: deadline && { date: null, weeks: null, ...deadline },
    team: {
      focus: 1,
      history_size: null,
      changes: [],
      cost_per_person_week: null,
      ...team,
      size,
      currency: team?.cost_per_person_week != null ? (team.currency ?? "BRL") : null,
    },
    calendar: {
      days_off: days,
      workdays: [...new Set(calendar?.workdays ?? [0, 1, 2, 3, 4])].sort(),
      holidays: calendar?.holidays ? { subdivision: null, ...calendar.holidays } : null,
    },
    verdict: { go: 0.85, adjust: 0.5, ...verdict },
    risks: (risks ?? []).map((risk) => ({ ...risk, name: risk.name.trim() })),
    start: request.start ?? (history.last_period_end ? null : today),
    pace_model: request.pace_model ?? "auto",
  };
}

/** The same numbers from the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Requests of every kind that the server takes. */
function createRequests(random: () => number): () => ForecastRequest {
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const one = <Value>(...values: Value[]): Value => values[whole(0, values.length - 1)]!;
  const maybe = <Value>(make: () => Value): Value | undefined => (random() < 0.5 ? make() : undefined);
  const list = <Value>(most: number, make: () => Value): Value[] =>
    Array.from({ length: whole(0, most) }, make);
  const part = <Value extends object>(values: Value): Value =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Value;
  const day = (): string =>
    new Date(Date.UTC(2026, whole(0, 20), whole(1, 28))).toISOString().slice(0, 10);
  const nextDays = (first: string, n: number): string[] =>
    Array.from({ length: n }, (_, i) =>
      new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10),
    );
  const count = (): number => one(whole(0, 30), whole(0, 9_999) / 1000, whole(0, 400) / 4, whole(0, 99) / 1e9);
  const share = (): number => one(whole(1, 99), whole(1, 999) / 10, whole(1, 999_999) / 1e4) / 100;
  const impact = (): { low: number; mode: number; high: number } => {
    const [low = 0, mode = 0, high = 0] = [count(), count(), count()].sort((a, b) => a - b);
    return { low, mode, high };
  };
  const scope = (): Scope => {
    const low = whole(1, 500);
    return part({
      ...one<Scope>({ items: low }, { low, high: low + whole(0, 90) }),
      complexity: maybe(() => one("low", "medium", "high", "very_high")),
      split_rate: maybe(() => ({ low: whole(1, 10) / 10, high: 1 + whole(0, 90) / 10 })),
    }) as Scope;
  };
  return () => {
    const hasScope = random() < 0.7;
    const [adjust = 0.1, go = 0.9] = [share(), share()].sort();
    return part({
      history: part({
        counts: [count(), ...list(12, count)],
        period_days: maybe(() => one(1, 7, 14, 21, 28)),
        last_period_end: maybe(day),
      }),
      scope: hasScope ? scope() : undefined,
      deadline: !hasScope || random() < 0.5 ? one({ date: day() }, { weeks: whole(1, 522) }) : undefined,
      risks: maybe(() =>
        list(4, () => ({ name: one("", " R ", "ação ~ & 🚀", "100%"), probability: share(), impact: impact() })),
      ),
      start: maybe(day),
      team: maybe(() =>
        part({
          size: maybe(() => one(1, whole(1, 40), whole(1, 99) / 10)),
          cost_per_person_week: maybe(() => one(0, whole(1, 9_999), 5500.55)),
          currency: maybe(() => one("BRL", "EUR")),
          focus: maybe(() => one(1, whole(5, 200) / 100)),
          history_size: maybe(() => whole(1, 40)),
          changes: maybe(() => list(3, () => ({ week: whole(1, 60), size: whole(0, 9) }))),
        }),
      ),
      calendar: maybe(() =>
        part({
          days_off: maybe(() => list(4, () => nextDays(day(), whole(1, 9))).flat()),
          workdays: maybe(() => [whole(0, 6), ...list(6, () => whole(0, 6))]),
          holidays: maybe(() => part({ country: "BR", subdivision: maybe(() => "SP") })),
        }),
      ),
      pace_model: maybe(() => one("auto", "resample", "bayesian", "negative_binomial")),
      verdict: maybe(() => part({ go, adjust })),
    }) as unknown as ForecastRequest;
  };
}

test("the draft of a request asks the same again, whatever was asked", () => {
  const next = createRequests(randomFrom(4));
  for (let n = 0; n < N_REQUESTS; n++) {
    const request = next();
    assert.deepEqual(inFull(askedAgain(request)), inFull(request));
  }
});

test("and so does its link", () => {
  const next = createRequests(randomFrom(5));
  for (let n = 0; n < N_REQUESTS; n++) {
    const request = next();
    const question = questionOf(draftOf(`#${fragmentOf(draftOfRequest(request))}`)!, today);
    assert.ok(typeof question !== "string");
    assert.deepEqual(inFull(question.request), inFull(request));
  }
});

test("what is typed comes back as it was typed", () => {
  const question = questionOf(full, today);
  assert.ok(typeof question !== "string");
  const asked = full.risks.filter((risk) => risk.isOn);
  assert.deepEqual(draftOfRequest(question.request), { ...full, risks: asked, workshop: "" });
});

test("a request with every default said is three fields", () => {
  const request = {
    history: { counts: [5, 6, 8], period_days: 7, last_period_end: null },
    scope: { items: 80, low: null, high: null, complexity: "low", split_rate: { low: 1, high: 1 } },
    risks: [],
    start: null,
    deadline: { date: null, weeks: 15 },
    team: {
      size: 1,
      cost_per_person_week: null,
      currency: "BRL",
      focus: 1,
      history_size: null,
      changes: [],
    },
    calendar: { days_off: [], workdays: [0, 1, 2, 3, 4], holidays: null },
    pace_model: "auto",
    percentiles: [0.5, 0.7, 0.85, 0.95],
    verdict: { go: 0.85, adjust: 0.5 },
  } as const satisfies object;
  assert.deepEqual(
    draftOfRequest(request as unknown as Asked),
    draftWith({ history: "5, 6, 8", items: "80", deadlineWeeks: "15" }),
  );
});

test("a project without a history or a question is a draft too", () => {
  assert.deepEqual(draftOfRequest({}), emptyDraft);
  assert.deepEqual(draftOfRequest({ history: null, team: { size: 4 } }), draftWith({ size: "4" }));
});

test("numbers with three decimals are never taken for thousands", () => {
  assert.deepEqual(askedAgain({ history: { counts: [1.234] }, scope: { items: 9 } }).history.counts, [1.234]);
  const counts = [1.234, 2, 5.678];
  assert.deepEqual(askedAgain({ history: { counts }, scope: { items: 9 } }).history.counts, counts);
});

test("a percentage is typed as people say it", () => {
  for (const percent of Array.from({ length: 99 }, (_, i) => i + 1)) {
    const risk = { name: "", probability: percent / 100, impact: { low: 1, mode: 1, high: 1 } };
    assert.equal(draftOfRequest({ risks: [risk] }).risks[0]?.probability, String(percent));
  }
});

test("any share comes back to its last digit", () => {
  const random = randomFrom(6);
  for (let n = 0; n < N_REQUESTS; n++) {
    const share = random();
    const risk = { name: "", probability: share, impact: { low: 1, mode: 1, high: 1 } };
    const again = askedAgain({ history: { counts: [5] }, scope: { items: 9 }, risks: [risk] });
    // 15 digits hold a share to half a unit of the fifteenth, / 100 to half a unit of the last of 53 bits.
    assert.ok(Math.abs(again.risks![0]!.probability - share) <= share * (5e-15 + 2 ** -53));
  }
});

test("days off that follow one another are one break, across months too", () => {
  const days = ["2026-12-31", "2026-12-25", "2027-01-01", "2027-01-01", "2026-12-30"];
  assert.deepEqual(draftOfRequest({ calendar: { days_off: days } }).daysOff, [
    { from: "2026-12-25", to: "" },
    { from: "2026-12-30", to: "2027-01-01" },
  ]);
});
