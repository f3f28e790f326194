// The answer in one line, while its headline is out of view.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ForecastResult } from "../api-types.ts";
import { percentText, shortDateText } from "../format.ts";
import { t, tn } from "../words.ts";
import { oddsText, PLANNED, planned, verdictText } from "./reading.ts";

export function SummaryBar({ answer }: { answer: ForecastResult }): JSX.Element {
  const isShown = !useIsInView("headline");
  const odds = oddsText(answer);
  return (
    <a
      class={isShown ? "summary-bar is-shown" : "summary-bar"}
      href="#headline"
      aria-hidden={!isShown}
      tabIndex={isShown ? 0 : -1}
      onClick={goTo}
    >
      <span>{whenOrHowMany(answer)}</span>
      {odds && <strong>{odds}</strong>}
      {answer.verdict && (
        <span class={`verdict verdict-${answer.verdict}`}>{verdictText(answer.verdict)}</span>
      )}
    </a>
  );
}

function whenOrHowMany(answer: ForecastResult): string {
  const when = planned(answer.when);
  const said = when
    ? when.date
      ? shortDateText(when.date)
      : t("after ten years")
    : tn("{n} item", "{n} items", planned(answer.how_many)?.items ?? 0);
  return `${percentText(PLANNED)}: ${said}`;
}

/** The address holds what is typed, so the link only scrolls. */
function goTo(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("headline")?.scrollIntoView({ block: "start" });
}

function useIsInView(id: string): boolean {
  const [isInView, setInView] = useState(true);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting ?? true));
    observer.observe(document.getElementById(id)!);
    return () => observer.disconnect();
  }, [id]);
  return isInView;
}
