import assert from "node:assert/strict";
import { test } from "node:test";
import { fallingTrials } from "../src/simulation/falling.ts";

test("they fall into the weeks in which trials finish, the more likely the more", () => {
  const times = Array.from({ length: 50 }, (_, i) => i * 620);
  const weeks = times.flatMap((ms) => fallingTrials([0, 0, 0.8, 0.2], ms).map(({ week }) => week));
  const share = weeks.filter((week) => week === 2).length / weeks.length;
  assert.deepEqual(new Set(weeks), new Set([2, 3]));
  assert.ok(Math.abs(share - 0.8) < 0.02);
});

test("they are on their way from the top to the bar", () => {
  assert.ok(fallingTrials([1], 1234).every(({ way }) => way >= 0 && way < 1));
});
