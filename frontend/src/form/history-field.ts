// The paste box: shows what was read, and asks calmly, only once somebody has stopped typing.

import { byId } from "../dom.ts";
import type { Draft } from "../draft.ts";
import { type ChangeHistory, showReading } from "./history.ts";
import { readPaste } from "./paste.ts";

const CALM_MS = 500;
let timer: ReturnType<typeof setTimeout> | undefined;
let shown = "";

export function showHistory(draft: Draft, change: ChangeHistory): void {
  const state = JSON.stringify([draft.history, draft.choice, draft.periodDays]);
  if (state === shown) return;
  shown = state;
  const reading = readPaste(draft.history, draft.choice || null);
  const draw = (): void => showReading(byId("history-reading"), draft, reading, change);
  clearTimeout(timer);
  // "5,6" on the way to "5,6,8" is no question yet.
  if (reading.kind === "counts") draw();
  else timer = setTimeout(draw, CALM_MS);
}

/** An answered question about a mark holds while the same text is being typed on. */
export function keepsChoice(before: string, after: string): boolean {
  return (
    after.trim() !== "" && before.trim() !== "" && (after.startsWith(before) || before.startsWith(after))
  );
}
