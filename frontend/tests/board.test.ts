import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomSetup } from "../src/api-types.ts";
import type { Field } from "../src/room/fields.ts";
import { takenFrom } from "../src/room/board/arrive.ts";
import { groupNumbers, keyNumbers, weeksText, weeksWithRisks } from "../src/room/board/board-numbers.ts";
import { groupStates } from "../src/room/board/group-state.ts";
import { axisOf, dotsOf, guessOf, medianOf } from "../src/room/board/guesses.ts";
import { isOnlyHere, linksOf, shortLink } from "../src/room/board/links.ts";
import { newestPush, pushes, pushing, withdrawing } from "../src/room/board/pushes.ts";
import { Said } from "../src/room/board/said.ts";
import { countVotes, pollOf } from "../src/room/board/votes.ts";
import { wifiText } from "../src/room/board/wifi.ts";
import { travelCode } from "../src/room/travel.ts";

// The facilitator's demo of the workshop, whose numbers were worked out by hand.
const demo = {
  title: "The fintech's cloud",
  unit: "tasks",
  team_size: 8,
  cost_per_person_week: 6000,
  backlog: 120,
  deadline_weeks: 20,
  throughput_weekly: [8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10],
  risks: [
    { name: "Security approval slips", probability: 0.4, impact: { low: 8, mode: 12, high: 20 } },
    { name: "The bank's API depends on others", probability: 0.3, impact: { low: 5, mode: 8, high: 15 } },
    { name: "Requirements change", probability: 0.6, impact: { low: 3, mode: 5, high: 10 } },
  ],
};
const setup: RoomSetup = {
  title: "Workshop",
  language: "en",
  start: "2026-11-23",
  cases: [demo],
  groups: [
    { number: 1, name: "Group 1", case: 0 },
    { number: 2, name: "Group 2", case: 0 },
  ],
};
const NOW = 1_800_000_000_000;

function said(...fields: [scope: string, name: string, value: unknown, clock?: number][]): Said {
  return new Said(
    fields.map(
      ([scope, name, value, clock = NOW]): Field => ({ scope, name, value, clock, device: "0".repeat(16) }),
    ),
  );
}

test("the answer key of the demo is the published one", () => {
  const key = keyNumbers(demo, setup);
  assert.equal(weeksText(key.withoutRisks), "15 / 16 / 16");
  assert.equal(weeksWithRisks(key), "17 / 18 / 19");
  assert.ok(Math.abs(key.chance! - 0.997) < 0.0005);
  assert.equal(key.cost, 864_000);
  assert.equal(key.verdict, "go");
});

test("a group's numbers count the risks that it switched on", () => {
  assert.equal(groupNumbers(demo, {}, setup).p85!.weeks, 16);
  assert.ok(groupNumbers(demo, { "risk.0": true }, setup).p85!.weeks! > 16);
});

test("a group is stuck after three minutes without a change, and not when it is done", () => {
  const fields = said(["g1", "step", 2, NOW - 180_000], ["g2", "step", 5, NOW - 600_000], ["g2", "done", true, NOW - 600_000]);
  const [first, second] = groupStates(setup, fields, [], NOW, NOW - 900_000);
  assert.equal(first!.isStuck, true);
  assert.equal(second!.isStuck, false);
  assert.equal(groupStates(setup, fields, [], NOW - 1, NOW - 900_000)[0]!.isStuck, false);
});

test("a group in which nobody ever was is not stuck", () => {
  assert.equal(groupStates(setup, said(), [], NOW, NOW - 900_000)[1]!.isStuck, false);
  const here = [{ device: "a", scope: "g2", nickname: "", seen_s: 3 }];
  assert.equal(groupStates(setup, said(), here, NOW, NOW - 900_000)[1]!.isStuck, true);
});

test("nobody is stuck before the work began, nor three minutes after it did", () => {
  const fields = said(["g1", "step", 1, NOW - 900_000]);
  assert.equal(groupStates(setup, fields, [], NOW, null)[0]!.isStuck, false);
  assert.equal(groupStates(setup, fields, [], NOW, NOW - 60_000)[0]!.isStuck, false);
});

test("devices that were not heard of for a while are not counted", () => {
  const devices = [10, 300].map((seen_s, n) => ({ device: `${n}`, scope: "g1", nickname: "", seen_s }));
  assert.equal(groupStates(setup, said(), devices, NOW, null)[0]!.nDevices, 1);
});

test("whatever a field holds, a group has a state", () => {
  const odd = said(
    ["g1", "step", "five"],
    ["g1", "decision", "maybe"],
    ["g1", "reason", { a: 1 }],
    ["g1", "guess.x", { weeks: -3 }],
    ["g1", "guess.y", null],
  );
  const [group] = groupStates(setup, odd, [], NOW, null);
  assert.deepEqual([group!.step, group!.decision, group!.reason, group!.guesses], [0, null, "", []]);
});

test("dots of one week stand on each other", () => {
  assert.deepEqual(dotsOf([12, 9.6, 12, 10]), [
    { weeks: 10, level: 0 },
    { weeks: 10, level: 1 },
    { weeks: 12, level: 0 },
    { weeks: 12, level: 1 },
  ]);
});

