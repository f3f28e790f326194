// Step 4: the odds of the deadline, and what it costs.

import { dateText, moneyText, percentText, shareText, wholeText } from "../format.ts";
import { t } from "../words.ts";
import { inputsOf, MOST_COST, MOST_WEEKS } from "./case.ts";
import type { Desk } from "./desk.ts";
import { NumberField } from "./fields.tsx";
import { OddNote } from "./odd-note.tsx";

export function DeadlineStep({ desk }: { desk: Desk }) {
  const { item, numbers } = desk;
  const { deadlineWeeks, costPerPersonWeek, items } = inputsOf(item, desk.values);
  const currency = item.currency ?? "BRL";
  return (
    <>
      <h2>{t("Will it make the deadline?")}</h2>
      <NumberField
        label={t("Deadline, in weeks")}
        value={deadlineWeeks}
        least={1}
        most={MOST_WEEKS}
        isWhole
        step={1}
        problem={t("A number of weeks from 1 to {most}.", { most: MOST_WEEKS })}
        change={(number) => desk.move("deadline_weeks", number)}
      >
        {numbers?.deadlineDate && <span class="unit">{dateText(numbers.deadlineDate)}</span>}
      </NumberField>
      <OddNote desk={desk} kinds={["deadline_days"]} />
      <NumberField
        label={t("Cost of one person for one week")}
        value={costPerPersonWeek}
        least={0}
        most={MOST_COST}
        problem={t("An amount from 0 to {most}.", { most: wholeText(MOST_COST) })}
        change={(number) => desk.move("cost_per_person_week", Math.round(number * 100) / 100)}
      >
        <span class="unit">{currency}</span>
      </NumberField>
      <OddNote desk={desk} kinds={["cost_thousands"]} />
      {numbers && (
        <dl class="facts">
          <div>
            <dt>{t("Chance without risks")}</dt>
            <dd>{numbers.chanceWithoutRisks === null ? "–" : percentText(numbers.chanceWithoutRisks)}</dd>
          </div>
          <div>
            <dt>{t("Chance with risks")}</dt>
            <dd>{numbers.chance === null ? "–" : percentText(numbers.chance)}</dd>
          </div>
          <div>
            <dt>{t("Items by the deadline, {percent} sure", { percent: percentText(0.85) })}</dt>
            <dd>
              {numbers.items === null ? "–" : wholeText(Math.min(numbers.items, items))}
              {numbers.share !== null && <span class="under">{t("{share} of the scope", { share: shareText(numbers.share) })}</span>}
            </dd>
          </div>
          <div>
            <dt>{t("Cost at P85")}</dt>
            <dd>{numbers.cost === null ? "–" : moneyText(numbers.cost, currency)}</dd>
          </div>
        </dl>
      )}
      {item.saving_per_month != null && (
        <p class="hint">{t("Each month sooner is worth {amount}.", { amount: moneyText(item.saving_per_month, currency) })}</p>
      )}
    </>
  );
}
