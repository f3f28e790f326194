// One group, large, while it presents: its numbers, its decision, its reason, and the clock.

import type { Case } from "../../api-types.ts";
import { percentText, dateText, moneyText } from "../../format.ts";
import { t, tn } from "../../words.ts";
import { type BoardNumbers, weeksText, weeksWithRisks } from "./board-numbers.ts";
import type { GroupState } from "./group-state.ts";
import { clockText } from "./timer.ts";
import { useBeep } from "./use-beep.ts";
import { Verdict } from "./verdict.tsx";

interface Props {
  group: GroupState;
  item: Case;
  numbers: BoardNumbers;
  seconds: number;
}

export function PresentView({ group, item, numbers, seconds }: Props) {
  const { p85, chance, cost, currency } = numbers;
  const { hasBegun } = group;
  useBeep(seconds === 0 ? 0 : null);
  return (
    <section class="present" aria-labelledby="present-title">
      <header>
        <div>
          <h2 id="present-title">{group.name}</h2>
          <p>{item.title}</p>
        </div>
        <p class={`present-clock${seconds === 0 ? " is-over" : seconds <= 15 ? " is-late" : ""}`} role="timer">
          {clockText(seconds)}
        </p>
      </header>
      <dl>
        <div class="is-main">
          <dt>P85</dt>
          <dd>
            {hasBegun && p85?.date ? dateText(p85.date) : "–"}
            {hasBegun && p85?.weeks != null && <small>{tn("{n} week", "{n} weeks", p85.weeks)}</small>}
          </dd>
        </div>
        <div>
          <dt>{tn("Chance of {n} week", "Chance of {n} weeks", numbers.deadlineWeeks)}</dt>
          <dd>{hasBegun && chance !== null ? percentText(chance) : "–"}</dd>
        </div>
        <div>
          <dt>{t("Cost at P85")}</dt>
          <dd>{hasBegun && cost !== null ? moneyText(cost, currency) : "–"}</dd>
        </div>
        <div>
          <dt>{t("P50 / P85 / P95 without risks")}</dt>
          <dd>{hasBegun ? weeksText(numbers.withoutRisks) : "–"}</dd>
        </div>
        <div>
          <dt>{t("with risks, in weeks")}</dt>
          <dd>{hasBegun ? weeksWithRisks(numbers) : "–"}</dd>
        </div>
      </dl>
      <p class="present-changes">
        {numbers.changes.length > 0 && t("Changed: {changes}", { changes: numbers.changes.join(" · ") })}
      </p>
      <div class="present-decision">
        {group.decision ? <Verdict verdict={group.decision} /> : <p class="soft">{hasBegun ? t("No decision yet") : t("Did not begin")}</p>}
        <blockquote dir="auto">{group.reason || " "}</blockquote>
      </div>
    </section>
  );
}
