// What the folded parts of the form say when they are closed.

import type { Draft } from "../draft.ts";
import { moneyText, percentText, shortDateText } from "../format.ts";
import { dateOf, isComplete, numberOf } from "../request.ts";
import { tn } from "../words.ts";

export function showFolds(form: HTMLElement, draft: Draft): void {
  for (const place of form.querySelectorAll<HTMLElement>("[data-said]")) {
    const said = { team: teamSaid, risks: risksSaid, calendar: calendarSaid, method: methodSaid }[
      place.dataset["said"]!
    ];
    place.textContent = said?.(draft) ?? "";
  }
  for (const row of form.querySelectorAll('[data-rows="risks"] [data-row]')) {
    const risk = draft.risks[[...row.parentElement!.children].indexOf(row)];
    row.querySelector<HTMLElement>("[data-incomplete]")!.hidden = !risk || isComplete(risk);
  }
}

function teamSaid(draft: Draft): string {
  const [size, cost] = [numberOf(draft.size), numberOf(draft.cost)];
  return joined([
    size !== undefined && tn("{n} person", "{n} people", size),
    cost !== undefined && moneyText(cost, draft.currency),
  ]);
}

function risksSaid(draft: Draft): string {
  const n = draft.risks.filter((risk) => risk.isOn && isComplete(risk)).length;
  return n ? tn("{n} risk", "{n} risks", n) : "";
}

function calendarSaid(draft: Draft): string {
  const start = dateOf(draft.start);
  const n = draft.daysOff.filter((days) => dateOf(days.from)).length;
  const place = [draft.country, draft.subdivision].filter(Boolean).join("-");
  return joined([start && shortDateText(start), place, n && tn("{n} break", "{n} breaks", n)]);
}

function methodSaid(draft: Draft): string {
  const [go, adjust] = [numberOf(draft.go), numberOf(draft.adjust)];
  return joined([
    go !== undefined && percentText(go / 100),
    adjust !== undefined && percentText(adjust / 100),
  ]);
}

function joined(parts: (string | number | false | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}
