import assert from "node:assert/strict";
import { test } from "node:test";
import { fileNameOf } from "../src/charts/picture.ts";

test("a picture's file is called by what it shows, in letters that every system takes", () => {
  assert.equal(fileNameOf("The week it gets done", "2026-11-23", "png"), "the-week-it-gets-done-2026-11-23.png");
  assert.equal(fileNameOf("Itens concluídos", "2026-11-23", "svg"), "itens-concluidos-2026-11-23.svg");
  assert.equal(fileNameOf("../a: b?", "2026-11-23", "svg"), "a-b-2026-11-23.svg");
  assert.equal(fileNameOf("…", "2026-11-23", "png"), "chart-2026-11-23.png");
});
