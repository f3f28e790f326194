// The odds of the deadline, the verdict with its rule, and how much fits.

import type { JSX } from "preact";
import type { DeadlineAnswer, ForecastResult } from "../api-types.ts";
import { dateText, numberText, percentText, wholeText } from "../format.ts";
import type { Question } from "../request.ts";
import { t } from "../words.ts";
import { Meter } from "./meter.tsx";
import { PLANNED, planned, ruleOf, verdictText } from "./reading.ts";

interface ChanceProps {
  answer: ForecastResult;
  question: Question;
  deadline: DeadlineAnswer;
  odds: string;
}

export function Chance({ deadline, odds, answer, question }: ChanceProps): JSX.Element {
  const { go, adjust } = ruleOf(question);
  const { chance, chance_without_risks: without, scope_share_at_p85: share } = deadline;
  const hasRisks = Boolean(question.request.risks?.length);
  return (
    <section class="tile">
      <h2>{t("Chance to be done by {date}", { date: dateText(deadline.date) })}</h2>
      <p class="figure">
        {odds}{" "}
        {answer.verdict && (
          <span class={`verdict verdict-${answer.verdict}`}>{verdictText(answer.verdict)}</span>
        )}
      </p>
      <Meter chance={chance ?? 0} marks={[adjust, go]} verdict={answer.verdict ?? "go"} label={odds} />
      <p class="hint">
        {t("GO from {go}, ADJUST from {adjust}, else NO-GO.", {
          go: percentText(go),
          adjust: percentText(adjust),
        })}
      </p>
      {hasRisks && without !== null && (
        <p class="hint">{t("Without the risks: {chance}.", { chance: percentText(without) })}</p>
      )}
      {share !== null && <p class="hint">{fitText(share, answer, hasRisks)}</p>}
    </section>
  );
}

/** What gets finished by the deadline, whatever it is, against what is planned. */
function fitText(share: number, answer: ForecastResult, hasRisks: boolean): string {
  const items = planned(answer.how_many)?.items ?? 0;
  const stated = answer.scope?.stated ?? 0;
  const values = {
    percent: percentText(PLANNED),
    items: wholeText(items),
    stated: numberText(stated),
    share: percentText(share),
  };
  if (share < 1)
    return t("With {percent}, {items} of the {stated} planned items get finished by then: {share}.", values);
  if (!hasRisks)
    return t("With {percent}, {items} items get finished by then: all {stated} that are planned.", values);
  return t(
    "With {percent}, {items} items get finished by then: all {stated} that are planned, and {more} for what risks add.",
    { ...values, more: wholeText(Math.floor(items - stated)) },
  );
}
