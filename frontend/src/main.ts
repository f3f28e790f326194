// The forecast page: what is typed becomes a question, the question an answer, as one types.

import { showAnswers } from "./answer/show.ts";
import { byId } from "./dom.ts";
import { type Draft, emptyDraft, isEmpty } from "./draft.ts";
import { exampleDraft } from "./example.ts";
import { watchCountries } from "./form/countries.ts";
import { showDeadline } from "./form/deadline.ts";
import { watchRivals } from "./form/exclusive.ts";
import { readForm, writeForm } from "./form/fields.ts";
import { showFolds } from "./form/folds.ts";
import { keepsChoice, showHistory } from "./form/history-field.ts";
import { showNotes } from "./form/notes.ts";
import { clearProblems } from "./form/problems.ts";
import { watchRows } from "./form/rows.ts";
import { createReplacer } from "./form/undo.ts";
import { todayText } from "./format.ts";
import { watchLanguage } from "./language.ts";
import { createLiveAsker } from "./live.ts";
import { nextStep } from "./next-step.ts";
import { questionOf } from "./request.ts";
import { firstDraft } from "./state/first.ts";
import { draftOf } from "./state/fragment.ts";
import { createKeeper } from "./state/keep.ts";
import { load } from "./state/storage.ts";
import { createStore } from "./state/store.ts";
import { watchTheme } from "./theme.ts";
import { isCutOff, type View } from "./view.ts";
import { t } from "./words.ts";

const form = byId("form");
const asked = readForm(form);
const drafts = createStore<Draft>(asked);
const views = createStore<View>({ draft: asked, status: "fresh", refusals: [] });
const asker = createLiveAsker(form, views);
const keep = createKeeper();
const showCountries = watchCountries(drafts.get);
const replace = createReplacer(drafts.get, show);

/** Puts a draft into the form and answers it at once. */
function show(draft: Draft): void {
  writeForm(form, draft);
  changed(draft, 0);
}

function change(part: Partial<Draft>): void {
  show({ ...drafts.get(), ...part });
}

/** An answer to a question under the paste box: its button goes, so the box gets the focus. */
function changeHistory(part: Partial<Draft>): void {
  change(part);
  byId("f-history").focus();
}

function changed(draft: Draft, pauseMs?: number): void {
  drafts.set(draft);
  keep(draft);
  showHistory(draft, changeHistory);
  showFolds(form, draft);
  showCountries(draft);
  askFor(draft, pauseMs);
}

function askFor(draft: Draft, pauseMs?: number): void {
  const question = questionOf(draft, todayText(new Date()));
  byId("next-step")?.replaceChildren(nextStep(question));
  if (typeof question === "string") {
    asker.drop();
    clearProblems(form);
    views.set(
      isEmpty(draft)
        ? { draft, status: "fresh", refusals: [] }
        : { ...views.get(), draft, status: "incomplete" },
    );
  } else {
    const view = views.get();
    views.set({ ...view, draft, status: isCutOff(view) ? view.status : "asking" });
    asker.want(question, pauseMs);
  }
}

function typed(): void {
  const before = drafts.get();
  const draft = readForm(form, before);
  byId("undo").hidden = true;
  changed({ ...draft, choice: keepsChoice(before.history, draft.history) ? draft.choice : "" });
}

function start(): void {
  watchTheme();
  watchLanguage(drafts.get);
  watchRivals(form);
  watchRows(form, typed);
  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("start-over").addEventListener("click", () => replace(emptyDraft, t("Everything was cleared.")));
  byId("load-example")?.addEventListener("click", () =>
    replace(exampleDraft(), t("The example was loaded.")),
  );
  addEventListener("hashchange", () => show(draftOf(location.hash) ?? drafts.get()));
  showAnswers(views, { change });
  views.watch(({ draft, answer }) => {
    showDeadline(draft, answer?.deadline ?? null);
    showNotes(answer?.history.notes ?? []);
  });
  show(firstDraft(location.hash, asked, load()));
  document.documentElement.setAttribute("data-ready", "");
}

start();
