import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chanceText,
  dateText,
  moneyText,
  numberText,
  percentText,
  todayText,
  weekEnd,
} from "../src/format.ts";

test("nothing is 100 % nor 0 % sure", () => {
  assert.equal(percentText(1), "> 99%");
  assert.equal(percentText(0.995), "> 99%");
  assert.equal(percentText(0.9949), "99%");
  assert.equal(percentText(0.005), "1%");
  assert.equal(percentText(0.0049), "< 1%");
  assert.equal(percentText(0), "< 1%");
});

test("rounding does not lift a chance over a threshold", () => {
  assert.equal(chanceText(0.8499, [0.85, 0.5]), "84.9%");
  assert.equal(chanceText(0.846, [0.85, 0.5]), "84.6%");
  assert.equal(chanceText(0.85, [0.85, 0.5]), "85%");
  assert.equal(chanceText(0.7, [0.85, 0.5]), "70%");
});

test("dates don't slip by the time zone", () => {
  assert.equal(dateText("2027-03-08"), "March 8, 2027");
});

test("numbers and money are the page's language's", () => {
  assert.equal(numberText(1234.56), "1,234.6");
  assert.equal(moneyText(412500, "BRL"), "R$412,500");
});

test("week w ends 7 w days after the start", () => {
  assert.equal(weekEnd("2026-11-23", 15), "2027-03-08");
  assert.equal(weekEnd("2026-11-23", 0), "2026-11-23");
});

test("today is the reader's day", () => {
  const now = new Date(2026, 10, 23, 23, 30);
  assert.equal(todayText(now), "2026-11-23");
});
