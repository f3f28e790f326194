// The link of a screen that sees every group. It asks a restarted server within seconds, keeps two screens of one
// browser in step while there is no server, and hears who joined although joining says nothing.

import { type Device, type Exchange, exchangeWith } from "../exchange.ts";
import { keyOf } from "../fields.ts";
import { deviceName, keptFrom } from "../keep.ts";
import { type Clock, createLink, type Link, type RoomState } from "../link.ts";

/** The board is right again within five seconds of the server. */
const LONGEST_PAUSE_MS = 2_500;
export const JOINING_MS = 5_000;

export interface RoomLink extends Link {
  /** Ask who is here. */
  askWho(): Promise<void>;
}

export function linkRoom(
  code: string,
  key: string,
  leadsByAccount: boolean,
  changed: (state: RoomState) => void,
  heardWho: (devices: Device[]) => void,
): RoomLink {
  const device = deviceName(code);
  const exchange = key || leadsByAccount ? exchangeWith(code, key) : onlyHearing(exchangeWith(code));
  const link = createLink({ code, see: "all", device, exchange, changed, clock: eager });
  watchOtherScreens(code, link);
  const askWho = async (): Promise<void> => {
    const version = Math.max(0, lastVersion(code) - 1);
    const said = { device, see: "all", since: version, changes: [], nickname: "", wait_s: 0 };
    const reply = await exchange(said);
    if (reply.kind === "heard" && reply.heard.devices) heardWho(reply.heard.devices);
  };
  return Object.assign(link, { askWho });
}

/** Who may say nothing keeps what was carried here to itself. */
function onlyHearing(exchange: Exchange): Exchange {
  return async (said) =>
    said.changes.length > 0 ? { kind: "nothing", retryAfterMs: 0 } : await exchange(said);
}

const eager: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, wake) =>
    new Promise((done) => {
      if (wake.aborted) return done();
      const timer = Number.isFinite(ms) ? setTimeout(done, Math.min(ms, LONGEST_PAUSE_MS)) : undefined;
      wake.addEventListener("abort", () => {
        clearTimeout(timer);
        done();
      });
    }),
};

function storageKey(code: string): string {
  return `flow-forecaster.room.${code}.all`;
}

function lastVersion(code: string): number {
  try {
    return keptFrom(localStorage.getItem(storageKey(code))).version;
  } catch {
    return 0;
  }
}

/** What another screen of this browser knows; while the server answers, it is the one to say so. */
function watchOtherScreens(code: string, link: Link): void {
  addEventListener("storage", (event) => {
    if (event.key !== storageKey(code) || link.state.status === "live") return;
    for (const field of keptFrom(event.newValue).known.values()) {
      const own = link.state.known.get(keyOf(field.scope, field.name));
      if (!own || own.clock < field.clock) link.carry(field.scope, field.name, field.value, field.clock);
    }
  });
}
