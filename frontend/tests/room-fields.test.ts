import assert from "node:assert/strict";
import { test } from "node:test";
import { type Field, merged, NOTHING, nextClock, replaced, under, valueOf, valuesOf } from "../src/room/fields.ts";
import { EMPTY, keptFrom } from "../src/room/keep.ts";

/** Numbers that look like chance and are the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function someFields(seed: number): Field[] {
  const below = chance(seed);
  return Array.from({ length: 30 }, () => {
    const [clock, device] = [below(6), "ab"[below(2)]!];
    const [scope, name] = [`g${1 + below(2)}`, "xyz"[below(3)]!];
    // A device says one thing at a time.
    return { scope, name, clock, device, value: `${scope}${name}${clock}${device}` };
  });
}

function shuffled<Item>(items: Item[], seed: number): Item[] {
  const below = chance(seed);
  const left = [...items];
  return items.map(() => left.splice(below(left.length), 1)[0]!);
}

const sorted = (known: ReadonlyMap<string, Field>) =>
  [...known].sort(([one], [other]) => (one < other ? -1 : 1));

for (let seed = 1; seed <= 50; seed++) {
  test(`order and repetition change nothing, ${seed}`, () => {
    const fields = someFields(seed);
    const once = merged(NOTHING, fields);
    const other = merged(merged(NOTHING, shuffled(fields, seed)), shuffled([...fields, ...fields], seed + 1));
    assert.deepEqual(sorted(other), sorted(once));
    assert.equal(merged(once, fields), once);
  });
}

const field: Field = { scope: "g1", name: "items", value: 5, clock: 10, device: "b" };

test("the later wins, then the greater device", () => {
  const known = merged(NOTHING, [field]);
  assert.equal(valueOf(merged(known, [{ ...field, value: 6, clock: 9 }]), "g1", "items"), 5);
  assert.equal(valueOf(merged(known, [{ ...field, value: 6, clock: 11, device: "a" }]), "g1", "items"), 6);
  assert.equal(valueOf(merged(known, [{ ...field, value: 6, device: "a" }]), "g1", "items"), 5);
  assert.equal(valueOf(merged(known, [{ ...field, value: 6, device: "c" }]), "g1", "items"), 6);
});

test("a stamp is after everything known, and not before now", () => {
  const known = merged(NOTHING, [field]);
  assert.equal(nextClock(known, 5), 11);
  assert.equal(nextClock(known, 500.4), 500);
});

test("what is acknowledged takes the server's stamp, even an earlier one", () => {
  const known = replaced(merged(NOTHING, [field]), [{ ...field, clock: 3 }]);
  assert.equal(known.get("g1 items")!.clock, 3);
});

test("null takes back", () => {
  const known = merged(NOTHING, [field, { ...field, name: "guess.a", value: null }, { ...field, scope: "g2" }]);
  assert.deepEqual(valuesOf(known, "g1"), { items: 5 });
  assert.equal(valueOf(known, "g1", "guess.a"), undefined);
});

test("fields of a kind are found by the beginning of their names", () => {
  assert.deepEqual(under({ "risk.0": true, "risk.1": false, riskier: 1 }, "risk"), [
    ["0", true],
    ["1", false],
  ]);
});

test("what was kept is read, and nonsense is nothing", () => {
  const json = JSON.stringify({ fields: [field, { scope: 1 }, null], unsent: ["g1 items", "gone"], version: 7, offsetMs: 2 });
  const kept = keptFrom(json);
  assert.deepEqual([...kept.known.values()], [field]);
  assert.deepEqual([...kept.unsent], ["g1 items"]);
  assert.deepEqual([kept.version, kept.offsetMs], [7, 2]);
  for (const text of [null, "", "{", "7", '{"fields": 7}']) assert.deepEqual(keptFrom(text), EMPTY);
});
