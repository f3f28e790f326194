// The link of a device to its room. It says what is typed here at once, hears what others say, keeps both in this
// browser, and never gives up: what could not be sent is sent when the server is back.

import type { Change, Device, Exchange, Heard, Reply } from "./exchange.ts";
import { type Field, keyOf, type Known, merged, nextClock, replaced, valueOf, WHOLE_ROOM } from "./fields.ts";
import { type Kept, loadKept, saveKept } from "./keep.ts";

export type LinkStatus = "connecting" | "live" | "retrying" | "offline";

export interface RoomState {
  known: Known;
  status: LinkStatus;
  /** How many fields the server has not acknowledged. */
  nUnsent: number;
  /** The server answers, and knows no such room. */
  isGone: boolean;
  devices: Device[];
}

export interface Link {
  readonly state: RoomState;
  say(scope: string, name: string, value: unknown): void;
  /** Hands on what was said elsewhere, `clock` its stamp: what is later stays, and comes to stay. */
  carry(scope: string, name: string, value: unknown, clock: number): void;
  /** The server's clock, as far as it was heard. */
  serverNow(): number;
  setNickname(nickname: string): void;
  start(): void;
  stop(): void;
}

export interface LinkOptions {
  code: string;
  /** A group's scope, "all", or "" for the room alone. */
  see: string;
  device: string;
  exchange: Exchange;
  changed(state: RoomState): void;
  nickname?: string;
  clock?: Clock;
}

/** Time and chance, handed in for tests. */
export interface Clock {
  now(): number;
  random(): number;
  sleep(ms: number, wake: AbortSignal): Promise<void>;
}

export const DEBOUNCE_MS = 300;
export const WAIT_S = 55;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 20_000;
/** A long wait that ends sooner than this without news was cut on the way: pause before the next. */
const SHORTEST_WAIT_MS = 2_000;
const OFFLINE_AFTER_MS = 8_000;
const MOST_CHANGES = 150;
const MOST_BYTES = 80_000;

