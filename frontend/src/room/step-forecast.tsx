// Step 2: when it is done, at three confidences, and what was guessed.

import { shortDateText, percentText } from "../format.ts";
import { t } from "../words.ts";
import { CONFIDENCES } from "./case.ts";
import type { Desk } from "./desk.ts";
import { under } from "./fields.ts";
import { PROMISED } from "./numbers.ts";
import { weeksText } from "./typed.ts";
import { ChanceCurve } from "./chance-curve.tsx";

export function ForecastStep({ desk }: { desk: Desk }) {
  const { numbers } = desk;
  if (!numbers) return <p class="problem">{t("There is no answer to these numbers. Look at the history.")}</p>;
  const guesses = under(desk.said, "guess")
    .map(([, guess]) => (guess as { weeks?: unknown }).weeks)
    .filter((weeks) => typeof weeks === "number")
    .sort((one, other) => one - other);
  return (
    <>
      <h2>{t("When is it done?")}</h2>
      <table class="odds-table">
        <thead>
          <tr>
            <th scope="col">{t("Confidence")}</th>
            <th scope="col">{t("Without risks")}</th>
            <th scope="col">{t("With risks")}</th>
          </tr>
        </thead>
        <tbody>
          {CONFIDENCES.map((confidence, n) => (
            <tr key={confidence} class={n === PROMISED ? "is-planned" : ""}>
              <th scope="row">P{Math.round(confidence * 100)}</th>
              {[numbers.whenWithoutRisks[n], numbers.when[n]].map((when, column) => (
                <td key={column}>
                  {weeksText(when?.weeks)}
                  {when?.date && <span class="under">{shortDateText(when.date)}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">
        {t("{percent} means: of 100 futures like your past weeks, 85 are done by then and 15 are not.", {
          percent: percentText(0.85),
        })}
      </p>
      <ChanceCurve numbers={numbers} />
      {numbers.standsIn && (
        <p class="hint">{t("Computed by drawing past weeks again, since the room's pace model did not come. Load the page again where there is a network.")}</p>
      )}
      {guesses.length > 0 && (
        <p>{t("Your group guessed, in weeks: {guesses}.", { guesses: guesses.join(" · ") })}</p>
      )}
    </>
  );
}
