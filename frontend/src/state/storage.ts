// What is typed, kept in this browser. A browser may refuse to store: then only the link keeps it.

import { type Draft, emptyDraft } from "../draft.ts";

const KEY = "flow-forecaster.draft";

export interface Stored {
  draft: Draft;
  /** The fragment that the address had; it may lag behind the draft. */
  link: string;
}

export function save(stored: Stored): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(stored));
  } catch {
    // Full or forbidden.
  }
}

export function load(): Stored | null {
  try {
    return storedFrom(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

/** What was stored; a field of the draft that is missing or of another kind is the default. */
export function storedFrom(json: string | null): Stored | null {
  const stored: unknown = JSON.parse(json ?? "null");
  if (!isRecord(stored) || !isRecord(stored["draft"]) || typeof stored["link"] !== "string") return null;
  const { draft, link } = stored as { draft: Record<string, unknown>; link: string };
  const entries = Object.entries(emptyDraft).map(([key, value]) => {
    const found = draft[key];
    const isAlike = typeof found === typeof value && Array.isArray(found) === Array.isArray(value);
    return [key, isAlike ? found : value];
  });
  return { draft: Object.fromEntries(entries) as Draft, link };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