export function createLink(options: LinkOptions): Link {
  const { code, see, device, exchange } = options;
  const clock = options.clock ?? realClock;
  let kept: Kept = loadKept(code, see);
  let nickname = options.nickname ?? "";
  let state: RoomState = {
    known: kept.known,
    status: "connecting",
    nUnsent: kept.unsent.size,
    isGone: false,
    devices: [],
  };
  let failingSince: number | null = null;
  let isFrozen = false;
  let isRunning = false;
  let speaking = new AbortController();
  let listening = new AbortController();
  let waiting = new AbortController();
  let typing = new AbortController();

  function update(next: Partial<Kept>, other: Partial<RoomState> = {}): void {
    kept = { ...kept, ...next };
    if (Object.keys(next).length) saveKept(code, see, kept);
    state = { ...state, ...other, known: kept.known, nUnsent: kept.unsent.size };
    options.changed(state);
  }

  function serverNow(): number {
    return clock.now() + kept.offsetMs;
  }

  function say(scope: string, name: string, value: unknown): void {
    carry(scope, name, value, nextClock(kept.known, serverNow()));
  }

  function carry(scope: string, name: string, value: unknown, stamp: number): void {
    const key = keyOf(scope, name);
    const found = kept.known.get(key);
    if (JSON.stringify(found?.value) === JSON.stringify(value)) return;
    const known = merged(kept.known, [{ scope, name, value, clock: stamp, device }]);
    if (known === kept.known) return;
    update({ known, unsent: new Set([...kept.unsent, key]) });
    if (!isFrozen) speaking.abort();
  }

  function batch(): Change[] {
    const changes: Change[] = [];
    let bytes = 0;
    for (const key of kept.unsent) {
      const { scope, name, value, clock: stamp } = kept.known.get(key)!;
      const change = { scope, name, value, clock: stamp };
      bytes += 3 * JSON.stringify(change).length;
      if (changes.length && (bytes > MOST_BYTES || changes.length >= MOST_CHANGES)) break;
      changes.push(change);
    }
    return changes;
  }

  function ask(changes: Change[], wait_s: number, cut = new AbortController().signal): Promise<Reply> {
    return exchange({ device, see, since: kept.version, changes, nickname, wait_s }, cut);
  }

  /** What was said and is still the same here is what the server made of it; all else is merged. */
  function take(heard: Heard, sent: Change[], since: number): void {
    const wasSent = new Map(sent.map((change) => [keyOf(change.scope, change.name), change]));
    const unsent = new Set(kept.unsent);
    const acknowledged: Field[] = [];
    const others: Field[] = [];
    for (const field of heard.fields) {
      const key = keyOf(field.scope, field.name);
      const isSame = kept.known.get(key)?.clock === wasSent.get(key)?.clock;
      if (wasSent.has(key) && isSame) acknowledged.push(field);
      else others.push(field);
    }
    for (const { scope, name } of acknowledged) unsent.delete(keyOf(scope, name));
    const known = merged(replaced(kept.known, acknowledged), others);
    // Somebody said something later: ours is no longer to be sent.
    for (const key of unsent) if (known.get(key) !== kept.known.get(key)) unsent.delete(key);
    const hasForgotten = heard.version < since;
    if (hasForgotten) for (const key of ownKeys(known)) unsent.add(key);
    const version = hasForgotten ? 0 : Math.max(kept.version, heard.version);
    const offsetMs = Math.round(heard.now_ms - clock.now());
    update(
      { known, unsent, version, offsetMs },
      heard.devices ? { devices: heard.devices } : {},
    );
    if (hasForgotten) speaking.abort();
    if (isFrozen && valueOf(known, WHOLE_ROOM, "frozen") !== true) speaking.abort();
  }

  /** What this device may say again to a server that lost it. */
  function ownKeys(known: Known): string[] {
    return [...known.values()]
      .filter(({ scope, name }) => {
        if (see !== "all" && scope !== see) return false;
        return see === "all" || !/^(guess|poll)\./.test(name) || name.endsWith(`.${device}`);
      })
      .map(({ scope, name }) => keyOf(scope, name));
  }

  function answered(isGone = false): void {
    failingSince = isGone ? (failingSince ?? clock.now()) : null;
    const status = isGone ? "offline" : "live";
    if (state.status !== status || state.isGone !== isGone) update({}, { status, isGone });
  }

  function failed(): void {
    failingSince ??= clock.now();
    const isLong = clock.now() - failingSince >= OFFLINE_AFTER_MS;
    const isOff = typeof navigator !== "undefined" && navigator.onLine === false;
    const status = isLong || isOff ? "offline" : "retrying";
    if (state.status !== status) update({}, { status });
  }

  async function pause(ms: number, lane: "speaking" | "listening"): Promise<void> {
    if (lane === "speaking") speaking = new AbortController();
    else listening = new AbortController();
    await clock.sleep(ms, (lane === "speaking" ? speaking : listening).signal);
  }

  function backOff(n: number, retryAfterMs: number): number {
    const longest = Math.min(FIRST_RETRY_MS * 2 ** n, LONGEST_RETRY_MS);
    return Math.max(retryAfterMs, longest * (0.5 + clock.random() / 2));
  }

  /** A batch that was refused: what remains of it when each field is sent on its own. */
  async function sendSingly(changes: Change[]): Promise<void> {
    for (const change of changes) {
      const since = kept.version;
      const reply = await ask([change], 0);
      if (reply.kind === "heard") take(reply.heard, [change], since);
      else if (reply.kind === "refused") drop(change);
      else return;
    }
  }

  function drop(change: Change): void {
    const key = keyOf(change.scope, change.name);
    if (kept.known.get(key)?.clock !== change.clock) return;
    update({ unsent: new Set([...kept.unsent].filter((other) => other !== key)) });
  }

  async function speak(): Promise<void> {
    let nFailed = 0;
    while (isRunning) {
      if (isFrozen) {
        await pause(LONGEST_RETRY_MS, "speaking");
        isFrozen = false;
        continue;
      }
      if (!kept.unsent.size) {
        await pause(Number.POSITIVE_INFINITY, "speaking");
        // Waits for the rest of what is being typed.
        typing = new AbortController();
        if (isRunning && kept.unsent.size && !isHidden()) await clock.sleep(DEBOUNCE_MS, typing.signal);
        continue;
      }
      const changes = batch();
      const since = kept.version;
      const reply = await ask(changes, 0);
      if (!isRunning) return;
      if (reply.kind === "failed" || (reply.kind === "refused" && reply.status === 404)) {
        if (reply.kind === "failed") failed();
        else answered(true);
        const retryAfterMs = reply.kind === "failed" ? reply.retryAfterMs : LONGEST_RETRY_MS;
        await pause(backOff(nFailed++, retryAfterMs), "speaking");
        continue;
      }
      nFailed = 0;
      answered();
      if (reply.kind === "heard") take(reply.heard, changes, since);
      else if (reply.kind === "frozen") isFrozen = true;
      else if (reply.kind === "refused") await sendSingly(changes);
      // Nothing new about what was said: it is as it was.
      else for (const change of changes) drop(change);
    }
  }

  async function listen(): Promise<void> {
    let nFailed = 0;
    // The first answer comes at once: it says that the link is there, and what time it is.
    let wait = 0;
    while (isRunning) {
      if (isHidden()) {
        await pause(Number.POSITIVE_INFINITY, "listening");
        wait = 0;
        continue;
      }
      const began = clock.now();
      const since = kept.version;
      waiting = new AbortController();
      const reply = await ask([], wait, waiting.signal);
      if (!isRunning) return;
      if (waiting.signal.aborted && reply.kind === "failed") {
        wait = 0;
      } else if (reply.kind === "heard" || reply.kind === "nothing") {
        answered();
        nFailed = 0;
        if (reply.kind === "heard") take(reply.heard, [], since);
        else await pause(pauseAfterNothing(reply.retryAfterMs, wait, clock.now() - began), "listening");
        wait = WAIT_S;
      } else {
        const isGone = reply.kind === "refused";
        if (isGone) answered(reply.status === 404);
        else failed();
        wait = 0;
        const retryAfterMs = reply.kind === "failed" ? reply.retryAfterMs : isGone ? LONGEST_RETRY_MS : 0;
        await pause(backOff(nFailed++, retryAfterMs), "listening");
      }
    }
  }

  function pauseAfterNothing(retryAfterMs: number, wait: number, tookMs: number): number {
    if (retryAfterMs) return retryAfterMs * (1 + clock.random() / 4);
    return wait && tookMs < SHORTEST_WAIT_MS ? SHORTEST_WAIT_MS : 0;
  }

  /** The network may be another one by now: what hangs on the old one is asked again. */
  function resume(): void {
    if (isHidden()) return leave();
    waiting.abort();
    listening.abort();
    if (kept.unsent.size) speaking.abort();
  }

  /** A page that is hidden may never run again: what was typed goes now. */
  function leave(): void {
    typing.abort();
  }

  return {
    get state() {
      return state;
    },
    say,
    carry,
    serverNow,
    setNickname(name) {
      nickname = name;
      void ask([], 0);
    },
    start() {
      isRunning = true;
      onPage("add", resume, leave);
      void speak();
      void listen();
    },
    stop() {
      isRunning = false;
      onPage("remove", resume, leave);
      speaking.abort();
      listening.abort();
      waiting.abort();
    },
  };
}

function isHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}

function onPage(how: "add" | "remove", resume: () => void, leave: () => void): void {
  if (typeof document === "undefined") return;
  const change = `${how}EventListener` as const;
  window[change]("online", resume);
  window[change]("offline", resume);
  window[change]("pageshow", resume);
  window[change]("pagehide", leave);
  document[change]("visibilitychange", resume);
}

const realClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, wake) =>
    new Promise((done) => {
      if (wake.aborted) return done();
      const timer = Number.isFinite(ms) ? setTimeout(done, ms) : undefined;
      wake.addEventListener("abort", () => {
        clearTimeout(timer);
        done();
      });
    }),
};
