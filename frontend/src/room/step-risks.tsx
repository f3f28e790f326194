// Step 3: what may happen, each with the weeks that it adds.

import { percentText } from "../format.ts";
import { t } from "../words.ts";
import type { Desk } from "./desk.ts";
import { PROMISED } from "./numbers.ts";
import { addedText, weeksText } from "./typed.ts";

export function RisksStep({ desk }: { desk: Desk }) {
  const { item, numbers } = desk;
  const risks = item.risks ?? [];
  return (
    <>
      <h2>{t("What may happen?")}</h2>
      {risks.length === 0 && <p>{t("This case has no risks.")}</p>}
      <ul class="risk-list">
        {risks.map(({ name, probability, impact }, n) => {
          const isOn = desk.values[`risk.${n}`] === true;
          const id = `risk-${n}`;
          return (
            <li key={n}>
              <label class="switch" for={id}>
                <input
                  id={id}
                  type="checkbox"
                  role="switch"
                  checked={isOn}
                  aria-describedby={`${id}-facts`}
                  onChange={(event) => desk.move(`risk.${n}`, event.currentTarget.checked)}
                />
                <span>{name}</span>
              </label>
              <span class={isOn ? "risk-weeks" : "risk-weeks is-off"}>{addedText(numbers?.risks[n]?.weeks ?? null)}</span>
              <p class="hint" id={`${id}-facts`}>
                {t("{percent} chance of {low} to {high} more items, likely {mode}", {
                  percent: percentText(probability),
                  low: impact.low,
                  mode: impact.mode,
                  high: impact.high,
                })}
              </p>
            </li>
          );
        })}
      </ul>
      {numbers && (
        <p>
          {t("P85 without risks: {without}. With those that are on: {with}.", {
            without: weeksText(numbers.whenWithoutRisks[PROMISED]?.weeks),
            with: weeksText(numbers.when[PROMISED]?.weeks),
          })}
        </p>
      )}
    </>
  );
}
