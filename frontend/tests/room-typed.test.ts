import assert from "node:assert/strict";
import { test } from "node:test";
import { readNumber } from "../src/room/typed.ts";

const read: [text: string, number: number | null][] = [
  ["12", 12],
  ["4,5", 4.5],
  ["4.5", 4.5],
  ["0,5", 0.5],
  ["5.500", 5_500],
  ["5,500", 5_500],
  ["5.500,00", 5_500],
  ["R$ 5.500,50", 5_500.5],
  ["$5,500.50", 5_500.5],
  ["1 234 567", 1_234_567],
  ["1.234.567,8", 1_234_567.8],
  ["0.500", 0.5],
  ["", null],
  ["abc", null],
  ["5,5,5", null],
  ["1.23,4.5", null],
  ["-3", null],
];

for (const [text, number] of read) {
  test(`“${text}” is read as ${number}`, () => assert.equal(readNumber(text), number));
}
