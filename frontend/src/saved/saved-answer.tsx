// A stored answer, drawn as the forecast page draws one; nothing in it changes anything.

import type { JSX } from "preact";
import type { ForecastRequest, ForecastResult } from "../api-types.ts";
import { Basis } from "../answer/basis.tsx";
import { Headline } from "../answer/headline.tsx";
import { Levers } from "../answer/levers.tsx";
import { Model } from "../answer/model.tsx";
import { Odds } from "../answer/odds.tsx";
import { Risks } from "../answer/risks.tsx";
import { Say } from "../answer/say.tsx";
import { Trust } from "../answer/trust.tsx";
import { draftOfRequest } from "../project/draft-of-request.ts";
import { type Question, questionOf } from "../request.ts";
import { LateCharts } from "./late-charts.tsx";
import { withStart } from "./links.ts";

interface SavedAnswerProps {
  request: ForecastRequest;
  result: ForecastResult;
}

export function SavedAnswer({ request, result: answer }: SavedAnswerProps): JSX.Element {
  const draft = draftOfRequest(withStart(request, answer.start));
  const question = askedBy(request, questionOf(draft, answer.start));
  return (
    <div class="panel">
      <Headline answer={answer} question={question} />
      <Model answer={answer} />
      <Odds answer={answer} question={question} />
      <Levers answer={answer} question={question} draft={draft} />
      <LateCharts answer={answer} />
      <Risks answer={answer} question={question} risks={draft.risks} />
      <Trust answer={answer} />
      <Say sentence={answer.sentence} isFresh={false} />
      <Basis draft={draft} />
    </div>
  );
}

/** The question as the form asks it: without what nobody said. */
function askedBy(request: ForecastRequest, question: Question | string): Question {
  return typeof question === "string" ? { request, riskRows: request.risks?.map((_, i) => i) ?? [] } : question;
}
