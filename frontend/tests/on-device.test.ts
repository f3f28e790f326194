// What answers without the server: its numbers and its sentence, and nothing where only the server can answer.

import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../tests/vectors/kernel.json";
import type { ForecastRequest } from "../src/api-types.ts";
import * as facts from "../src/facts-in-words.ts";
import { dateText } from "../src/format.ts";
import { answerOnDevice } from "../src/on-device.ts";
import { t, tn } from "../src/words.ts";

const TODAY = "2026-11-23";
const say = { t, tn, dateText, ...facts };
const request: ForecastRequest = { history: { counts: [5, 6, 8, 5, 9] }, scope: { items: 40 } };

test("the page's usual question is answered by the pool", () => {
  const answer = answerOnDevice(request, TODAY, say)!;
  assert.equal(answer.model.pace, "pool");
  assert.deepEqual(Object.keys(answer.history).sort(), ["counts", "mean", "n", "notes"]);
  assert.ok(answer.when.every(({ date }) => date! > TODAY));
});

test("holidays, other models and what is refused are left to the server", () => {
  assert.equal(answerOnDevice({ ...request, calendar: { holidays: { country: "BR" } } }, TODAY, say), null);
  assert.equal(answerOnDevice({ ...request, pace_model: "bayesian" }, TODAY, say), null);
  assert.equal(answerOnDevice({ ...request, history: { counts: [0] } }, TODAY, say), null);
});

for (const { name, request, sentence } of vectors.answered) {
  test(`says of ${name} what the server says`, () => {
    assert.equal(answerOnDevice(request as ForecastRequest, vectors.today, say)!.sentence, sentence);
  });
}

test("notes on the history stay with it", () => {
  const first = answerOnDevice(request, TODAY, say)!;
  assert.deepEqual(first.history.notes, []);
  const answer = { ...first, history: { ...first.history, notes: ["Short."] } };
  const after = (changed: Partial<ForecastRequest>) =>
    answerOnDevice({ ...request, ...changed }, TODAY, say, { answer, question: { request } })!.history.notes;
  assert.deepEqual(after({ scope: { items: 41 } }), ["Short."]);
  assert.deepEqual(after({ history: { counts: [5, 6, 8, 5, 10] } }), []);
  assert.deepEqual(after({ history: { ...request.history, period_days: 14 } }), []);
  assert.deepEqual(after({ pace_model: "resample" }), []);
});
