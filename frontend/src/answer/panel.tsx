// The answer beside the form.

import { type JSX, render } from "preact";
import { linkTo } from "../state/keep.ts";
import type { Actions, Status, View } from "../view.ts";
import { Basis } from "./basis.tsx";
import { Headline } from "./headline.tsx";
import { LateCharts } from "./late-charts.tsx";
import { Levers } from "./levers.tsx";
import { Model } from "./model.tsx";
import { Odds } from "./odds.tsx";
import { Risks } from "./risks.tsx";
import { SaveButton } from "./save-button.tsx";
import { Say } from "./say.tsx";
import { StatusLine } from "./status-line.tsx";
import { SummaryBar } from "./summary-bar.tsx";
import { Trust } from "./trust.tsx";

/** When what is shown answers what is typed, or soon will. */
const ofNow: Status[] = ["fresh", "asking", "on_device"];

export function renderPanel(into: Element, view: View, actions: Actions): void {
  render(<Panel view={view} actions={actions} />, into);
}

function Panel({ view, actions }: { view: View; actions: Actions }): JSX.Element {
  const { answer, question, draft } = view;
  return (
    <>
      <StatusLine view={view} />
      {answer && question && (
        <div
          class={ofNow.includes(view.status) ? "panel" : "panel is-stale"}
          data-status={view.status}
        >
          <SaveButton view={view} />
          <Headline answer={answer} question={question} />
          <Model answer={answer} change={actions.change} />
          <Odds answer={answer} question={question} />
          <Levers answer={answer} question={question} draft={draft} change={actions.change} />
          <LateCharts answer={answer} question={question} draft={draft} change={actions.change} />
          <Risks answer={answer} question={question} risks={draft.risks} change={actions.change} />
          <Trust answer={answer} />
          <Say sentence={answer.sentence} link={() => linkTo(draft)} isFresh={view.status === "fresh" || view.status === "on_device"} />
          <Basis draft={draft} />
          <SummaryBar answer={answer} />
        </div>
      )}
    </>
  );
}
