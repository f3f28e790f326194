// One exchange with the room's server: what is said, what is heard, and the ways in which it fails.

import type { Field } from "./fields.ts";

export type Change = Omit<Field, "device">;

/** As the operation `sync_room` takes it. */
export interface Said {
  device: string;
  see: string;
  since: number;
  changes: Change[];
  nickname: string;
  wait_s: number;
}

export interface Device {
  device: string;
  scope: string;
  nickname: string;
  seen_s: number;
}

export interface Heard {
  version: number;
  now_ms: number;
  fields: Field[];
  devices?: Device[] | null;
}

export type Reply =
  | { kind: "heard"; heard: Heard }
  | { kind: "nothing"; retryAfterMs: number }
  | { kind: "frozen" }
  /** What was said can never be taken as it is, or the room is not there. */
  | { kind: "refused"; status: number }
  | { kind: "failed"; retryAfterMs: number };

/** `cut` ends it at once: it has failed then. */
export type Exchange = (said: Said, cut?: AbortSignal) => Promise<Reply>;

/** How much longer than the wait an answer may take. */
const PATIENCE_MS = 15_000;
const FROZEN = 409;
/** Browsers let 64 KiB outlive their page; so much of a body leaves room for others under way. */
const MOST_OUTLIVING = 20_000;

/** Where there is no server to ask, as in a file. */
export const nobody: Exchange = () => Promise.resolve({ kind: "failed", retryAfterMs: 0 });

/** Asks the server that the page came from. `key` is the facilitator's, else "". */
export function exchangeWith(code: string, key = ""): Exchange {
  return async (said, cut) => {
    const ended = new AbortController();
    const end = (): void => ended.abort();
    const timer = setTimeout(end, said.wait_s * 1000 + PATIENCE_MS);
    cut?.addEventListener("abort", end);
    const body = bodyOf(said);
    try {
      const response = await fetch(`/api/v1/rooms/${code}/sync`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...(key && { "Room-Key": key }) },
        body,
        // What was typed arrives, even if the page is left meanwhile.
        keepalive: said.changes.length > 0 && body.length <= MOST_OUTLIVING,
        // Who sees all may lead by account; all others need no cookie, and headers are most of the traffic.
        credentials: said.see === "all" ? "same-origin" : "omit",
        referrerPolicy: "no-referrer",
        signal: ended.signal,
      });
      return await replyOf(response);
    } catch {
      return { kind: "failed", retryAfterMs: 0 };
    } finally {
      clearTimeout(timer);
      cut?.removeEventListener("abort", end);
    }
  };
}

/** What goes without saying is not said: an idle page asks all day. */
function bodyOf({ changes, nickname, wait_s, ...said }: Said): string {
  return JSON.stringify({
    ...said,
    ...(changes.length > 0 && { changes }),
    ...(nickname && { nickname }),
    ...(wait_s && { wait_s }),
  });
}

async function replyOf(response: Response): Promise<Reply> {
  const retryAfterMs = 1000 * Number(response.headers.get("Retry-After")) || 0;
  if (response.status === 204) return { kind: "nothing", retryAfterMs };
  if (response.ok) return { kind: "heard", heard: (await response.json()) as Heard };
  if (response.status === FROZEN) return { kind: "frozen" };
  const mayPass = response.status >= 500 || response.status === 429 || response.status === 408;
  return mayPass ? { kind: "failed", retryAfterMs } : { kind: "refused", status: response.status };
}
