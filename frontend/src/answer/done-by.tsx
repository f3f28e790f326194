// The date, and how far it may lie off with so short a history.

import type { JSX } from "preact";
import type { When } from "../api-types.ts";
import { dateText, percentText, wholeText } from "../format.ts";
import { t, tn } from "../words.ts";

export function DoneBy({ when, n }: { when: When; n: number }): JSX.Element {
  const values = { n: Math.round(when.confidence * 100) };
  return (
    <section class="tile">
      <h2>
        {when.date
          ? t("{n} of 100 futures are done by", values)
          : t("Until {n} of 100 futures are done, it takes", values)}
      </h2>
      <p class="figure">{when.date ? dateText(when.date) : t("more than ten years")}</p>
      {when.weeks !== null && (
        <p class="figure-unit">{tn("{n} week from the start", "{n} weeks from the start", when.weeks)}</p>
      )}
      {when.weeks_between && <p class="hint">{rangeText(when.weeks_between, n, when.confidence)}</p>}
    </section>
  );
}

function rangeText([low, high]: [number, number | null], n: number, confidence: number): string {
  const values = { low: wholeText(low), high: wholeText(high ?? 0), percent: percentText(confidence) };
  return high === null
    ? tn(
        "With {n} week of history, the {percent} mark lies at {low} weeks or later.",
        "With {n} weeks of history, the {percent} mark lies at {low} weeks or later.",
        n,
        values,
      )
    : tn(
        "With {n} week of history, the {percent} mark lies between {low} and {high} weeks.",
        "With {n} weeks of history, the {percent} mark lies between {low} and {high} weeks.",
        n,
        values,
      );
}
