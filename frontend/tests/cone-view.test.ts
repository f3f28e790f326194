import assert from "node:assert/strict";
import { test } from "node:test";
import { itemsText, upToEdge } from "../src/charts/cone-view.ts";

test("a line that stays below the edge is drawn as it is", () => {
  assert.deepEqual(upToEdge([0, 2, 4], 5), [
    { week: 0, items: 0 },
    { week: 1, items: 2 },
    { week: 2, items: 4 },
  ]);
});

test("a line that comes to the edge ends there", () => {
  assert.deepEqual(upToEdge([0, 2, 5, 5], 5), [
    { week: 0, items: 0 },
    { week: 1, items: 2 },
    { week: 2, items: 5 },
  ]);
});

test("what may be past the edge is told as at least that", () => {
  assert.equal(itemsText(4, 5), "4");
  assert.equal(itemsText(5, 5), "≥ 5");
  assert.equal(itemsText(5, Number.POSITIVE_INFINITY), "5");
});
