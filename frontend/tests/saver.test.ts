import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProjectContent } from "../src/api-types.ts";
import { Unreachable } from "../src/ask.ts";
import type { NewForecast, Shelf } from "../src/save/ask-projects.ts";
import { nameOf } from "../src/save/name.ts";
import { newKey } from "../src/save/key.ts";
import { createSaver } from "../src/save/saver.ts";

const request = { history: { counts: [5, 6, 8] }, scope: { items: 80 }, team: { size: 4 } };
const forecast: NewForecast = { name: "80 items", note: "", request };

interface Fake extends Shelf {
  nLost: number;
  projectsKept: (ProjectContent & { id: string })[];
  forecastsKept: Map<string, unknown>;
}

/** A server that keeps what it is sent, and whose answers are lost as often as it is told. */
function createShelf(): Fake {
  const answer = (id: string): { id: string } => {
    if (fake.nLost-- > 0) throw new Unreachable();
    return { id };
  };
  const fake: Fake = {
    nLost: 0,
    projectsKept: [],
    forecastsKept: new Map<string, unknown>(),
    projects: async () => fake.projectsKept,
    async createProject(project) {
      const id = `project ${fake.projectsKept.length}`;
      fake.projectsKept.push({ ...project, id });
      return answer(id);
    },
    async saveForecast(projectId, wanted, key) {
      fake.forecastsKept.set(key, { projectId, wanted });
      return answer(`forecast of ${key}`);
    },
  };
  return fake;
}

function counter(): () => string {
  let n = 0;
  return () => `key ${n++}`;
}

test("a forecast goes to the project that is there", async () => {
  const shelf = createShelf();
  const saved = await createSaver(shelf, counter()).save({ id: "p" }, forecast);
  assert.deepEqual(saved, { projectId: "p", forecastId: "forecast of key 0" });
  assert.deepEqual([...shelf.forecastsKept.values()], [{ projectId: "p", wanted: forecast }]);
});

test("a new project is made of what the forecast was asked with, without its question", async () => {
  const shelf = createShelf();
  const saved = await createSaver(shelf, counter()).save({ name: "Portal" }, forecast);
  assert.equal(saved.projectId, "project 0");
  assert.deepEqual(shelf.projectsKept, [
    { id: "project 0", name: "Portal", history: request.history, team: request.team },
  ]);
});

test("what was lost on the way back is asked again and kept once", async () => {
  for (const nLost of [1, 2, 3]) {
    const shelf = createShelf();
    shelf.nLost = nLost;
    const saver = createSaver(shelf, counter());
    // The first answer that is lost is the project's: the list says that it was made.
    for (let n = 0; n < nLost; n++)
      await assert.rejects(saver.save({ name: "Portal" }, forecast), Unreachable);
    await saver.save({ name: "Portal" }, forecast);
    assert.deepEqual([shelf.projectsKept.length, shelf.forecastsKept.size], [1, 1]);
  }
});

test("a project that was made is not made again for the forecast that failed", async () => {
  const shelf = createShelf();
  const saver = createSaver(shelf, counter());
  const { saveForecast } = shelf;
  shelf.saveForecast = () => Promise.reject(new Unreachable());
  await assert.rejects(saver.save({ name: "Portal" }, forecast), Unreachable);
  shelf.saveForecast = saveForecast;
  await saver.save({ name: "Portal" }, { ...forecast, name: "another name" });
  assert.equal(shelf.projectsKept.length, 1);
});

test("a new project may have the name of one that is there", async () => {
  const shelf = createShelf();
  shelf.projectsKept = [{ id: "older", name: "Portal", history: request.history }];
  const saved = await createSaver(shelf, counter()).save({ name: "Portal" }, forecast);
  assert.notEqual(saved.projectId, "older");
});

test("another forecast, name or project is another saving", async () => {
  const shelf = createShelf();
  const saver = createSaver(shelf, counter());
  await saver.save({ id: "p" }, forecast);
  await saver.save({ id: "p" }, { ...forecast, name: "again" });
  await saver.save({ id: "q" }, { ...forecast, name: "again" });
  assert.equal(shelf.forecastsKept.size, 3);
});

test("a key is long, and never the same", () => {
  assert.match(newKey(), /^[0-9a-f]{32}$/);
  assert.notEqual(newKey(), newKey());
});

test("a forecast is called by its question", () => {
  const start = "2026-11-23";
  const history = { counts: [5] };
  const named = [
    nameOf({ history, scope: { items: 120 }, deadline: { date: "2027-03-08" } }, start),
    nameOf({ history, scope: { items: 1 }, deadline: { weeks: 15 } }, start),
    nameOf({ history, scope: { low: 70, high: 1090 } }, start),
    nameOf({ history, deadline: { date: "2027-03-08" } }, start),
  ];
  assert.deepEqual(named, [
    "120 items by Mar 8, 2027",
    "1 item by Mar 8, 2027",
    "70 to 1,090 items from Nov 23, 2026",
    "How many items by Mar 8, 2027",
  ]);
});
