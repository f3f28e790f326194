import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { t, tn } from "../src/words.ts";
import { translate } from "../words.mjs";

test("placeholders are filled by name", () => {
  assert.equal(t("{n} of {all}", { n: 3, all: "x" }), "3 of x");
  assert.equal(t("{missing}"), "{missing}");
});

test("a plural follows its number", () => {
  assert.equal(tn("{n} week", "{n} weeks", 1), "1 week");
  assert.equal(tn("{n} week", "{n} weeks", 1200), "1,200 weeks");
});

test("the build puts a language's words into the source", () => {
  const words = { "Start over": 'Começar "de novo"', "{n} week": ["{n} semana", "{n} semanas"] };
  assert.equal(
    translate('a(t("Start over"), at("Start over"))', words),
    'a(t("Começar \\"de novo\\""), at("Start over"))',
  );
  assert.equal(translate('tn("{n} week", "{n} weeks", n)', words), 'tn("{n} semana", "{n} semanas", n)');
  assert.equal(
    translate('t("Unknown") + tn("{n} x", "{n} xs", 2)', words),
    't("Unknown") + tn("{n} x", "{n} xs", 2)',
  );
});

test("every message is a literal, so that it can be found and translated", () => {
  const folder = join(process.cwd(), "src");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  for (const name of names.filter((name) => name !== "words.ts")) {
    const source = readFileSync(join(folder, name), "utf8");
    assert.doesNotMatch(source, /\btn?\((?!\s*")/, `${name} says something that is no literal`);
  }
});
