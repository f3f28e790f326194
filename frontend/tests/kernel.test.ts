// What holds of the kernel on its own: closed forms, what it refuses, and that it always ends.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ForecastRequest } from "../src/api-types.ts";
import { forecast } from "../src/kernel/forecast.ts";
import type { Answer, Outcome } from "../src/kernel/outcome.ts";
import { CERTAIN, paceModel, paceTable } from "../src/kernel/pace.ts";
import { chanceAt } from "../src/kernel/row.ts";
import { Work } from "../src/kernel/work.ts";

const TODAY = "2026-11-23";

function ask(counts: number[], more: Partial<ForecastRequest>): Outcome {
  return forecast({ history: { counts }, pace_model: "resample", ...more }, TODAY);
}

function answerTo(counts: number[], more: Partial<ForecastRequest>): Answer {
  const outcome = ask(counts, more);
  assert.equal(outcome.kind, "answer");
  return (outcome as { answer: Answer }).answer;
}

test("weeks of one or three items finish three items after 1/2, 3/4, all of the time", () => {
  const { curve, when } = answerTo([1, 3], { scope: { items: 3 } });
  assert.deepEqual(curve!.chance_by_week, [0, 0.5, 0.75, 1]);
  assert.deepEqual(
    when.map(({ weeks, date }) => [weeks, date]),
    [[1, "2026-11-30"], [2, "2026-12-07"], [3, "2026-12-14"], [3, "2026-12-14"]],
  );
});

test("a coin that is thrown each week is binomial", () => {
  const pace = paceModel("resample")!.learn([0, 1]);
  const extent = { lot: 1, top: 10, asked: Float64Array.of(...Array<number>(10).fill(0), 1), atLeast: 10, until: CERTAIN };
  const table = paceTable(pace, Array<number>(10).fill(1), extent, new Work());
  // P(at least 8 heads of 10) = (45 + 10 + 1) / 1024.
  assert.equal(chanceAt(table[10]!, 8), 56 / 1024);
  assert.equal(chanceAt(table[10]!, 0), 1);
  assert.equal(chanceAt(table[10]!, 11), 0);
});

test("a risk that is sure costs its items, one that is impossible nothing", () => {
  const impact = { low: 6, mode: 6, high: 6 };
  const risks = [1, 0].map((probability) => ({ name: "", probability, impact }));
  const { risks: costs } = answerTo([2, 2], { scope: { items: 10 }, risks, deadline: { weeks: 5 } });
  const seen = costs.map((risk) => [risk.weeks_added_at_p85, risk.chance_if_removed]);
  assert.deepEqual(seen, [[3, 1], [0, 0]]);
});

test("more items never finish earlier", () => {
  const chances = [30, 31, 45, 60].map(
    (items) => answerTo([0, 3, 7.5, 4], { scope: { items }, deadline: { weeks: 9 } }).deadline!.chance!,
  );
  assert.deepEqual(chances, [...chances].sort((a, b) => b - a));
});

test("what only the server can answer is left to it", () => {
  const scope = { items: 10 };
  assert.deepEqual(forecast({ history: { counts: [1] }, scope }, TODAY), {
    kind: "needs_server",
    because: "pace_model",
  });
  const pace_quantiles = { history: "", items_per_week: Array.from({ length: 7 }, () => [1, 2, 3, 4, 5, 6, 7]) };
  assert.deepEqual(ask([1], { scope, pace_quantiles }), { kind: "needs_server", because: "pace_model" });
  assert.deepEqual(ask([1], { scope, calendar: { holidays: { country: "BR" } } }), {
    kind: "needs_server",
    because: "holidays",
  });
});

test("what would take long is left to the server", () => {
  const counts = Array.from({ length: 1000 }, (_, n) => (n * 7919) % 10_001);
  const impact = { low: 0, mode: 100, high: 100_000 };
  const outcome = ask(counts, {
    scope: { low: 1, high: 100_000, complexity: "very_high", split_rate: { low: 0.1, high: 10 } },
    risks: Array.from({ length: 50 }, () => ({ name: "", probability: 0.5, impact })),
    deadline: { weeks: 522 },
  });
  assert.deepEqual(outcome, { kind: "needs_server", because: "size" });
});

const wrong: Record<string, Partial<ForecastRequest>> = {
  "a count that is no number": { history: { counts: [1, NaN] } },
  "a count that is infinite": { history: { counts: [Infinity] } },
  "no counts": { history: { counts: [] } },
  "half an item": { scope: { items: 2.5 } },
  "a scope of nothing": { scope: {} },
  "a range that falls": { scope: { low: 9, high: 8 } },
  "a split that is no number": { scope: { items: 3, split_rate: { low: NaN } } },
  "30 February": { start: "2027-02-30" },
  "a date of another notation": { deadline: { date: "8/3/2027" } },
  "a deadline of neither kind": { deadline: {} },
  "a deadline now": { deadline: { weeks: 0 } },
  "a team of nobody": { team: { size: 0 } },
  "no working days": { calendar: { workdays: [] } },
  "certainty": { percentiles: [1] },
  "an adjust above go": { verdict: { go: 0.5, adjust: 0.6 } },
  "more than certain": { risks: [{ name: "", probability: 1.1, impact: { low: 0, mode: 0, high: 0 } }] },
};

for (const [name, fields] of Object.entries(wrong)) {
  test(`refuses ${name}`, () => {
    assert.deepEqual(ask([3], { scope: { items: 9 }, ...fields }), { kind: "refused", because: "limits" });
  });
}

test("models learned from other teams answer once their script has come", async () => {
  const counts = Array.from({ length: 52 }, (_, n) => 3 + ((n * 7) % 9));
  const request = { scope: { items: 120 }, deadline: { weeks: 20 }, pace_model: "auto" as const };
  assert.equal(ask(counts, request).kind, "needs_server");
  await import("../src/kernel/learned/models.ts");
  const { model, when } = answerTo(counts, request);
  assert.equal(model.pace, "pool");
  assert.ok(when[0]!.weeks! < when[3]!.weeks!);
  globalThis.lentPaceModels = undefined;
});
