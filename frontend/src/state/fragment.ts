// What is typed, as the part of the address after "#": short, readable, and only what is not the default.
//
//   #h=5,6,8&i=80&d=2027-03-08&r=Tests+fail~40~8~12~20

import { type Draft, emptyDraft, type TextField } from "../draft.ts";
import { readPaste } from "../form/paste.ts";
import { isDate, isNumber, isPossible } from "./possible.ts";

const texts: [key: string, field: TextField][] = [
  ["hc", "choice"],
  ["hp", "periodDays"],
  ["he", "historyEnd"],
  ["x", "complexity"],
  ["b", "start"],
  ["t", "size"],
  ["tc", "cost"],
  ["cur", "currency"],
  ["f", "focus"],
  ["ts", "historySize"],
  ["w", "workdays"],
  ["m", "paceModel"],
  ["ws", "workshop"],
];

const pairs: [key: string, first: TextField, second: TextField][] = [
  ["il", "itemsLow", "itemsHigh"],
  ["sp", "splitLow", "splitHigh"],
  ["ho", "country", "subdivision"],
  ["v", "go", "adjust"],
];

export function fragmentOf(draft: Draft): string {
  const parts: [string, string][] = [...historyParts(draft)];
  if (draft.items) parts.push(["i", encode(draft.items)]);
  if (draft.deadline || draft.deadlineWeeks) parts.push(["d", encode(draft.deadline || draft.deadlineWeeks)]);
  for (const [key, field] of texts)
    if (draft[field] !== emptyDraft[field]) parts.push([key, encode(draft[field])]);
  for (const [key, ...fields] of pairs) {
    const values = fields.map((field) => draft[field]);
    if (values.some(Boolean)) parts.push([key, row(values)]);
  }
  for (const risk of draft.risks) {
    const numbers = [risk.name, risk.probability, risk.low, risk.mode, risk.high];
    parts.push(["r", row(risk.isOn ? numbers : [...numbers, "off"])]);
  }
  for (const change of draft.changes) parts.push(["j", row([change.week, change.size])]);
  for (const days of draft.daysOff) parts.push(["o", row(days.to ? [days.from, days.to] : [days.from])]);
  return parts.map(([key, value]) => `${key}=${value}`).join("&");
}

/** What a fragment says, or null if it says nothing; what can't be read in it, or can't be, is left out. */
export function draftOf(fragment: string): Draft | null {
  const draft: Draft = { ...emptyDraft, risks: [], changes: [], daysOff: [] };
  const known = fragment
    .replace(/^#/, "")
    .split("&")
    .filter((part) => part.includes("="))
    .map((part) => readPart(draft, part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)));
  return known.some(Boolean) ? draft : null;
}

function historyParts({ history, choice }: Draft): [string, string][] {
  if (!history.trim()) return [];
  const reading = readPaste(history, choice || null);
  if (reading.kind === "counts" && isReadAlike(reading.counts)) return [["h", reading.counts.join(",")]];
  return [["hr", encode(history)]];
}

/** Whether the list comes back as it is when a comma and a space stand between the numbers. */
function isReadAlike(counts: number[]): boolean {
  const again = readPaste(counts.join(", "));
  return again.kind === "counts" && again.counts.join() === counts.join();
}

/** Whether anything of the part was of use. */
function readPart(draft: Draft, key: string, value: string): boolean {
  const values = value.split("~").map(decode);
  const [first = "", second = ""] = values;
  const text = texts.find(([name]) => name === key);
  const pair = pairs.find(([name]) => name === key);
  if (text) return setText(draft, text[1], decode(value));
  if (pair) return setPair(draft, pair[1], first, pair[2], second);
  if (key === "h") return setText(draft, "history", decode(value).split(",").join(", "));
  if (key === "hr") return setText(draft, "history", decode(value));
  if (key === "i") return setText(draft, "items", decode(value));
  if (key === "d") return setText(draft, isNumber(value) ? "deadlineWeeks" : "deadline", decode(value));
  if (key === "r") draft.risks.push(riskFrom(values));
  else if (key === "j") draft.changes.push({ week: numeric(first), size: numeric(second) });
  else if (key === "o" && isDate(first)) draft.daysOff.push({ from: first, to: isDate(second) ? second : "" });
  else return false;
  return true;
}

function riskFrom([name = "", ...rest]: string[]): Draft["risks"][0] {
  const [probability = "", low = "", mode = "", high = ""] = rest.map(numeric);
  return { name, probability, low, mode, high, isOn: rest[4] !== "off" };
}

function numeric(text: string): string {
  return isNumber(text) ? text : "";
}

function setText(draft: Draft, field: TextField, value: string): boolean {
  if (!isPossible(field, value)) return false;
  Object.assign(draft, { [field]: value });
  return true;
}

/** The second is a detail of the first: without it, it says nothing. */
function setPair(draft: Draft, one: TextField, first: string, other: TextField, second: string): boolean {
  if (!setText(draft, one, first)) return false;
  setText(draft, other, second);
  return true;
}

function row(values: string[]): string {
  return values.map((value) => encode(value).replaceAll("~", "%7E")).join("~");
}

function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replaceAll("%2C", ",")
    .replaceAll("%3B", ";")
    .replaceAll("%3A", ":");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