test("one who guesses ten years doesn't squeeze the others", () => {
  assert.deepEqual(axisOf([10, 12, 14, 520]), [8, 44]);
  assert.deepEqual(axisOf([]), [0, 20]);
});

test("a guess is a number of weeks within ten years", () => {
  assert.deepEqual([{ weeks: 12 }, { weeks: 0 }, { weeks: 523 }, { weeks: "12" }, null, 12].map(guessOf), [12, null, null, null, null, null]);
  assert.equal(medianOf([9, 30, 12]), 12);
  assert.equal(medianOf([9, 12]), 10.5);
  assert.equal(medianOf([]), null);
});

test("a vote is a place, an answer's text or neither", () => {
  const poll = pollOf({ question: "Why?", options: ["a", "b"] })!;
  const votes = said(["g1", "poll.1", 1], ["g1", "poll.2", "a"], ["g2", "poll.3", 9], ["g2", "poll.4", { option: 1 }]);
  assert.deepEqual(countVotes(poll, setup, votes), [1, 2]);
  assert.equal(pollOf({ question: 3 }), null);
});

test("what went to everybody last is on the board, for a while", () => {
  const all = pushing("hint", "  Look ", [], NOW - 2_000);
  const one = pushing("challenge", "What now?", [2], NOW - 1_000);
  const fields = said([all.scope, all.name, all.value], [one.scope, one.name, one.value]);
  assert.deepEqual(pushes(fields).map(({ kind, to, text }) => [kind, to, text]), [["hint", [], "Look"], ["challenge", [2], "What now?"]]);
  assert.equal(newestPush(fields, NOW)!.text, "Look");
  assert.equal(newestPush(fields, NOW + 100_000), null);
});

test("what was taken back is gone", () => {
  const sent = pushing("hint", "Look", [], NOW);
  const [push] = pushes(said([sent.scope, sent.name, sent.value]));
  const back = withdrawing(push!);
  assert.equal(back.name, sent.name);
  assert.deepEqual(pushes(said([back.scope, back.name, back.value])), []);
});

test("a result that travelled by code is what the group had", () => {
  const values = { "risk.0": true, "risk.1": false, "risk.2": true, decision: "adjust", done: true, items: 90 };
  const taken = takenFrom(travelCode("K7M2PQ", 2, demo, values).toLowerCase(), "K7M2PQ", setup)!;
  assert.equal(taken.groupName, "Group 2");
  const fields = Object.fromEntries(taken.changes.map(({ name, value }) => [name, value]));
  assert.ok(taken.changes.every(({ scope }) => scope === "g2"));
  assert.deepEqual({ ...values, ...fields }, fields);
});

test("a mistyped code and another room's are refused", () => {
  const code = travelCode("K7M2PQ", 1, demo, {});
  const wrong = code.startsWith("2") ? `3${code.slice(1)}` : `2${code.slice(1)}`;
  assert.equal(takenFrom(wrong, "K7M2PQ", setup), null);
  assert.equal(takenFrom(code, "ABCDEF", setup), null);
});

test("signs that mean something in a network's QR code are escaped", () => {
  assert.equal(wifiText('Sala; "1"', "a:b\\c"), 'WIFI:T:WPA;S:Sala\\; \\"1\\";P:a\\:b\\\\c;;');
  assert.equal(wifiText("Open", ""), "WIFI:T:nopass;S:Open;;");
});

test("the facilitator's key stands after the # of a link", () => {
  const links = linksOf("http://192.168.0.7:8080/", "K7M2PQ", "s3cret");
  assert.equal(links.lead, "http://192.168.0.7:8080/r/K7M2PQ/lead#s3cret");
  assert.equal(links.group(3), "http://192.168.0.7:8080/r/K7M2PQ/g3");
  assert.equal(shortLink(links.join), "192.168.0.7:8080/r/K7M2PQ");
});

test("an address that only this computer knows is told from others", () => {
  for (const address of ["http://localhost:8080", "http://127.0.0.1", "http://[::1]:80"]) assert.ok(isOnlyHere(address), address);
  for (const address of ["http://192.168.0.7:8080", "https://flow.example.org"]) assert.ok(!isOnlyHere(address), address);
});

test("what a group changed is told beside its numbers", () => {
  const all = { "risk.0": true, "risk.1": true, "risk.2": true };
  assert.deepEqual(groupNumbers(demo, all, setup).changes, []);
  assert.deepEqual(groupNumbers(demo, { ...all, deadline_weeks: 1 }, setup).changes, ["deadline 1 week"]);
  const changed = groupNumbers(demo, { ...all, items: 100, people: 8.5, deadline_weeks: 24, "risk.1": false, history: "8 9" }, setup);
  assert.equal(changed.deadlineWeeks, 24);
  assert.deepEqual(changed.changes, [
    "a history of its own",
    "scope 100",
    "people 8.5",
    "deadline 24 weeks",
    "without “The bank's API depends on others”",
  ]);
});
