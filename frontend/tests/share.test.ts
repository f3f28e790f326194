import assert from "node:assert/strict";
import { test } from "node:test";
import { fullLink } from "../src/share/copy.ts";

test("a path is completed with the address that the page came from", () => {
  assert.equal(fullLink("/s/abc", "http://10.0.0.5:8080"), "http://10.0.0.5:8080/s/abc");
});

test("a full link stays as it is", () => {
  assert.equal(fullLink("https://forecast.example.org/s/abc", "http://x"), "https://forecast.example.org/s/abc");
});
