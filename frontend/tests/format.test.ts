import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compactMoneyText,
  dateText,
  moneyText,
  numberText,
  percentText,
  todayText,
  weekEnd,
} from "../src/format.ts";

test("nothing is 100 % nor 0 % sure", () => {
  assert.equal(percentText(1), "> 99%");
  assert.equal(percentText(0.9901), "> 99%");
  assert.equal(percentText(0.99), "99%");
  assert.equal(percentText(0.8499), "84%");
  assert.equal(percentText(0.29), "29%");
  assert.equal(percentText(0.01), "1%");
  assert.equal(percentText(0.0099), "< 1%");
  assert.equal(percentText(0), "< 1%");
});

test("dates don't slip by the time zone", () => {
  assert.equal(dateText("2027-03-08"), "March 8, 2027");
});

test("numbers and money are the page's language's", () => {
  assert.equal(numberText(1234.56), "1,234.6");
  assert.equal(moneyText(412500, "BRL"), "R$412,500");
  const amounts = [950, 5_500, 412_500, 1_248_000, 12_480_000];
  assert.deepEqual(
    amounts.map((amount) => compactMoneyText(amount, "BRL")),
    ["R$950", "R$5.5K", "R$413K", "R$1.25M", "R$12.5M"],
  );
});

test("week w ends 7 w days after the start", () => {
  assert.equal(weekEnd("2026-11-23", 15), "2027-03-08");
  assert.equal(weekEnd("2026-11-23", 0), "2026-11-23");
});

test("today is the reader's day", () => {
  const now = new Date(2026, 10, 23, 23, 30);
  assert.equal(todayText(now), "2026-11-23");
});
