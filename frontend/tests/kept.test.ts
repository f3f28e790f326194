import assert from "node:assert/strict";
import { test } from "node:test";
import { type Kept, keptFrom, newKept } from "../src/simulation/kept.ts";

const HOUR_MS = 3_600_000;
const kept: Kept = { digest: "d", key: "k", trials: 2000, seed: 7, at: 0, jobId: "j" };

test("what was simulated for the same forecast goes on", () => {
  assert.deepEqual(keptFrom(JSON.stringify(kept), "d", HOUR_MS), kept);
});

test("it goes on before the server has named its job", () => {
  const { jobId: _, ...unnamed } = kept;
  assert.deepEqual(keptFrom(JSON.stringify(unnamed), "d", HOUR_MS), unnamed);
});

test("what was simulated for another forecast does not", () => {
  assert.equal(keptFrom(JSON.stringify(kept), "other", HOUR_MS), null);
});

test("what the server no longer has does not", () => {
  assert.equal(keptFrom(JSON.stringify(kept), "d", 24 * HOUR_MS), null);
});

test("what is no simulation is nothing", () => {
  for (const json of [null, "3", "{}", "null", '{"digest": "d"}']) assert.equal(keptFrom(json, "d", 0), null);
});

test("each simulation has a key and a seed of its own", () => {
  const [one, other] = [newKept("d", 10, 5), newKept("d", 10, 5)];
  assert.notEqual(one.key, other.key);
  assert.notEqual(one.seed, other.seed);
  assert.match(one.key, /^[0-9a-f]{32}$/);
});
