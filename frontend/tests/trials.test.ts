import assert from "node:assert/strict";
import { test } from "node:test";
import { shareText } from "../src/format.ts";
import { trialChoices } from "../src/simulation/trials.ts";

test("a workshop is offered fewer trials, and may have as many as others", () => {
  assert.deepEqual(trialChoices(false), [10_000, 100_000, 1_000_000]);
  assert.deepEqual(trialChoices(true), [2_000, 10_000, 100_000, 1_000_000]);
});

test("all is there only when all is there", () => {
  assert.deepEqual([0, 0.129, 0.999, 1].map(shareText), ["0%", "12%", "99%", "100%"]);
});
