import assert from "node:assert/strict";
import { test } from "node:test";
import { chanceOfWeek, firstWeek, shownWeeks } from "../src/charts/quantile.ts";

// Weeks of 1 or 3 items alike, three items: 1/2, 1/4, 1/4.
const curve = [0, 0.5, 0.75, 1];

test("the quantile is the first week with at least this chance", () => {
  assert.equal(firstWeek(curve, 0.5), 1);
  assert.equal(firstWeek(curve, 0.5 + 1e-9), 2);
  assert.equal(firstWeek(curve, 0.75), 2);
  assert.equal(firstWeek(curve, 0.85), 3);
});

test("1e-12 is the only tolerance", () => {
  assert.equal(firstWeek([0, 0.85 - 9e-13], 0.85), 1);
  assert.equal(firstWeek([0, 0.85 - 2e-12], 0.85), null);
});

test("what is not done inside the curve has no week", () => {
  assert.equal(firstWeek([0, 0.2, 0.4], 0.5), null);
});

test("the chances of the single weeks add up to the curve", () => {
  assert.deepEqual(chanceOfWeek(curve), [0, 0.5, 0.25, 0.25]);
});

test("the thin ends are not drawn", () => {
  assert.deepEqual(shownWeeks([0, 0, 0.0005, 0.4, 0.9, 0.9995, 1, 1]), [3, 5]);
  assert.deepEqual(shownWeeks([0, 0, 0]), [1, 2]);
  assert.deepEqual(shownWeeks([0, 1]), [1, 1]);
});
