// Hints and challenges: what the facilitator sent, and to whom.

import { ROOM, type Saying } from "./hub.ts";
import type { Said } from "./said.ts";

export type Kind = "hint" | "challenge";

export interface Push {
  kind: Kind;
  id: string;
  /** Numbers of groups; none for all. */
  to: number[];
  text: string;
  at_ms: number;
}

/** How long the board shows what was sent to everybody. */
const SHOWN_MS = 90_000;
const LONGEST = 500;

export function pushes(said: Said): Push[] {
  const kinds: Kind[] = ["hint", "challenge"];
  const all = kinds.flatMap((kind) => said.under(ROOM, kind).flatMap(({ id, value }) => read(kind, id, value)));
  return all.sort((a, b) => a.at_ms - b.at_ms);
}

/** The last that went to everybody, while it is news. */
export function newestPush(said: Said, now_ms: number): Push | null {
  const toAll = pushes(said).filter(({ to }) => to.length === 0);
  const newest = toAll.at(-1);
  return newest && now_ms - newest.at_ms < SHOWN_MS ? newest : null;
}

/** What to say in the room to send it. */
export function pushing(kind: Kind, text: string, to: number[], now_ms: number): Saying {
  const at_ms = Math.round(now_ms);
  return {
    scope: ROOM,
    name: `${kind}.${at_ms.toString(36)}`,
    value: { to, text: text.trim().slice(0, LONGEST), at_ms },
  };
}

/** Takes it back: a field is never removed, it only holds nothing. */
export function withdrawing(push: Push): Saying {
  return { scope: ROOM, name: `${push.kind}.${push.id}`, value: null };
}

function read(kind: Kind, id: string, value: unknown): Push[] {
  const { to, text, at_ms } = (value ?? {}) as Partial<Push>;
  if (typeof text !== "string" || typeof at_ms !== "number") return [];
  const numbers = Array.isArray(to) ? to.filter((one) => typeof one === "number") : [];
  return [{ kind, id, to: numbers, text, at_ms }];
}

