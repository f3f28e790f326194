import assert from "node:assert/strict";
import { test } from "node:test";
import { createPace } from "../src/simulation/pace.ts";

test("while a job stands still it is asked after later each time, up to two seconds", () => {
  const pace = createPace();
  const delays = Array.from({ length: 7 }, () => pace.answered("0"));
  assert.deepEqual(delays, [150, 300, 600, 1200, 2000, 2000, 2000]);
});

test("once it moves it is asked after soon", () => {
  const pace = createPace();
  for (let i = 0; i < 5; i++) pace.answered("0");
  assert.equal(pace.answered("0.1"), 400);
  assert.equal(pace.answered("0.2"), 400);
  assert.equal(pace.answered("0.2"), 800);
});

test("where nobody answers it waits longer each time, at least as long as it is told", () => {
  const pace = createPace();
  assert.deepEqual(
    Array.from({ length: 6 }, () => pace.unanswered()),
    [1000, 2000, 4000, 8000, 15000, 15000],
  );
  pace.answered("0");
  assert.equal(pace.unanswered(5000), 5000);
});
