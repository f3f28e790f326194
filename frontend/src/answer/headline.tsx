// The answer in large: the date, and the odds of the deadline.

import type { JSX } from "preact";
import type { ForecastResult } from "../api-types.ts";
import type { Question } from "../request.ts";
import { Chance } from "./chance.tsx";
import { DoneBy } from "./done-by.tsx";
import { ItemsBy } from "./items-by.tsx";
import { oddsText, planned } from "./reading.ts";

interface HeadlineProps {
  answer: ForecastResult;
  question: Question;
}

export function Headline({ answer, question }: HeadlineProps): JSX.Element {
  const when = planned(answer.when);
  const odds = oddsText(answer);
  return (
    <div class="headline" id="headline">
      {when && <DoneBy when={when} n={answer.history.n} />}
      {answer.deadline && odds && <Chance deadline={answer.deadline} odds={odds} {...{ answer, question }} />}
      {answer.deadline && !odds && <ItemsBy answer={answer} deadline={answer.deadline} />}
    </div>
  );
}
