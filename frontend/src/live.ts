// Joins the asking with what is shown: answers, refusals, and waiting for the connection.

import { ask, type Refused } from "./ask.ts";
import { type Asker, createAsker } from "./asker.ts";
import type { FieldProblem, ForecastResult } from "./api-types.ts";
import { clearProblems, showProblems } from "./form/problems.ts";
import type { Question } from "./request.ts";
import type { Store } from "./state/store.ts";
import type { View } from "./view.ts";

export function createLiveAsker(form: HTMLElement, view: Store<View>): Asker<Question> {
  const update = (change: Partial<View>): void => view.set({ ...view.get(), ...change });
  const send = (question: Question, signal: AbortSignal): Promise<ForecastResult> =>
    ask(question.request, signal);
  const asker = createAsker(send, {
    asking() {
      if (view.get().status !== "offline") update({ status: "asking" });
    },
    answered(question: Question, answer: ForecastResult) {
      clearProblems(form);
      update({ status: "fresh", answer, question, refusals: [] });
    },
    refused(question: Question, refusal: Refused) {
      const homeless = showProblems(form, refusal.problems, question.riskRows);
      update({ status: "refused", refusals: refusalTexts(refusal, homeless) });
    },
    unreachable() {
      update({ status: "offline" });
    },
  });
  addEventListener("online", () => asker.retry());
  return asker;
}

function refusalTexts(refusal: Refused, homeless: FieldProblem[]): string[] {
  return refusal.problems.length ? homeless.map(({ message }) => message) : [refusal.title];
}
