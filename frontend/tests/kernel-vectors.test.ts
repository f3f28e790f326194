// The kernel answers as the server does: the engine's tests hold it to the same vectors.

import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../tests/vectors/kernel.json";
import type { ForecastRequest } from "../src/api-types.ts";
import { forecast } from "../src/kernel/forecast.ts";
import { historyFacts } from "../src/kernel/history.ts";
import "../src/kernel/learned/models.ts";
import { type Answer, ENGINE } from "../src/kernel/outcome.ts";

const NEAR = 1e-9;
const SHOWN_WEEKS = 60;

test("the kernel has the engine's version", () => {
  assert.equal(ENGINE, vectors.engine);
});

for (const { name, request, answer } of vectors.answered) {
  test(`answers ${name}`, () => {
    const outcome = forecast(request as ForecastRequest, vectors.today);
    assert.equal(outcome.kind, "answer");
    if (outcome.kind === "answer") assertNear(inVectors(outcome.answer), answer, "");
  });
}

for (const { name, request, because } of vectors.refused) {
  test(`refuses ${name}`, () => {
    assert.deepEqual(forecast(request as ForecastRequest, vectors.today), { kind: "refused", because });
  });
}

/** What the vectors keep of an answer. */
function inVectors({ model, promise, curve, cone, when, ...rest }: Answer): unknown {
  return {
    ...rest,
    model: { pace: model.pace },
    when: when.map(({ confidence, weeks, date }) => ({ confidence, weeks, date })),
    curve: curve && {
      n_weeks: curve.chance_by_week.length,
      chance_by_week: curve.chance_by_week.slice(0, SHOWN_WEEKS),
    },
    cone: {
      n_weeks: cone.items_by_week[0]!.length,
      items_by_week: cone.items_by_week.map((items) => items.slice(0, SHOWN_WEEKS)),
      edge: cone.edge,
    },
    facts: historyFacts(rest.history.counts),
    promise: promise && { weeks: promise.weeks, date: promise.date },
  };
}

/** Fractions; all else is whole and the same. */
const FRACTIONS = /chance|not_finished|expected|mean|amount|scope_share|recent_change/;

/** Alike, but that fractions may differ by 1e-9, or by that share where they are larger than one. */
function assertNear(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === "number" && typeof actual === "number" && FRACTIONS.test(path)) {
    const far = NEAR * Math.max(1, Math.abs(expected));
    assert.ok(Math.abs(actual - expected) <= far, `${path}: ${actual}, not ${expected}`);
  } else if (expected && typeof expected === "object") {
    assert.ok(actual && typeof actual === "object", path);
    const [given, wanted] = [actual, expected] as Record<string, unknown>[];
    assert.deepEqual(Object.keys(given!).sort(), Object.keys(wanted!).sort(), path);
    for (const [name, value] of Object.entries(wanted!)) assertNear(given![name], value, `${path}.${name}`);
  } else {
    assert.equal(actual, expected, path);
  }
}
