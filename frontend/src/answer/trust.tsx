// How far the history can be trusted.

import type { JSX } from "preact";
import type { ForecastResult } from "../api-types.ts";
import { t } from "../words.ts";

export function Trust({ answer }: { answer: ForecastResult }): JSX.Element | null {
  const { notes } = answer.history;
  if (!notes.length) return null;
  return (
    <section class="trust">
      <h2>{t("How far to trust it")}</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
