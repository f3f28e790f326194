import assert from "node:assert/strict";
import { test } from "node:test";
import { type CaseDraft, emptyCase, impactText, numberOf, problemsByCase, readCase } from "../src/room/board/own-case.ts";
import { likely } from "../src/room/board/reach.ts";
import { setupOf } from "../src/room/board/room-setup.ts";

const filled: CaseDraft = {
  title: " Cloud ",
  story: "",
  unit: "tasks",
  team_size: "4,5",
  cost_per_person_week: "12 500",
  backlog: "80",
  deadline_weeks: "15",
  throughput_weekly: "5, 6; 8 5",
  currency: "",
  saving_per_month: "",
  risks: [{ name: "Tests fail", probability: "40 %", low: "8", mode: "12", high: "20" }],
};

test("a case that was typed is a case, whatever the decimal sign", () => {
  assert.deepEqual(readCase(filled, "BRL"), {
    kind: "case",
    value: {
      title: "Cloud",
      story: "",
      unit: "tasks",
      team_size: 4.5,
      cost_per_person_week: 12_500,
      currency: "BRL",
      backlog: 80,
      deadline_weeks: 15,
      throughput_weekly: [5, 6, 8, 5],
      risks: [{ name: "Tests fail", probability: 0.4, impact: { low: 8, mode: 12, high: 20 } }],
    },
  });
});

test("an empty case says what it needs; a cost may be left out", () => {
  const read = readCase(emptyCase, "BRL");
  assert.deepEqual(read.kind === "problems" && Object.keys(read.problems).sort(), ["backlog", "deadline_weeks", "team_size", "throughput_weekly", "title", "unit"]);
});

test("a risk whose items fall is told; a row that was left empty is not", () => {
  const empty = { name: "", probability: "", low: "", mode: "", high: "" };
  const falling = { name: "R", probability: "10", low: "9", mode: "5", high: "20" };
  const read = readCase({ ...filled, risks: [empty, falling] }, "BRL");
  assert.deepEqual(read.kind === "problems" && Object.keys(read.problems), ["risks.0.impact"]);
  assert.equal(readCase({ ...filled, risks: [empty] }, "BRL").kind, "case");
});

test("weeks in which nothing was ever finished are no history", () => {
  const read = readCase({ ...filled, throughput_weekly: "0 0 0" }, "BRL");
  assert.deepEqual(read.kind === "problems" && Object.keys(read.problems), ["throughput_weekly"]);
});

test("a risk says what it comes to, and asks whether it was meant in weeks", () => {
  const risk = { name: "Tests fail", probability: "30", low: "6", mode: "9", high: "12" };
  assert.equal(impactText(risk, "5 6 7"), "When it happens, about 1.5 weeks more at this pace.");
  assert.match(impactText({ ...risk, low: "1", mode: "1", high: "2" }, "5 6 7"), /^Is this in weeks\?/);
  assert.equal(impactText(risk, ""), "");
  assert.equal(impactText({ ...risk, high: "" }, "5 6 7"), "");
});

test("numbers are read as people write them", () => {
  const read = (isCommaDecimal: boolean) =>
    ["5.5", "5,5", "R$ 120 000", "12.500", "12,500", "1.200,50", "x", ""].map((text) => numberOf(text, isCommaDecimal));
  assert.deepEqual(read(true), [5.5, 5.5, 120_000, 12_500, 12.5, 1200.5, null, null]);
  assert.deepEqual(read(false), [5.5, 5.5, 120_000, 12.5, 12_500, null, null, null]);
});

test("groups share the cases in turn, and a network without a name is none", () => {
  const read = readCase(filled, "BRL");
  const cases = read.kind === "case" ? [read.value, read.value] : [];
  const times = { work_minutes: 20, present_seconds: 60 };
  const choices = { title: "", language: "en", cases, groups: 3, ...times, pace_model: "resample" } as const;
  const setup = setupOf({ ...choices, wifi_name: " ", wifi_password: "x" }, "2026-11-23");
  assert.deepEqual(setup.groups.map((group) => [group.number, group.name, group.case]), [[1, "Group 1", 0], [2, "Group 2", 1], [3, "Group 3", 0]]);
  assert.equal(setup.wifi, null);
  assert.equal(setup.title, "Forecasting workshop");
});

test("a currency and the worth of a month are taken as typed", () => {
  const read = readCase({ ...filled, currency: " eur ", saving_per_month: "12 000" }, "BRL");
  assert.ok(read.kind === "case" && read.value.currency === "EUR" && read.value.saving_per_month === 12_000);
  const wrong = readCase({ ...filled, currency: "R$" }, "BRL");
  assert.deepEqual(wrong.kind === "problems" && Object.keys(wrong.problems), ["currency"]);
});

test("what the server finds wrong goes to the case and the field", () => {
  const wrong = [{ field: "cases.1.backlog", message: "b" }, { field: "cases.0.risks.2.impact.low", message: "r" }, { field: "title", message: "t" }];
  assert.deepEqual(problemsByCase(wrong), [{ "risks.2.impact": "r" }, { backlog: "b" }]);
});

test("phones go to the address that somebody said, else to one that they can open", () => {
  const lan = "http://192.168.0.7:8080";
  const reach = { address: "", nearby: [lan] };
  assert.equal(likely(reach, "http://localhost:8080"), lan);
  assert.equal(likely(reach, "http://10.0.0.2:8080"), "http://10.0.0.2:8080");
  assert.equal(likely({ ...reach, nearby: [] }, "http://localhost:8080"), "http://localhost:8080");
  assert.equal(likely({ ...reach, address: "https://x.org" }, "http://localhost:8080"), "https://x.org");
});
