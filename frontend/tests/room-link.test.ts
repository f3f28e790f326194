// A device and its room: a server in memory, and a clock that goes when somebody waits.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Reply, Said } from "../src/room/exchange.ts";
import { type Field, isNewer, keyOf, valueOf } from "../src/room/fields.ts";
import { type Clock, createLink, type Link, type LinkOptions } from "../src/room/link.ts";

class Server {
  fields = new Map<string, Field & { version: number }>();
  version = 0;
  isDown = false;
  isFrozen = false;
  nStored = 0;
  refuses = "";
  said: Said[] = [];
  now = 1_000_000;
  private wakers: (() => void)[] = [];

  exchange = async (said: Said): Promise<Reply> => {
    await turn();
    this.said.push(said);
    if (this.isDown) return { kind: "failed", retryAfterMs: 0 };
    if (said.changes.length && this.isFrozen) return { kind: "frozen" };
    if (said.changes.some(({ name }) => name === this.refuses)) return { kind: "refused", status: 422 };
    for (const change of said.changes) this.store({ ...change, device: said.device });
    if (said.wait_s && said.since === this.version) await new Promise<void>((done) => this.wakers.push(done));
    if (this.isDown) return { kind: "failed", retryAfterMs: 0 };
    const sent = new Set(said.changes.map(({ scope, name }) => keyOf(scope, name)));
    const fields = [...this.fields.values()].filter(
      (field) => field.version > said.since || sent.has(keyOf(field.scope, field.name)),
    );
    if (!fields.length && said.since === this.version) return { kind: "nothing", retryAfterMs: 0 };
    return { kind: "heard", heard: { version: this.version, now_ms: this.now, fields } };
  };

  store(field: Field): void {
    const key = keyOf(field.scope, field.name);
    const found = this.fields.get(key);
    if (found && !isNewer(field, found)) return;
    this.nStored++;
    this.fields.set(key, { ...field, version: ++this.version });
    this.wake();
  }

  wake(): void {
    for (const done of this.wakers.splice(0)) done();
  }

  value(name: string): unknown {
    return this.fields.get(keyOf("g1", name))?.value;
  }
}

const turn = () => new Promise<void>((done) => setImmediate(done));

/** Sleeps take one turn of the event loop, unless they would last for ever. */
function clockOf(sleeps: number[]): Clock {
  let now = 0;
  return {
    now: () => now,
    random: () => 1,
    sleep: (ms, wake) =>
      new Promise((done) => {
        if (wake.aborted) return done();
        wake.addEventListener("abort", () => done());
        if (!Number.isFinite(ms)) return;
        sleeps.push(ms);
        setImmediate(() => {
          now += ms;
          done();
        });
      }),
  };
}

async function settle(isDone: () => boolean, what: string): Promise<void> {
  for (let n = 0; n < 2_000; n++) {
    if (isDone()) return;
    await turn();
  }
  assert.fail(what);
}

let server: Server;
let sleeps: number[];
let nRooms = 0;
let code: string;
const stored = new Map<string, string>();
const links: Link[] = [];

beforeEach(() => {
  for (const link of links.splice(0)) link.stop();
  server = new Server();
  sleeps = [];
  code = `ROOM${nRooms++}`;
  (globalThis as Record<string, unknown>)["localStorage"] = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => void stored.set(key, text),
  };
});

function device(name: string, options: Partial<LinkOptions> = {}): Link {
  const link = createLink({
    code: `${code}${name}`,
    see: "g1",
    device: name,
    exchange: server.exchange,
    changed: () => {},
    clock: clockOf(sleeps),
    ...options,
  });
  links.push(link);
  link.start();
  return link;
}

const seen = (link: Link, name: string) => valueOf(link.state.known, "g1", name);

test("what one says the other hears", async () => {
  const [ana, bia] = [device("a"), device("b")];
  ana.say("g1", "items", 70);
  await settle(() => seen(bia, "items") === 70, "never heard");
  assert.equal(bia.state.status, "live");
  await settle(() => ana.state.nUnsent === 0, "never acknowledged");
});

test("what is typed in one go is sent together, and once", async () => {
  const ana = device("a");
  await settle(() => ana.state.status === "live", "no link");
  for (const items of [7, 70, 701]) ana.say("g1", "items", items);
  ana.say("g1", "people", 6);
  await settle(() => ana.state.nUnsent === 0, "never acknowledged");
  assert.deepEqual([server.value("items"), server.value("people"), server.nStored], [701, 6, 2]);
});

test("saying the same again sends nothing", async () => {
  const ana = device("a");
  ana.say("g1", "items", 70);
  await settle(() => ana.state.nUnsent === 0, "never acknowledged");
  ana.say("g1", "items", 70);
  assert.equal(ana.state.nUnsent, 0);
});

