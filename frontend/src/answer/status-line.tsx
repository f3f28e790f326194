// Says when what is shown is not the answer to what is typed.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../words.ts";
import type { View } from "../view.ts";

// A quick answer needs no word about waiting.
const SLOW_MS = 700;

export function StatusLine({ view }: { view: View }): JSX.Element {
  const isSlow = useLater(view.status === "asking", SLOW_MS);
  const said = statusText(view, isSlow);
  return (
    <div class="status" role="status">
      {said && (
        <p class={view.status === "offline" || view.status === "refused" ? "is-warning" : ""}>{said}</p>
      )}
      {view.refusals.map((text) => (
        <p key={text} class="is-warning">
          {text}
        </p>
      ))}
    </div>
  );
}

function statusText({ status, answer }: View, isSlow: boolean): string {
  if (status === "on_device") {
    return t("No answer from the server right now: this one was computed on your device, by the same model with the same numbers. Trying again.");
  }
  if (status === "offline") {
    return answer
      ? t("No answer from the server right now: this is the last one. Trying again.")
      : t("No answer from the server right now. Trying again.");
  }
  if (status === "refused" || status === "incomplete")
    return answer ? t("This is the answer from before your last change.") : "";
  return isSlow ? t("Calculating …") : "";
}

function useLater(isTrue: boolean, delayMs: number): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    setLater(false);
    if (!isTrue) return;
    const timer = setTimeout(() => setLater(true), delayMs);
    return () => clearTimeout(timer);
  }, [isTrue, delayMs]);
  return isTrue && isLater;
}
