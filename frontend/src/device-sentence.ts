// The sentence to say aloud of an answer that this device computed, as the server says it (domain/wording.py). What
// says it is handed in, so that this loads no part of the page twice.

import type { ForecastRequest } from "./api-types.ts";
import type * as facts from "./facts-in-words.ts";
import type * as format from "./format.ts";
import type { Answer } from "./kernel/outcome.ts";
import type * as words from "./words.ts";

type Scope = NonNullable<ForecastRequest["scope"]>;

export type Say = Pick<typeof words, "t" | "tn"> & Pick<typeof format, "dateText"> & typeof facts;

const GO = 0.85;

/** What to tell a sponsor. */
export function sentenceOf(answer: Answer, { scope, verdict }: ForecastRequest, say: Say): string {
  const { deadline, promise } = answer;
  if (!scope || !promise) return howManySentence(answer, say);
  if (!deadline || !answer.levers || !answer.verdict) return scopeSentence(answer, scope, say);
  const { tn, dateText, percentInWords } = say;
  const [n, confidence] = [mostItems(scope), percentInWords(promise.confidence)];
  const facts = {
    items: say.itemsText(scope),
    deadline: dateText(deadline.date),
    chance: percentInWords(deadline.chance!),
    go: percentInWords(verdict?.go ?? GO),
    levers: say.leversText(answer.levers),
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
  const { tn, dateText, percentInWords } = say;
  return tn(
    "With {confidence} confidence we finish at least {n} item by {deadline}.",
    "With {confidence} confidence we finish at least {n} items by {deadline}.",
    promised_items ?? 0,
    { confidence: percentInWords(GO), deadline: dateText(deadline!.date) },
  );
}

function scopeSentence({ promise, not_finished }: Answer, scope: Scope, say: Say): string {
  const { tn, dateText, percentInWords } = say;
  const [n, items] = [mostItems(scope), say.itemsText(scope)];
  if (!promise?.date || promise.weeks === null) {
    return tn(
      "No date can be promised: in {share} of futures the {items} item is not done in ten years.",
      "No date can be promised: in {share} of futures the {items} items are not done in ten years.",
      n,
      { share: percentInWords(not_finished), items },
    );
  }
  return tn(
    "With {confidence} confidence the {items} item is done by {date}, in {weeks}.",
    "With {confidence} confidence the {items} items are done by {date}, in {weeks}.",
    n,
    {
      confidence: percentInWords(promise.confidence),
      items,
      date: dateText(promise.date),
      weeks: say.weeksText(promise.weeks),
    },
  );
}

function mostItems({ items, high }: Scope): number {
  return (items ?? high)!;
}
