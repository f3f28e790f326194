// A group's result without a server: a short code to type or read aloud, and a QR with the same and the reason's
// beginning. Only what differs from the case is in it. The board takes either.

import type { Case, RoomSetup } from "../api-types.ts";
import { BitReader, BitWriter, bitsOf, checksum, lettersOf } from "./bits.ts";
import { type Inputs, inputsOf } from "./case.ts";
import type { Values } from "./fields.ts";

export interface Arrived {
  /** The group's number. */
  group: number;
  /** Its fields by name, as if the group had said them; a reason may be only its beginning. */
  values: Record<string, unknown>;
}

export type Decoded =
  | { kind: "arrived"; arrived: Arrived }
  /** No such code: a letter was mistyped, or it is another room's. */
  | { kind: "mistyped" };

const VERSION = 1;
const CHECK_LETTERS = 4;
const GROUPED = 4;
const MOST_BYTES = 200;
const MARK = "FLOW";
const decisions = [undefined, "go", "adjust", "no_go"];
const LAST_STEP = 5;
const PARTS = 100;
/** What may differ from the case, in which parts of one it is counted, and its field. */
const parts: [name: "items" | "deadlineWeeks" | "people" | "costPerPersonWeek", n: number, field: string][] = [
  ["items", 1, "items"],
  ["deadlineWeeks", 1, "deadline_weeks"],
  ["people", 10, "people"],
  ["costPerPersonWeek", PARTS, "cost_per_person_week"],
];

/** The code of a group, as K7M2-4QX9: letters in fours. */
export function travelCode(room: string, group: number, item: Case, values: Values): string {
  const letters = lettersOf(bitsOfGroup(group, item, values));
  const check = lettersOf(new BitWriter().add(checksum(room + letters), 20).bits);
  return grouped(letters + check);
}

/** What the QR holds: at most 200 bytes, the code first, then as much of the reason as fits. */
export function travelText(room: string, group: number, item: Case, values: Values): string {
  const head = `${MARK} ${room} ${travelCode(room, group, item, values)}`;
  const reason = typeof values["reason"] === "string" ? values["reason"].trim().replace(/\s+/g, " ") : "";
  return beginning(reason ? `${head} ${reason}` : head, MOST_BYTES);
}

/** @param text a code as typed, in any case and with any spaces or dashes, or what a QR holds */
export function arrived(text: string, room: string, setup: RoomSetup): Decoded {
  const { code, reason } = partsOf(text);
  const letters = plain(code);
  const content = letters.slice(0, -CHECK_LETTERS);
  const bits = bitsOf(content);
  const check = bitsOf(letters.slice(-CHECK_LETTERS));
  const isRight = bits && check && content && new BitReader(check).take(20) === checksum(room + content);
  if (!isRight) return { kind: "mistyped" };
  try {
    return read(new BitReader(bits), setup, reason);
  } catch (error) {
    if (error instanceof RangeError) return { kind: "mistyped" };
    throw error;
  }
}

function bitsOfGroup(group: number, item: Case, values: Values): number[] {
  const stated = inputsOf(item, {});
  const now = inputsOf(item, values);
  const bits = new BitWriter().add(VERSION, 2).add(group, 4);
  bits.add(Math.max(0, decisions.indexOf(values["decision"] as string)), 2);
  bits.add(values["done"] === true ? 1 : 0, 1);
  for (const isOn of now.risks) bits.add(isOn ? 1 : 0, 1);
  // One bit where everything else is the case's.
  const differences = differencesOf(stated, now);
  const hasHistory = now.counts.join() !== stated.counts.join();
  const isAsStated = !hasHistory && differences.every((difference) => difference === 0);
  bits.add(isAsStated ? 0 : 1, 1);
  if (isAsStated) return bits.bits;
  for (const difference of differences) {
    bits.add(difference ? 1 : 0, 1);
    if (difference) bits.addDifference(difference);
  }
  bits.add(hasHistory ? 1 : 0, 1);
  if (hasHistory) addCounts(bits, now.counts);
  return bits.bits;
}

/** Items, weeks, people and cost less the case's, in whole numbers. */
function differencesOf(stated: Inputs, now: Inputs): number[] {
  return parts.map(([name, n]) => Math.round(n * now[name]) - Math.round(n * stated[name]));
}

/** Counts are whole nearly always; a bit says so. */
function addCounts(bits: BitWriter, counts: number[]): void {
  const isWhole = counts.every(Number.isInteger);
  bits.addNumber(counts.length).add(isWhole ? 1 : 0, 1);
  for (const count of counts) bits.addNumber(Math.round(isWhole ? count : PARTS * count));
}

function takeCounts(bits: BitReader): number[] {
  const n = bits.takeNumber();
  const isWhole = bits.take(1) === 1;
  return Array.from({ length: n }, () => bits.takeNumber() / (isWhole ? 1 : PARTS));
}

function read(bits: BitReader, setup: RoomSetup, reason: string): Decoded {
  if (bits.take(2) !== VERSION) return { kind: "mistyped" };
  const number = bits.take(4);
  const group = setup.groups.find((one) => one.number === number);
  const item = group && setup.cases[group.case];
  if (!item) return { kind: "mistyped" };
  const values: Record<string, unknown> = { step: LAST_STEP };
  const decision = decisions[bits.take(2)];
  if (decision) values["decision"] = decision;
  if (bits.take(1)) values["done"] = true;
  (item.risks ?? []).forEach((_, n) => (values[`risk.${n}`] = bits.take(1) === 1));
  if (reason) values["reason"] = reason;
  if (!bits.take(1)) return { kind: "arrived", arrived: { group: number, values } };
  const stated = inputsOf(item, {});
  for (const [name, n, field] of parts) {
    if (bits.take(1)) values[field] = (Math.round(n * stated[name]) + bits.takeDifference()) / n;
  }
  if (bits.take(1)) values["history"] = takeCounts(bits).join(" ");
  return { kind: "arrived", arrived: { group: number, values } };
}

/** The code and the reason of what a QR holds; of a code that was typed, the code. */
function partsOf(text: string): { code: string; reason: string } {
  const found = new RegExp(`${MARK} +\\S+ +(\\S+)(?: +(.*))?$`, "s").exec(text.trim());
  return found ? { code: found[1]!, reason: (found[2] ?? "").trim() } : { code: text, reason: "" };
}

/** As it was written: 0 and O are one letter, and so are 1, I and L. */
function plain(code: string): string {
  return code.replace(/[\s-]+/g, "").toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
}

function grouped(letters: string): string {
  return letters.match(new RegExp(`.{1,${GROUPED}}`, "g"))!.join("-");
}

/** As many whole characters as fit into so many bytes. */
function beginning(text: string, mostBytes: number): string {
  const encoder = new TextEncoder();
  let [bytes, end] = [0, 0];
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > mostBytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}
