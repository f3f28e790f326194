// Joins the asking with what is shown: answers, refusals, and answers of this device while the server is not reached.

import { ask, type Refused } from "./ask.ts";
import { type Asker, createAsker } from "./asker.ts";
import type { FieldProblem, ForecastResult } from "./api-types.ts";
import { itemsText, leversText, percentInWords, weeksText } from "./facts-in-words.ts";
import { dateText, todayText } from "./format.ts";
import { clearProblems, showProblems } from "./form/problems.ts";
import { loadOnDevice, onDevice } from "./late-device.ts";
import type { Question } from "./request.ts";
import type { Store } from "./state/store.ts";
import { isCutOff, type View } from "./view.ts";
import { t, tn } from "./words.ts";

const say = { t, tn, dateText, itemsText, leversText, percentInWords, weeksText };

export function createLiveAsker(form: HTMLElement, view: Store<View>): Asker<Question> {
  const update = (change: Partial<View>): void => view.set({ ...view.get(), ...change });
  const send = (question: Question, signal: AbortSignal): Promise<ForecastResult> =>
    ask(question.request, signal);
  const answerHere = (question: Question, status: "asking" | "on_device"): boolean => {
    const answer = onDevice()?.(question.request, todayText(new Date()), say, view.get());
    if (!answer) return false;
    clearProblems(form);
    update({ status, answer, question, refusals: [] });
    return true;
  };
  const standIn = (question: Question): void => {
    const { status, question: answered } = view.get();
    if (status === "on_device" && answered === question) return;
    if (!answerHere(question, "on_device")) update({ status: "offline" });
  };
  const asker = createAsker(send, {
    asking(question: Question) {
      // Who was not reached may not say so for long.
      if (isCutOff(view.get())) standIn(question);
      else update({ status: "asking" });
    },
    slow: (question: Question) => void answerHere(question, "asking"),
    answered(question: Question, answer: ForecastResult) {
      clearProblems(form);
      update({ status: "fresh", answer, question, refusals: [] });
      loadOnDevice();
    },
    refused(question: Question, refusal: Refused) {
      const homeless = showProblems(form, refusal.problems, question.riskRows);
      update({ status: "refused", refusals: refusalTexts(refusal, homeless) });
    },
    unreachable: standIn,
  });
  addEventListener("online", () => asker.retry());
  return asker;
}

function refusalTexts(refusal: Refused, homeless: FieldProblem[]): string[] {
  return refusal.problems.length ? homeless.map(({ message }) => message) : [refusal.title];
}
