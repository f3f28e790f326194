// The sentence to say aloud of an answer that this device computed, as the server says it (domain/wording.py). What
// says it is handed in, so that this loads no part of the page twice.

import type { ForecastRequest } from "./api-types.ts";
import type * as format from "./format.ts";
import type { Answer } from "./kernel/outcome.ts";
import type * as words from "./words.ts";

type Scope = NonNullable<ForecastRequest["scope"]>;

export type Say = Pick<typeof words, "t" | "tn"> & Pick<typeof format, "dateText" | "wholeText" | "wholePercentText">;

const GO = 0.85;
const [LEAST_SAID, MOST_SAID] = [0.01, 0.99];

/** What to tell a sponsor. */
export function sentenceOf(answer: Answer, { scope, verdict }: ForecastRequest, say: Say): string {
  const { deadline, promise } = answer;
  if (!scope || !promise) return howManySentence(answer, say);
  if (!deadline || !answer.levers || !answer.verdict) return scopeSentence(answer, scope, say);
  const { tn, dateText } = say;
  const [n, confidence] = [mostItems(scope), percentInWords(promise.confidence, say)];
  const facts = {
    items: itemsText(scope, say),
    deadline: dateText(deadline.date),
    chance: percentInWords(deadline.chance!, say),
    go: percentInWords(verdict?.go ?? GO, say),
    levers: leversText(answer.levers, say),
  };
  if (answer.verdict === "go") {
    return promise.date
      ? tn(
          "Go: the chance of finishing the {items} item by {deadline} is {chance}, and with {confidence} confidence it is done by {promise}.",
          "Go: the chance of finishing the {items} items by {deadline} is {chance}, and with {confidence} confidence they are done by {promise}.",
          n,
          { ...facts, confidence, promise: dateText(promise.date) },
        )
      : tn(
          "Go: the chance of finishing the {items} item by {deadline} is {chance}.",
          "Go: the chance of finishing the {items} items by {deadline} is {chance}.",
          n,
          facts,
        );
  }
  if (!facts.levers) {
    return tn(
      "No go: the chance of finishing the {items} item by {deadline} is {chance}, and neither less scope nor more people nor ten years make it {go}.",
      "No go: the chance of finishing the {items} items by {deadline} is {chance}, and neither less scope nor more people nor ten years make it {go}.",
      n,
      facts,
    );
  }
  return answer.verdict === "adjust"
    ? tn(
        "Adjust: the chance of finishing the {items} item by {deadline} is {chance}; for {go} it takes {levers}.",
        "Adjust: the chance of finishing the {items} items by {deadline} is {chance}; for {go} it takes {levers}.",
        n,
        facts,
      )
    : tn(
        "No go: the chance of finishing the {items} item by {deadline} is {chance}; for {go} it takes {levers}.",
        "No go: the chance of finishing the {items} items by {deadline} is {chance}; for {go} it takes {levers}.",
        n,
        facts,
      );
}

function howManySentence({ deadline, promised_items }: Answer, say: Say): string {
  const { tn, dateText } = say;
  return tn(
    "With {confidence} confidence we finish at least {n} item by {deadline}.",
    "With {confidence} confidence we finish at least {n} items by {deadline}.",
    promised_items ?? 0,
    { confidence: percentInWords(GO, say), deadline: dateText(deadline!.date) },
  );
}

function scopeSentence({ promise, not_finished }: Answer, scope: Scope, say: Say): string {
  const { tn, dateText } = say;
  const [n, items] = [mostItems(scope), itemsText(scope, say)];
  if (!promise?.date || promise.weeks === null) {
    return tn(
      "No date can be promised: in {share} of futures the {items} item is not done in ten years.",
      "No date can be promised: in {share} of futures the {items} items are not done in ten years.",
      n,
      { share: percentInWords(not_finished, say), items },
    );
  }
  return tn(
    "With {confidence} confidence the {items} item is done by {date}, in {weeks}.",
    "With {confidence} confidence the {items} items are done by {date}, in {weeks}.",
    n,
    {
      confidence: percentInWords(promise.confidence, say),
      items,
      date: dateText(promise.date),
      weeks: tn("{n} week", "{n} weeks", promise.weeks),
    },
  );
}

function leversText({ most_items, fewest_people, earliest_date }: NonNullable<Answer["levers"]>, say: Say): string {
  const { t, tn, dateText } = say;
  return [
    most_items && tn("at most {n} item", "at most {n} items", most_items),
    fewest_people && tn("{n} person", "{n} people", fewest_people),
    earliest_date && t("a deadline of {date}", { date: dateText(earliest_date) }),
  ]
    .filter(Boolean)
    .join(t(", or "));
}

function itemsText({ items, low, high }: Scope, { t, wholeText }: Say): string {
  if (items != null || low === high) return wholeText((items ?? low)!);
  return t("{low} to {high}", { low: wholeText(low!), high: wholeText(high!) });
}

function mostItems({ items, high }: Scope): number {
  return (items ?? high)!;
}

/** A chance for the middle of a sentence. */
function percentInWords(chance: number, { t, wholePercentText }: Say): string {
  if (chance > MOST_SAID) return t("more than {share}", { share: wholePercentText(MOST_SAID) });
  if (chance < LEAST_SAID) return t("less than {share}", { share: wholePercentText(LEAST_SAID) });
  return wholePercentText(chance);
}
