// Every confidence with its date, weeks, items and cost.

import type { JSX } from "preact";
import type { Cost, ForecastResult, HowMany, When } from "../api-types.ts";
import { moneyText, percentText, shortDateText, wholeText } from "../format.ts";
import type { Question } from "../request.ts";
import { t, tn } from "../words.ts";
import { PLANNED } from "./reading.ts";

export function Odds({ answer, question }: { answer: ForecastResult; question: Question }): JSX.Element {
  const { when, how_many: howMany, cost, not_finished: unfinished } = answer;
  const confidences = (when.length ? when : howMany).map(({ confidence }) => confidence);
  const currency = question.request.team?.currency ?? "BRL";
  return (
    <section class="odds">
      <h2>{t("From even odds to nearly sure")}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">
              <span class="at-ease">{t("Confidence")}</span>
            </th>
            {when.length > 0 && <th scope="col">{t("Done by")}</th>}
            {howMany.length > 0 && <th scope="col">{t("Items by the deadline")}</th>}
            {cost.length > 0 && <th scope="col">{t("Cost")}</th>}
          </tr>
        </thead>
        <tbody>
          {confidences.map((confidence, i) => (
            <tr key={confidence} class={confidence === PLANNED ? "is-planned" : ""}>
              <ConfidenceCell confidence={confidence} />
              {when[i] && <WhenCell when={when[i]} />}
              {howMany[i] && <ItemsCell howMany={howMany[i]} />}
              {cost[i] && <CostCell cost={cost[i]} currency={currency} />}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{explanation(when.length > 0)}</p>
      {unfinished >= 0.0005 && <p class="hint">{unfinishedText(unfinished)}</p>}
    </section>
  );
}

function explanation(hasScope: boolean): string {
  const values = { percent: percentText(PLANNED) };
  return hasScope
    ? t("{percent} means: of 100 futures like your past weeks, 85 are done by then and 15 are not.", values)
    : t("{percent} means: of 100 futures like your past weeks, 85 get at least that far.", values);
}

function unfinishedText(chance: number): string {
  return chance < 0.005
    ? t("In fewer than 1 of 100 futures it is not done in ten years.")
    : t("In {n} of 100 futures it is not done in ten years.", { n: Math.round(chance * 100) });
}

function ConfidenceCell({ confidence }: { confidence: number }): JSX.Element {
  return (
    <th scope="row">
      {percentText(confidence)}
      <span class="under">{t("{n} of 100", { n: Math.round(confidence * 100) })}</span>
    </th>
  );
}

function WhenCell({ when }: { when: When }): JSX.Element {
  return (
    <td>
      {when.date ? shortDateText(when.date) : t("after ten years")}
      {when.weeks !== null && <span class="under">{tn("{n} week", "{n} weeks", when.weeks)}</span>}
    </td>
  );
}

function ItemsCell({ howMany }: { howMany: HowMany }): JSX.Element {
  return <td>{wholeText(howMany.items)}</td>;
}

function CostCell({ cost, currency }: { cost: Cost; currency: string }): JSX.Element {
  return <td>{cost.amount === null ? "–" : moneyText(cost.amount, currency)}</td>;
}
