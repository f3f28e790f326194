// What answers without the server: its numbers without its words, and nothing where only the server can answer.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ForecastRequest } from "../src/api-types.ts";
import { answerOnDevice } from "../src/on-device.ts";

const TODAY = "2026-11-23";
const request: ForecastRequest = { history: { counts: [5, 6, 8, 5, 9] }, scope: { items: 40 } };

test("the page's usual question is answered by the pool, without words", () => {
  const answer = answerOnDevice(request, TODAY)!;
  assert.equal(answer.model.pace, "pool");
  assert.deepEqual([answer.sentence, answer.history.notes], ["", []]);
  assert.deepEqual(Object.keys(answer.history).sort(), ["counts", "mean", "n", "notes"]);
  assert.ok(answer.when.every(({ date }) => date! > TODAY));
});

test("holidays, other models and what is refused are left to the server", () => {
  assert.equal(answerOnDevice({ ...request, calendar: { holidays: { country: "BR" } } }, TODAY), null);
  assert.equal(answerOnDevice({ ...request, pace_model: "bayesian" }, TODAY), null);
  assert.equal(answerOnDevice({ ...request, history: { counts: [0] } }, TODAY), null);
});
