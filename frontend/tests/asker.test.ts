import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import { Refused, Unreachable } from "../src/ask.ts";
import { type Asker, createAsker, PAUSE_MS, SLOW_MS } from "../src/asker.ts";

interface Pending {
  question: string;
  signal: AbortSignal;
  resolve(answer: string): void;
  reject(error: Error): void;
}

function setUp(context: TestContext): {
  asker: Asker<string>;
  sent: Pending[];
  heard: string[];
  pass(ms: number): Promise<void>;
} {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const sent: Pending[] = [];
  const heard: string[] = [];
  const asker = createAsker<string, string>(
    (question, signal) => new Promise((resolve, reject) => sent.push({ question, signal, resolve, reject })),
    {
      asking: () => undefined,
      slow: (question) => heard.push(`${question} slow`),
      answered: (question, answer) => heard.push(`${question}: ${answer}`),
      refused: (question) => heard.push(`${question} refused`),
      unreachable: (question) => heard.push(`${question} unreachable`),
    },
  );
  return { asker, sent, heard, pass: async (ms) => (mock.timers.tick(ms), settled()) };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

test("typing on asks once, after a pause", async (context) => {
  const { asker, sent, pass } = setUp(context);
  asker.want("a");
  await pass(PAUSE_MS - 1);
  asker.want("ab");
  await pass(PAUSE_MS);
  assert.deepEqual(
    sent.map(({ question }) => question),
    ["ab"],
  );
});

test("the newest answer wins, even when an older one comes later", async (context) => {
  const { asker, sent, heard, pass } = setUp(context);
  asker.want("old", 0);
  await pass(0);
  asker.want("new", 0);
  await pass(0);
  assert.ok(sent[0]!.signal.aborted);
  sent[1]!.resolve("2");
  await settled();
  sent[0]!.resolve("1");
  await settled();
  assert.deepEqual(heard, ["new: 2"]);
});

test("where nobody answers it asks again, later each time, and at once when told", async (context) => {
  const { asker, sent, heard, pass } = setUp(context);
  asker.want("q", 0);
  await pass(0);
  sent[0]!.reject(new Unreachable());
  await settled();
  await pass(1_000);
  sent[1]!.reject(new Unreachable());
  await settled();
  await pass(1_000);
  assert.equal(sent.length, 2);
  await pass(1_000);
  assert.equal(sent.length, 3);
  sent[2]!.reject(new Unreachable());
  await settled();
  asker.retry();
  await pass(0);
  sent[3]!.resolve("at last");
  await settled();
  assert.deepEqual(heard, ["q unreachable", "q unreachable", "q unreachable", "q: at last"]);
});

test("a refusal is not asked again", async (context) => {
  const { asker, sent, heard, pass } = setUp(context);
  asker.want("q", 0);
  await pass(0);
  sent[0]!.reject(new Refused("no", []));
  await settled();
  await pass(60_000);
  asker.retry();
  await pass(0);
  assert.equal(sent.length, 1);
  assert.deepEqual(heard, ["q refused"]);
});

test("what is dropped is not heard of", async (context) => {
  const { asker, sent, heard, pass } = setUp(context);
  asker.want("q", 0);
  await pass(0);
  asker.drop();
  sent[0]!.resolve("late");
  await settled();
  assert.deepEqual(heard, []);
});

test("a slow answer is told of once, and heard all the same", async (context) => {
  const { asker, sent, heard, pass } = setUp(context);
  asker.want("a", 0);
  await pass(0);
  await pass(SLOW_MS);
  await pass(SLOW_MS);
  sent[0]!.resolve("1");
  await settled();
  assert.deepEqual(heard, ["a slow", "a: 1"]);
});

test("what is answered soon, failed or was dropped is not slow", async (context) => {
  const { asker, sent, heard, pass } = setUp(context);
  asker.want("a", 0);
  await pass(0);
  sent[0]!.resolve("1");
  await settled();
  asker.want("b", 0);
  await pass(0);
  asker.want("c", 2 * SLOW_MS);
  await pass(SLOW_MS);
  assert.deepEqual(heard, ["a: 1"]);
});
