// The odds of the deadline, the verdict with its rule, and how much fits.

import type { JSX } from "preact";
import type { DeadlineAnswer, ForecastResult } from "../api-types.ts";
import { dateText, numberText, percentText, wholeText } from "../format.ts";
import type { Question } from "../request.ts";
import { t, tn } from "../words.ts";
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
  const values = { percent: percentText(PLANNED), stated: numberText(stated), share: percentText(share) };
  if (stated === 1 && items === 0) return t("With {percent}, the one planned item is not finished by then.", values);
  if (share < 1)
    return tn(
      "With {percent}, {n} of the {stated} planned items gets finished by then: {share}.",
      "With {percent}, {n} of the {stated} planned items get finished by then: {share}.",
      items,
      values,
    );
  if (!hasRisks)
    return tn(
      "With {percent}, {n} item gets finished by then: all that is planned ({stated}).",
      "With {percent}, {n} items get finished by then: all that is planned ({stated}).",
      items,
      values,
    );
  return tn(
    "With {percent}, {n} item gets finished by then: all that is planned ({stated}), and {more} for what risks add.",
    "With {percent}, {n} items get finished by then: all that is planned ({stated}), and {more} for what risks add.",
    items,
    { ...values, more: wholeText(Math.floor(items - stated)) },
  );
}
