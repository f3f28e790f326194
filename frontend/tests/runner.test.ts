import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import type { ForecastRequest, SimulationJob } from "../src/api-types.ts";
import { Refused, Unreachable } from "../src/ask.ts";
import type { Kept } from "../src/simulation/kept.ts";
import { createRunner, type Runner } from "../src/simulation/runner.ts";
import type { Simulation } from "../src/simulation/simulation.ts";

const request = {} as ForecastRequest;

interface Table {
  runner: Runner;
  sent: string[];
  shown: () => Simulation | null;
  kept: () => Kept | null;
  /** What the server answers from now on. */
  answer(answers: Partial<Answers>): void;
  pass(ms: number): Promise<void>;
}

interface Answers {
  start: () => Promise<string>;
  read: () => Promise<SimulationJob>;
  cancel: () => Promise<unknown>;
}

function setUp(context: TestContext, before: Kept | null = null): Table {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  context.after(() => mock.timers.reset());
  let answers: Answers = {
    start: async () => "job",
    read: async () => processing(0),
    cancel: async () => undefined,
  };
  const sent: string[] = [];
  let shown: Simulation | null = null;
  let kept = before;
  const runner = createRunner(
    {
      start: (_, { key }) => (sent.push(`start ${key}`), answers.start()),
      read: (jobId) => (sent.push(`read ${jobId}`), answers.read()),
      cancel: (jobId) => (sent.push(`cancel ${jobId}`), answers.cancel()),
    },
    { keep: (one) => (kept = one), kept: (digest) => (kept?.digest === digest ? kept : null) },
    (simulation) => (shown = simulation),
  );
  return {
    runner,
    sent,
    shown: () => shown,
    kept: () => kept,
    answer: (changed) => (answers = { ...answers, ...changed }),
    pass: async (ms) => (mock.timers.tick(ms), settled()),
  };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

function job(change: Partial<SimulationJob>): SimulationJob {
  return {
    job_id: "job",
    status: "processing",
    progress: 0,
    ahead: 0,
    partial: null,
    result: null,
    error: null,
    ...change,
  };
}

function processing(progress: number, ahead = 0): SimulationJob {
  const partial = progress ? { trials: progress * 1000, finished_by_week: [0, progress * 1000] } : null;
  return job({ progress, ahead, partial });
}

const completed = job({
  status: "completed",
  progress: 1,
  result: { trials: 1000, chance_by_week: [0, 0.4, 1] } as SimulationJob["result"],
});

const before: Kept = { digest: "d", key: "old", trials: 1000, seed: 1, at: 0, jobId: "job" };

test("it starts, waits its turn, runs and is done", async (context) => {
  const { runner, sent, shown, answer, pass } = setUp(context);
  answer({ read: async () => processing(0, 2) });
  runner.start(request, "d", 1000);
  assert.equal(shown()?.phase, "sending");
  await pass(0);
  assert.deepEqual([shown()?.phase, shown()?.ahead], ["waiting", 2]);
  answer({ read: async () => processing(0.5) });
  await pass(150);
  assert.deepEqual([shown()?.phase, shown()?.nSoFar], ["running", 500]);
  answer({ read: async () => completed });
  await pass(400);
  assert.deepEqual([shown()?.phase, shown()?.finishedByWeek], ["done", [0, 400, 600]]);
  const nSent = sent.length;
  await pass(60_000);
  assert.equal(sent.length, nSent);
});

test("a double click starts one job", async (context) => {
  const { runner, sent, pass } = setUp(context);
  runner.start(request, "d", 1000);
  runner.start(request, "d", 1000);
  await pass(0);
  runner.start(request, "d", 1000);
  await pass(0);
  assert.equal(sent.filter((one) => one.startsWith("start")).length, 1);
});

test("another press after the end is another simulation", async (context) => {
  const { runner, sent, answer, pass } = setUp(context);
  answer({ read: async () => completed });
  runner.start(request, "d", 1000);
  await pass(0);
  runner.start(request, "d", 1000);
  await pass(0);
  const [one, other] = sent.filter((call) => call.startsWith("start"));
  assert.notEqual(one, other);
});

test("a start that nobody answered is sent again with the same key", async (context) => {
  const { runner, sent, shown, answer, pass } = setUp(context);
  answer({ start: () => Promise.reject(new Unreachable()) });
  runner.start(request, "d", 1000);
  await pass(0);
  assert.ok(shown()?.isLost);
  answer({ start: async () => "job" });
  await pass(1_000);
  assert.equal(sent[0], sent[1]);
  assert.equal(shown()?.isLost, false);
});

test("a lost connection is said, and it goes on as soon as there is one", async (context) => {
  const { runner, shown, answer, pass } = setUp(context);
  runner.start(request, "d", 1000);
  await pass(0);
  answer({ read: () => Promise.reject(new Unreachable()) });
  await pass(150);
  assert.ok(shown()?.isLost);
  await pass(60_000);
  answer({ read: async () => completed });
  runner.retry();
  await pass(0);
  assert.equal(shown()?.phase, "done");
  assert.equal(shown()?.isLost, false);
});

test("a cancelled one ends here at once, and on the server even if that is away for a while", async (context) => {
  const { runner, sent, shown, kept, answer, pass } = setUp(context);
  runner.start(request, "d", 1000);
  await pass(0);
  answer({ cancel: () => Promise.reject(new Unreachable()) });
  runner.cancel();
  assert.equal(shown()?.phase, "cancelled");
  assert.equal(kept(), null);
  answer({ cancel: async () => undefined });
  await pass(0);
  await pass(1_000);
  await pass(60_000);
  assert.deepEqual(sent.slice(2), ["cancel job", "cancel job"]);
  assert.equal(shown()?.phase, "cancelled");
});

test("one that is cancelled before its job has a name is cancelled once it has", async (context) => {
  const { runner, sent, answer, pass } = setUp(context);
  let named: (jobId: string) => void = () => undefined;
  answer({ start: () => new Promise((resolve) => (named = resolve)) });
  runner.start(request, "d", 1000);
  runner.cancel();
  named("late");
  await pass(0);
  assert.equal(sent.at(-1), "cancel late");
});

test("after a reload the same forecast goes on with its job", async (context) => {
  const { runner, sent, shown, answer, pass } = setUp(context, before);
  answer({ read: async () => processing(0.5) });
  runner.follow(request, "d");
  await pass(0);
  assert.deepEqual(sent, ["read job"]);
  assert.deepEqual([shown()?.phase, shown()?.isResumed], ["running", true]);
});

test("after a reload in the middle of the start it is sent again with its key", async (context) => {
  const { jobId: _, ...unnamed } = before;
  const { runner, sent, pass } = setUp(context, unnamed);
  runner.follow(request, "d");
  await pass(0);
  assert.deepEqual(sent, ["start old", "read job"]);
});

test("another forecast does not go on with it", async (context) => {
  const { runner, sent, shown, pass } = setUp(context, before);
  runner.follow(request, "other");
  await pass(0);
  assert.deepEqual([sent, shown()], [[], null]);
});

test("one from before that is gone goes without a word", async (context) => {
  const { runner, shown, kept, answer, pass } = setUp(context, before);
  answer({ read: () => Promise.reject(new Refused("gone", [], 404)) });
  runner.follow(request, "d");
  await pass(0);
  assert.deepEqual([shown(), kept()], [null, null]);
});

test("a changed forecast ends what is under way, and leaves what is done", async (context) => {
  const { runner, sent, shown, answer, pass } = setUp(context);
  runner.start(request, "d", 1000);
  await pass(0);
  runner.follow(request, "other");
  assert.equal(shown(), null);
  assert.equal(sent.at(-1), "cancel job");
  answer({ read: async () => completed });
  runner.start(request, "other", 1000);
  await pass(0);
  runner.follow(request, "third");
  assert.deepEqual([shown()?.phase, shown()?.digest], ["done", "other"]);
});

test("a full queue is said in its own words, and the next press may try again", async (context) => {
  const { runner, shown, answer, pass } = setUp(context);
  answer({ start: () => Promise.reject(new Refused("200 wait already", [], 429)) });
  runner.start(request, "d", 1000);
  await pass(0);
  assert.deepEqual([shown()?.phase, shown()?.problem], ["failed", "200 wait already"]);
  answer({ start: async () => "job", read: async () => completed });
  runner.start(request, "d", 1000);
  await pass(0);
  assert.equal(shown()?.phase, "done");
});

test("a job that failed says why and is not gone on with", async (context) => {
  const { runner, shown, kept, answer, pass } = setUp(context);
  answer({ read: async () => job({ status: "failed", error: { title: "T", detail: "Too long." } }) });
  runner.start(request, "d", 1000);
  await pass(0);
  assert.deepEqual([shown()?.phase, shown()?.problem, kept()], ["failed", "Too long.", null]);
});
