import assert from "node:assert/strict";
import { test } from "node:test";
import { leverChanges } from "../src/answer/lever-changes.ts";
import type { ForecastRequest } from "../src/api-types.ts";
import type { Draft } from "../src/draft.ts";
import { questionOf } from "../src/request.ts";
import { draftWith, full } from "./draft.ts";

const today = "2026-11-23";

function requestOf(change: Partial<Draft>): ForecastRequest {
  const question = questionOf(draftWith({ history: "5 6 8", items: "80", ...change }), today);
  assert.ok(typeof question !== "string", `${question} is missing`);
  return question.request;
}

test("three fields make a request; the reader's today is its start", () => {
  assert.deepEqual(requestOf({ deadlineWeeks: "15" }), {
    history: { counts: [5, 6, 8] },
    scope: { items: 80 },
    deadline: { weeks: 15 },
    start: today,
  });
});

test("everything typed is asked", () => {
  assert.deepEqual(questionOf(full, today), {
    request: {
      history: { counts: [5, 6, 8], period_days: 14, last_period_end: "2026-11-22" },
      scope: { low: 70, high: 90, complexity: "high", split_rate: { low: 1, high: 1.3 } },
      deadline: { date: "2027-03-08" },
      team: {
        size: 5,
        history_size: 4,
        cost_per_person_week: 5500,
        currency: "EUR",
        focus: 0.8,
        changes: [{ week: 3, size: 6 }],
      },
      calendar: {
        days_off: [
          "2026-12-25",
          "2026-12-28",
          "2026-12-29",
          "2026-12-30",
          "2026-12-31",
          "2027-01-01",
          "2027-01-02",
        ],
        workdays: [0, 1, 2, 3],
        holidays: { country: "BR", subdivision: "SP" },
      },
      verdict: { go: 0.9, adjust: 0.6 },
      risks: [{ name: "Testes falham", probability: 0.4, impact: { low: 8, mode: 12, high: 20 } }],
      start: "2026-12-01",
      pace_model: "resample",
    },
    riskRows: [0],
  });
});

test("it says what is missing", () => {
  assert.equal(questionOf(draftWith({}), today), "history");
  assert.equal(questionOf(draftWith({ history: "5,5" }), today), "history");
  assert.equal(questionOf(draftWith({ history: "five" }), today), "history");
  assert.equal(questionOf(draftWith({ history: "5 6" }), today), "scope_or_deadline");
  assert.equal(questionOf(draftWith({ history: "5 6", itemsLow: "3" }), today), "scope_or_deadline");
});

test("a date that is still being typed is no deadline", () => {
  assert.equal(requestOf({ deadline: "0202-03-08" }).deadline, undefined);
});

test("the day after the history is left to the server", () => {
  assert.equal(requestOf({ historyEnd: "2026-11-22" }).start, undefined);
});

test("risks that are off or not complete are not asked, and rows are remembered", () => {
  const risk = { name: "R", probability: "40", low: "1", mode: "2", high: "3", isOn: true };
  const question = questionOf(
    draftWith({ history: "5", items: "9", risks: [{ ...risk, isOn: false }, { ...risk, mode: "" }, risk] }),
    today,
  );
  assert.ok(typeof question !== "string");
  assert.deepEqual(question.riskRows, [2]);
  assert.equal(question.request.risks?.length, 1);
});

test("days off end: at most 1,000 are asked, backwards ones not at all", () => {
  assert.equal(
    requestOf({ daysOff: [{ from: "2026-01-01", to: "2036-01-01" }] }).calendar?.days_off?.length,
    1000,
  );
  assert.equal(requestOf({ daysOff: [{ from: "2026-01-02", to: "2026-01-01" }] }).calendar, undefined);
});

test("a lever is typed in, and more people do not rewrite the past", () => {
  const draft = draftWith({ itemsLow: "70", itemsHigh: "90", deadline: "2027-03-08", size: "5" });
  const levers = leverChanges(draft);
  assert.deepEqual(levers.items(66), { items: "66", itemsLow: "", itemsHigh: "" });
  assert.deepEqual(levers.people(6), { size: "6", historySize: "5" });
  assert.deepEqual(levers.weeks(12), { deadlineWeeks: "12", deadline: "" });
  assert.equal(leverChanges({ ...draft, historySize: "4" }).people(6).historySize, "4");
});
