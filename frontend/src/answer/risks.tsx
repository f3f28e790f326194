// What each risk costs, and a switch for each, where there is a form.

import type { JSX } from "preact";
import type { ForecastResult, RiskAnswer } from "../api-types.ts";
import type { Draft, RiskDraft } from "../draft.ts";
import { percentText } from "../format.ts";
import { isComplete, type Question, riskOf } from "../request.ts";
import { t, tn } from "../words.ts";
import { PLANNED } from "./reading.ts";

interface RisksProps {
  answer: ForecastResult;
  question: Question;
  risks: RiskDraft[];
  change?: ((change: Partial<Draft>) => void) | undefined;
}

export function Risks({ answer, question, risks, change }: RisksProps): JSX.Element | null {
  const rows = risks.map((risk, row) => ({ risk, row })).filter(({ risk }) => isComplete(risk));
  if (!rows.length) return null;
  const turn = (row: number, isOn: boolean): void =>
    change?.({ risks: risks.map((risk, index) => (index === row ? { ...risk, isOn } : risk)) });
  return (
    <section class="risk-answers">
      <h2>{t("What each risk costs")}</h2>
      <ul>
        {rows.map(({ risk, row }) => (
          <li key={row}>
            {change ? (
              <label class="form-switch">
                <input
                  class="form-check-input"
                  type="checkbox"
                  role="switch"
                  checked={risk.isOn}
                  onChange={(event) => turn(row, event.currentTarget.checked)}
                />
                <span>{nameOf(risk, row)}</span>
              </label>
            ) : (
              <span>{nameOf(risk, row)}</span>
            )}
            <span class="risk-cost">{costText(risk, answerTo(risk, row, answer, question))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameOf(risk: RiskDraft, row: number): string {
  return risk.name.trim() || t("Risk {n}", { n: row + 1 });
}

/** The answer about this risk, if it is the risk that was asked about. */
function answerTo(
  risk: RiskDraft,
  row: number,
  answer: ForecastResult,
  question: Question,
): RiskAnswer | undefined {
  const index = question.riskRows.indexOf(row);
  const isTheSame = JSON.stringify(question.request.risks?.[index]) === JSON.stringify(riskOf(risk));
  return isTheSame ? answer.risks[index] : undefined;
}

function costText(risk: RiskDraft, answer: RiskAnswer | undefined): string {
  if (!risk.isOn) return t("does not count");
  if (!answer) return "…";
  const { weeks_added_at_p85: weeks, chance_if_removed: chance } = answer;
  const added =
    weeks === null
      ? ""
      : tn("+{n} week at {percent}", "+{n} weeks at {percent}", weeks, { percent: percentText(PLANNED) });
  const without = chance === null ? "" : t("{chance} without it", { chance: percentText(chance) });
  return [added, without].filter(Boolean).join(" · ");
}
