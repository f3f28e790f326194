// What a device knows of a room, kept in this browser; where it refuses to store, as long as the page is open.

import { type Field, keyOf, type Known, merged, NOTHING } from "./fields.ts";

export interface Kept {
  known: Known;
  /** Keys of fields that the server has not acknowledged. */
  unsent: ReadonlySet<string>;
  /** The room's version that was heard last. */
  version: number;
  /** The server's clock less the device's, in milliseconds. */
  offsetMs: number;
}

const PREFIX = "flow-forecaster.room";
const NAME_BYTES = 8;
const forbidden = new Map<string, string>();

export const EMPTY: Kept = { known: NOTHING, unsent: new Set(), version: 0, offsetMs: 0 };

/** @param see the scope that the device sees, or "all": each is kept on its own */
export function loadKept(code: string, see: string): Kept {
  return keptFrom(read(`${PREFIX}.${code}.${see}`));
}

export function saveKept(code: string, see: string, kept: Kept): void {
  const { known, unsent, version, offsetMs } = kept;
  write(
    `${PREFIX}.${code}.${see}`,
    JSON.stringify({ fields: [...known.values()], unsent: [...unsent], version, offsetMs }),
  );
}

/** What was kept, as far as it can be read. */
export function keptFrom(json: string | null): Kept {
  const stored = parsed(json);
  if (!isRecord(stored) || !Array.isArray(stored["fields"])) return EMPTY;
  const known = merged(NOTHING, stored["fields"].filter(isField));
  const unsent = Array.isArray(stored["unsent"]) ? stored["unsent"].filter((key) => known.has(key)) : [];
  return {
    known,
    unsent: new Set(unsent),
    version: wholeNumber(stored["version"]),
    offsetMs: wholeNumber(stored["offsetMs"]),
  };
}

/** This browser's name in a room: hard to guess, and nothing more. */
export function deviceName(code: string): string {
  const key = `${PREFIX}.${code}.device`;
  const found = read(key);
  if (found && /^[0-9a-f]{16}$/.test(found)) return found;
  const made = randomName();
  write(key, made);
  return made;
}

/** A word of one's own about a room: a nickname, the facilitator's key, what was dismissed. */
export function remembered(code: string, name: string): string {
  return read(`${PREFIX}.${code}.my.${name}`) ?? "";
}

export function remember(code: string, name: string, text: string): void {
  write(`${PREFIX}.${code}.my.${name}`, text);
}

/** Sixteen hexadecimal digits by chance; needs no https. */
export function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(NAME_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? forbidden.get(key) ?? null;
  } catch {
    return forbidden.get(key) ?? null;
  }
}

function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
    forbidden.delete(key);
  } catch {
    // Full or forbidden.
    forbidden.set(key, text);
  }
}

function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}

function isField(value: unknown): value is Field {
  return (
    isRecord(value) &&
    typeof value["scope"] === "string" &&
    typeof value["name"] === "string" &&
    typeof value["device"] === "string" &&
    Number.isSafeInteger(value["clock"]) &&
    keyOf(value["scope"], value["name"]) !== " "
  );
}

function wholeNumber(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
