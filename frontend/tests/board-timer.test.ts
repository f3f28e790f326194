import assert from "node:assert/strict";
import { test } from "node:test";
import { callAt, clockText, extended, secondsLeft, started, timerOf, toggled } from "../src/room/board/timer.ts";

const NOW = 1_800_000_000_000;

test("a timer that was paused goes on from where it stood", () => {
  const paused = toggled(started(1500, NOW), NOW + 60_000);
  assert.deepEqual(paused, { left_s: 1440, total_s: 1500 });
  assert.equal(secondsLeft(paused, NOW + 999_000), 1440);
  const running = toggled(paused, NOW + 999_000);
  assert.equal(secondsLeft(running, NOW + 999_000 + 40_000), 1400);
});

test("a minute more is a minute more, running or not", () => {
  const timer = started(600, NOW);
  assert.equal(secondsLeft(extended(timer, 60, NOW + 30_000), NOW + 30_000), 630);
  assert.equal(secondsLeft(extended(toggled(timer, NOW), -60, NOW), NOW), 540);
});

test("a timer that is over starts again from now", () => {
  const over = started(10, NOW);
  assert.equal(secondsLeft(over, NOW + 60_000), 0);
  assert.equal(secondsLeft(extended(over, 60, NOW + 60_000), NOW + 60_000), 60);
});

test("the room is told at 20, 10, 5 and 2 minutes, for some seconds", () => {
  const timer = started(1500, NOW);
  const at = (left_s: number): number | null => callAt(timer, NOW + (1500 - left_s) * 1000);
  assert.deepEqual([1201, 1200, 1189, 1188, 600, 300, 120, 119, 1].map(at), [null, 20, 20, null, 10, 5, 2, 2, null]);
});

test("nobody is told of the time that was just given, nor while the clock stands", () => {
  assert.equal(callAt(started(1200, NOW), NOW), null);
  assert.equal(callAt({ left_s: 600, total_s: 1500 }, NOW), null);
});

test("a field that is no timer is none", () => {
  for (const value of [null, 3, "x", {}, { total_s: 3 }, { left_s: 3 }]) assert.equal(timerOf(value), null);
  assert.deepEqual(timerOf({ left_s: 3, total_s: 4 }), { left_s: 3, total_s: 4 });
});

test("seconds have two digits", () => {
  assert.deepEqual([0, 9, 65, 1500].map(clockText), ["0:00", "0:09", "1:05", "25:00"]);
});
