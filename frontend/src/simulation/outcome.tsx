// What the trials say beside what is exact, and the effort, which only trials tell.

import type { JSX } from "preact";
import type { ForecastResult, SimulationResult, Spread } from "../api-types.ts";
import { numberText, percentText } from "../format.ts";
import type { Question } from "../request.ts";
import { t, tn } from "../words.ts";

const COMPARED = [0.5, 0.85, 0.95];
/** Nine of ten trials lie between. */
const ENDS = [0.05, 0.95] as const;

interface OutcomeProps {
  result: SimulationResult;
  answer: ForecastResult;
  question: Question;
}

export function Outcome({ result, answer, question }: OutcomeProps): JSX.Element {
  const exactChance = answer.deadline?.chance;
  return (
    <>
      <p class="legend" aria-hidden="true">
        <span class="key-exact" /> {t("Exact")} <span class="key-trials" /> {t("Trials")}
      </p>
      <table class="table table-sm">
        <thead>
          <tr>
            <th scope="col">{t("Confidence")}</th>
            <th scope="col">{t("Exact")}</th>
            <th scope="col">{t("Trials")}</th>
          </tr>
        </thead>
        <tbody>
          {COMPARED.map((confidence) => (
            <tr key={confidence}>
              <th scope="row">{percentText(confidence)}</th>
              <td>{weeksText(exactWeeks(answer, confidence))}</td>
              <td>{weeksText(valueAt(result.weeks, confidence))}</td>
            </tr>
          ))}
          {typeof exactChance === "number" && result.chance !== null && (
            <tr>
              <th scope="row">{t("Chance of the deadline")}</th>
              <td>{percentText(exactChance)}</td>
              <td>{percentText(result.chance)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p class="effort">{effortText(result.effort_person_weeks, question.request.team?.size)}</p>
    </>
  );
}

function exactWeeks({ when }: ForecastResult, confidence: number): number | null | undefined {
  return when.find((row) => Math.abs(row.confidence - confidence) < 1e-9)?.weeks;
}

function valueAt({ confidence, values }: Spread, wanted: number): number | null | undefined {
  return values[confidence.findIndex((found) => Math.abs(found - wanted) < 1e-9)];
}

function weeksText(weeks: number | null | undefined): string {
  if (weeks === undefined) return "–";
  return weeks === null ? t("after ten years") : tn("{n} week", "{n} weeks", weeks);
}

function effortText(effort: Spread, size: number | undefined): string {
  const [middle, low, high] = [0.5, ...ENDS].map((share) => numberText(valueAt(effort, share) ?? 0));
  const values = { middle: middle!, low: low!, high: high! };
  return size === undefined
    ? t("Effort, supposing one person: {middle} person-weeks; in 9 of 10 trials between {low} and {high}.", values)
    : t("Effort: {middle} person-weeks; in 9 of 10 trials between {low} and {high}.", values);
}
