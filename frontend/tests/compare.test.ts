import assert from "node:assert/strict";
import { test } from "node:test";
import { pointsText } from "../src/format.ts";
import { differenceOf } from "../src/simulation/compare.ts";

// Weeks of 1 or 3 items alike, three items: 1/2, 1/4, 1/4.
const exact = [0, 0.5, 0.75, 1];

test("the largest difference is that of the curves, in any week", () => {
  assert.ok(Math.abs(differenceOf(exact, [0, 0.49, 0.77, 1], 100).largest - 0.02) < 1e-12);
  assert.equal(differenceOf(exact, exact, 100).largest, 0);
});

test("chance explains four standard errors, where they are largest", () => {
  assert.equal(differenceOf(exact, exact, 10_000).expected, 4 * Math.sqrt(0.25 / 10_000));
  assert.equal(differenceOf([0, 0.9, 1], [0, 0.9, 1], 100).expected, 4 * Math.sqrt(0.09 / 100));
});

test("trials that end earlier stay where they end", () => {
  assert.ok(Math.abs(differenceOf(exact, [0, 0.5, 0.9], 100).largest - 0.15) < 1e-12);
});

test("trials past the end of the exact curve are not held against it", () => {
  assert.equal(differenceOf([0, 0.5, 0.995], [0, 0.5, 0.995, 1], 1_000_000).largest, 0);
});

test("trials that never finished count as not done", () => {
  assert.equal(differenceOf([0, 0], [0], 100).largest, 0);
  assert.equal(differenceOf([0, 0.5], [], 100).largest, 0.5);
});

test("points are rounded up, so that 'at most' is true", () => {
  assert.equal(pointsText(0.0052, false), "0.6");
  assert.equal(pointsText(0.02, false), "2.0");
  assert.equal(pointsText(0.00051, true), "0.06");
});
