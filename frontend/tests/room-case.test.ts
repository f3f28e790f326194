// The room's page asks and answers as the server does: the Python tests hold it to the same vectors.

import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../tests/vectors/room.json";
import type { RoomSetup } from "../src/api-types.ts";
import { caseRequest, readHistory } from "../src/room/case.ts";
import { hasModel, numbersOf, PROMISED } from "../src/room/numbers.ts";

const setup = vectors.setup as unknown as RoomSetup;
const NEAR = 1e-9;

for (const tried of vectors.tried) {
  const item = setup.cases[tried.case]!;

  test(`asks ${tried.name}`, () => {
    assert.deepEqual(caseRequest(item, tried.values, setup), tried.request);
  });

  test(`answers ${tried.name}`, () => {
    const numbers = numbersOf(item, tried.values, setup)!;
    const wanted = tried.numbers;
    assert.deepEqual(numbers.when.map(({ weeks }) => weeks), wanted.weeks);
    assert.deepEqual(numbers.whenWithoutRisks.map(({ weeks }) => weeks), wanted.weeks_without_risks);
    assert.ok(Math.abs(numbers.chance! - wanted.chance!) < NEAR);
    assert.ok(Math.abs(numbers.share! - wanted.share!) < NEAR);
    assert.equal(numbers.cost, wanted.cost);
    assert.equal(numbers.verdict, wanted.verdict);
    assert.deepEqual(numbers.levers, wanted.levers);
    assert.deepEqual(
      numbers.risks.filter(({ isOn }) => isOn).map(({ weeks }) => weeks),
      wanted.risk_weeks,
    );
  });
}

test("a risk that is off says what it would add beside the others", () => {
  const item = setup.cases[0]!;
  const one = numbersOf(item, { "risk.1": true }, setup)!;
  const both = numbersOf(item, { "risk.0": true, "risk.1": true }, setup)!;
  assert.equal(one.risks[0]!.isOn, false);
  assert.equal(one.risks[0]!.weeks, both.when[PROMISED]!.weeks! - one.when[PROMISED]!.weeks!);
});

test("numbers are made once for the same inputs", () => {
  const item = setup.cases[1]!;
  assert.equal(numbersOf(item, { items: 100 }, setup), numbersOf(item, { items: 100, step: 4 }, setup));
});

test("a pace model whose script did not come is stood in for by plain resampling, and that is said", () => {
  const other = { ...setup, pace_model: "auto" } as RoomSetup;
  const numbers = numbersOf(setup.cases[0]!, {}, other)!;
  assert.deepEqual([hasModel("auto"), hasModel("resample")], [false, true]);
  assert.equal(numbers.standsIn, true);
  assert.deepEqual(numbers.when, numbersOf(setup.cases[0]!, {}, setup)!.when);
});

test("a history is read with commas, semicolons, spaces and lines", () => {
  assert.deepEqual(readHistory("5, 6; 8\n5\t9\u00a07"), [5, 6, 8, 5, 9, 7]);
  for (const text of ["", "0 0", "five", "-5 6", "5 10001", "5 ".repeat(523)]) assert.equal(readHistory(text), null);
});
