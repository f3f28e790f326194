import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../tests/vectors/paste.json";
import { type Choice, type Reading, readPaste, withoutOdd } from "../src/form/paste.ts";

interface Case {
  why?: string;
  text?: string;
  repeat?: [string, number];
  choice?: Choice;
  [outcome: string]: unknown;
}

for (const one of vectors as Case[]) {
  const text = one.text ?? one.repeat![0].repeat(one.repeat![1]);
  const name = [JSON.stringify(text.slice(0, 40)), one.choice, one.why].filter(Boolean).join(", ");
  test(`reads ${name}`, () => {
    const { why: _why, text: _text, repeat: _repeat, choice: _choice, ...outcome } = one;
    assert.deepEqual(asOutcome(readPaste(text, one.choice ?? null), "n" in outcome), outcome);
  });
}

function asOutcome(reading: Reading, onlyLength: boolean): Record<string, unknown> {
  switch (reading.kind) {
    case "counts":
      return onlyLength ? { n: reading.counts.length } : { counts: reading.counts };
    case "question":
      return { question: { decimal: reading.decimal, separate: reading.separate } };
    case "odd":
      return { odd: reading.odd };
    case "too_large":
      return { too_large: reading.tooLarge };
    case "too_many":
      return { too_many: reading.n };
  }
}

test("what is no number can be left out", () => {
  assert.equal(withoutOdd("Throughput\n5\n6,7\n#N/A"), "5 6,7");
  assert.equal(withoutOdd("5,x,7"), "5 7");
});

test("the question names the mark in doubt", () => {
  assert.equal((readPaste("5,5") as { mark: string }).mark, ",");
  assert.equal((readPaste("5 1.234") as { mark: string }).mark, ".");
});
