// Under the paste box: the bars of what was read, or the question that has to be answered first.

import { button, element } from "../dom.ts";
import type { Draft } from "../draft.ts";
import { exactText, wholeText } from "../format.ts";
import { t, tn } from "../words.ts";
import { historyBars } from "./bars.ts";
import { LARGEST_VALUE, MOST_VALUES, type Reading, type Token, withoutOdd } from "./paste.ts";

const MOST_NAMED = 6;
const MOST_SHOWN = 8;

/** Types an answer in. */
export type ChangeHistory = (part: Pick<Partial<Draft>, "choice" | "history">) => void;

export function showReading(into: HTMLElement, draft: Draft, reading: Reading, change: ChangeHistory): void {
  into.replaceChildren(...content(draft, reading, change));
  into.classList.toggle("needs-answer", reading.kind !== "counts");
}

function content({ history, periodDays }: Draft, reading: Reading, change: ChangeHistory): HTMLElement[] {
  switch (reading.kind) {
    case "counts":
      return reading.counts.length ? [historyBars(reading.counts, periodDays === "7")] : [];
    case "question":
      return question(reading, change);
    case "odd":
      return [
        sentence(
          tn("This is not a number: {named}", "These are not numbers: {named}", reading.odd.length, {
            named: named(reading.odd),
          }),
        ),
        button(tn("Leave it out", "Leave them out", reading.odd.length), "btn btn-sm btn-outline", () =>
          change({ history: withoutOdd(history) }),
        ),
      ];
    case "too_large":
      return [
        sentence(
          t("At most {most} items in one period. Too large: {named}", {
            most: wholeText(LARGEST_VALUE),
            named: named(reading.tooLarge),
          }),
        ),
      ];
    case "too_many":
      return [
        sentence(
          t("{n} numbers are too many: at most {most}.", {
            n: wholeText(reading.n),
            most: wholeText(MOST_VALUES),
          }),
        ),
      ];
  }
}

function question(
  { mark, decimal, separate }: Reading & { kind: "question" },
  change: ChangeHistory,
): HTMLElement[] {
  const asked = mark === "," ? t("What does the comma mean?") : t("What does the dot mean?");
  const apart =
    mark === ","
      ? t("It separates: {list}", { list: list(separate) })
      : t("Thousands: {list}", { list: list(separate) });
  const choices = element(
    "div",
    { class: "choices" },
    button(t("Decimals: {list}", { list: list(decimal) }), "btn btn-sm btn-outline", () =>
      change({ choice: "decimal" }),
    ),
    button(apart, "btn btn-sm btn-outline", () => change({ choice: "separate" })),
  );
  return [sentence(asked), choices];
}

function list(numbers: number[]): string {
  const shown = numbers.slice(0, MOST_SHOWN).map(exactText).join(" · ");
  return numbers.length > MOST_SHOWN ? `${shown} …` : shown;
}

function named(tokens: Token[]): string {
  const texts = tokens
    .slice(0, MOST_NAMED)
    .map(({ token, position }) =>
      t("“{token}” (position {position})", { token: token.slice(0, 30), position }),
    );
  const rest = tokens.length - texts.length;
  return [...texts, ...(rest ? [tn("{n} more", "{n} more", rest)] : [])].join(", ");
}

function sentence(text: string): HTMLElement {
  return element("p", { class: "reading-said" }, text);
}
