// How many items, where only a deadline was asked.

import type { JSX } from "preact";
import type { DeadlineAnswer, ForecastResult } from "../api-types.ts";
import { dateText } from "../format.ts";
import { t, tn } from "../words.ts";
import { planned } from "./reading.ts";

export function ItemsBy({
  answer,
  deadline,
}: {
  answer: ForecastResult;
  deadline: DeadlineAnswer;
}): JSX.Element {
  const most = planned(answer.how_many);
  return (
    <section class="tile">
      <h2>
        {t("In {n} of 100 futures, at least this much by {date}", {
          n: Math.round((most?.confidence ?? 0) * 100),
          date: dateText(deadline.date),
        })}
      </h2>
      <p class="figure">{tn("{n} item", "{n} items", most?.items ?? 0)}</p>
      <p class="figure-unit">{tn("in {n} week", "in {n} weeks", deadline.weeks)}</p>
    </section>
  );
}
