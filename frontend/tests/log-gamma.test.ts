// The logarithm of the gamma function, against its closed forms.

import assert from "node:assert/strict";
import { test } from "node:test";
import { logGamma } from "../src/kernel/learned/log-gamma.ts";

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-13 * Math.max(1, Math.abs(expected)), `${actual}, not ${expected}`);

test("it is the logarithm of a factorial", () => {
  let sum = 0;
  for (let n = 1; n < 2_000; n++) {
    near(logGamma(n), sum);
    sum += Math.log(n);
  }
});

test("at halves it has the square root of pi", () => {
  let sum = Math.log(Math.PI) / 2;
  for (let x = 0.5; x < 300; x++) {
    near(logGamma(x), sum);
    sum += Math.log(x);
  }
});

test("what is below one follows from what is above", () => {
  for (const x of [1e-3, 0.02, 0.8, 0.999]) near(logGamma(x), logGamma(x + 1) - Math.log(x));
});
