// What the answer is based on; for the printed page, where the form is not.

import type { JSX } from "preact";
import type { Draft } from "../draft.ts";
import { dateText, moneyText, wholeText } from "../format.ts";
import { dateOf, isComplete, numberOf } from "../request.ts";
import { t, tn } from "../words.ts";

export function Basis({ draft }: { draft: Draft }): JSX.Element {
  return (
    <section class="basis">
      <h2>{t("Based on")}</h2>
      <dl>
        {basisOf(draft).map(([term, said]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function basisOf(draft: Draft): [string, string][] {
  const [size, cost, deadline] = [numberOf(draft.size), numberOf(draft.cost), dateOf(draft.deadline)];
  const risks = draft.risks.filter((risk) => risk.isOn && isComplete(risk));
  const rows: [string, string | false][] = [
    [t("Items finished"), draft.history.trim().replace(/\s+/g, " ")],
    [
      t("Items left"),
      draft.items ? wholeText(Number(draft.items)) : draft.itemsLow && `${draft.itemsLow}–${draft.itemsHigh}`,
    ],
    [
      t("Deadline"),
      deadline
        ? dateText(deadline)
        : draft.deadlineWeeks && tn("{n} week", "{n} weeks", Number(draft.deadlineWeeks)),
    ],
    [t("People"), size !== undefined && wholeText(size)],
    [t("Cost per person and week"), cost !== undefined && moneyText(cost, draft.currency)],
    [
      t("Risks"),
      risks
        .map((risk) => `${risk.name} (${risk.probability} %, ${risk.low}–${risk.mode}–${risk.high})`)
        .join("; "),
    ],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}
