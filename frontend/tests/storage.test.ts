import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDraft } from "../src/draft.ts";
import { storedFrom } from "../src/state/storage.ts";
import { full } from "./draft.ts";

test("a stored draft comes back", () => {
  const stored = { draft: full, link: "#i=5" };
  assert.deepEqual(storedFrom(JSON.stringify(stored)), stored);
});

test("a draft of another version keeps what fits", () => {
  const stored = { draft: { items: "5", risks: "x", size: 3, gone: true }, link: "" };
  assert.deepEqual(storedFrom(JSON.stringify(stored)), { draft: { ...emptyDraft, items: "5" }, link: "" });
});

test("what is no stored draft is nothing", () => {
  for (const json of [null, "3", "{}", '{"draft": 1, "link": ""}']) assert.equal(storedFrom(json), null);
});