test("without a server everything is kept, and sent once when it is back", async () => {
  server.isDown = true;
  const ana = device("a");
  ana.say("g1", "items", 70);
  ana.say("g1", "people", 6);
  await settle(() => ana.state.status === "offline", "never noticed");
  assert.equal(ana.state.nUnsent, 2);
  assert.equal(seen(ana, "items"), 70);
  server.isDown = false;
  await settle(() => ana.state.nUnsent === 0 && ana.state.status === "live", "never sent");
  assert.deepEqual([server.value("items"), server.nStored], [70, 2]);
});

test("it waits longer after each failure, up to twenty seconds", async () => {
  server.isDown = true;
  device("a");
  await settle(() => sleeps.length >= 7, "gave up");
  assert.deepEqual(sleeps.slice(0, 7), [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
});

test("what a closed page could not send, the next one sends", async () => {
  server.isDown = true;
  const first = device("a");
  first.say("g1", "items", 70);
  first.stop();
  server.isDown = false;
  const next = device("a");
  assert.equal(seen(next, "items"), 70);
  await settle(() => server.value("items") === 70, "never sent");
});

test("it works where the browser refuses to store", async () => {
  (globalThis as Record<string, unknown>)["localStorage"] = {
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("forbidden");
    },
  };
  const ana = device("a");
  ana.say("g1", "items", 70);
  await settle(() => server.value("items") === 70, "never sent");
});

test("a frozen room gets it when it is lifted", async () => {
  server.isFrozen = true;
  server.store({ scope: "room", name: "frozen", value: true, clock: 1, device: "lead" });
  const ana = device("a");
  ana.say("g1", "items", 70);
  await settle(() => server.said.some(({ changes }) => changes.length > 0), "never tried");
  assert.equal(ana.state.nUnsent, 1);
  server.isFrozen = false;
  server.store({ scope: "room", name: "frozen", value: false, clock: 2, device: "lead" });
  await settle(() => ana.state.nUnsent === 0, "never sent");
  assert.equal(server.value("items"), 70);
});

test("one field that is refused does not hold the others back", async () => {
  server.refuses = "silly";
  const ana = device("a");
  ana.say("g1", "silly", 1);
  ana.say("g1", "items", 70);
  await settle(() => ana.state.nUnsent === 0, "never settled");
  assert.equal(server.value("items"), 70);
});

test("a server that lost what it knew is filled again", async () => {
  const [ana, bia] = [device("a"), device("b")];
  ana.say("g1", "items", 70);
  bia.say("g1", "people", 6);
  await settle(() => seen(ana, "people") === 6 && seen(bia, "items") === 70, "never met");
  ana.stop();
  server.fields.clear();
  server.version = 0;
  server.wake();
  await settle(() => server.value("items") === 70 && server.value("people") === 6, "never filled");
});

test("two who wrote offline agree on the later", async () => {
  const [ana, bia] = [device("a"), device("b")];
  await settle(() => ana.state.status === "live" && bia.state.status === "live", "no link");
  server.isDown = true;
  ana.say("g1", "items", 60);
  server.now += 50_000;
  bia.say("g1", "items", 61);
  bia.say("g1", "items", 62);
  server.isDown = false;
  await settle(() => ana.state.nUnsent + bia.state.nUnsent === 0, "never sent");
  await settle(() => seen(ana, "items") === seen(bia, "items"), "never agreed");
  assert.equal(seen(ana, "items"), 62);
  assert.equal(server.value("items"), 62);
});

test("what a code carried gives way to what the group said itself", async () => {
  const [ana, lead] = [device("a"), device("f", { see: "all" })];
  ana.say("g1", "items", 60);
  await settle(() => seen(lead, "items") === 60, "never heard");
  server.isDown = true;
  ana.say("g1", "items", 61);
  const known = lead.state.known.get(keyOf("g1", "items"))!.clock;
  lead.carry("g1", "items", 61, known + 1);
  lead.carry("g1", "reason", "Only the beg", 1);
  assert.deepEqual([seen(lead, "items"), seen(lead, "reason")], [61, "Only the beg"]);
  ana.say("g1", "items", 62);
  ana.say("g1", "reason", "Only the beginning was carried");
  lead.carry("g1", "items", 5, known);
  server.isDown = false;
  await settle(() => ana.state.nUnsent + lead.state.nUnsent === 0, "never sent");
  await settle(() => seen(lead, "items") === 62, "never agreed");
  assert.deepEqual([server.value("items"), server.value("reason")], [62, "Only the beginning was carried"]);
});

test("a room of two hundred fields travels in several pieces", async () => {
  const ana = device("a");
  server.isDown = true;
  for (let n = 0; n < 200; n++) ana.say("g1", `answer.${n}`, "x".repeat(900));
  server.isDown = false;
  await settle(() => ana.state.nUnsent === 0, "never sent");
  assert.equal(server.fields.size, 200);
  for (const said of server.said) assert.ok(JSON.stringify(said).length < 100_000);
});
