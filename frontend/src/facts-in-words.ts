// Parts of sentences about an answer, for the middle of them.

import type { ForecastRequest, ForecastResult } from "./api-types.ts";
import { dateText, wholePercentText, wholeText } from "./format.ts";
import { t, tn } from "./words.ts";

const [LEAST_SAID, MOST_SAID] = [0.01, 0.99];

/** A chance; never all, and never none. */
export function percentInWords(chance: number): string {
  if (chance > MOST_SAID) return t("more than {share}", { share: wholePercentText(MOST_SAID) });
  if (chance < LEAST_SAID) return t("less than {share}", { share: wholePercentText(LEAST_SAID) });
  return wholePercentText(chance);
}

/** What would make it fit; empty where nothing would. */
export function leversText({ most_items, fewest_people, earliest_date }: NonNullable<ForecastResult["levers"]>): string {
  return [
    most_items && tn("at most {n} item", "at most {n} items", most_items),
    fewest_people && tn("{n} person", "{n} people", fewest_people),
    earliest_date && t("a deadline of {date}", { date: dateText(earliest_date) }),
  ]
    .filter(Boolean)
    .join(t(", or "));
}

export function itemsText({ items, low, high }: NonNullable<ForecastRequest["scope"]>): string {
  if (items != null || low === high) return wholeText((items ?? low)!);
  return t("{low} to {high}", { low: wholeText(low!), high: wholeText(high!) });
}

export function weeksText(weeks: number): string {
  return tn("{n} week", "{n} weeks", weeks);
}
