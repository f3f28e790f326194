// What was read of a pasted history, below it: bars, or the question that has to be answered first.

import { emptyDraft } from "../draft.ts";
import { showReading } from "../form/history.ts";
import { type Reading, readPaste } from "../form/paste.ts";

const CALM_MS = 500;

export function watchHistory(form: HTMLFormElement, into: HTMLElement): void {
  const history = form.elements.namedItem("history") as HTMLTextAreaElement;
  const period = form.elements.namedItem("period_days") as HTMLSelectElement;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (pauseMs: number): void => {
    const reading = readPaste(history.value, null);
    const draft = { ...emptyDraft, history: history.value, periodDays: period.value as typeof emptyDraft.periodDays };
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        showReading(into, draft, reading, (answer) => {
          history.value = answer.history ?? counted(readPaste(history.value, answer.choice || null));
          history.focus();
          show(0);
        }),
      reading.kind === "counts" ? 0 : pauseMs,
    );
  };
  form.addEventListener("input", () => show(CALM_MS));
  show(0);
}

/** The numbers as text that can be read in one way only. */
function counted(reading: Reading): string {
  return reading.kind === "counts" ? reading.counts.map(plain).join(" ") : "";
}

function plain(count: number): string {
  const text = String(count);
  // 1.234 might be a thousand and more; 1.2340 cannot.
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}
