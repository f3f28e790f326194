// Shows each new state of the answer; before the first, the words that the page came with.

import { byId } from "../dom.ts";
import type { Store } from "../state/store.ts";
import type { Actions, View } from "../view.ts";
import { renderPanel } from "./panel.tsx";

export function showAnswers(views: Store<View>, actions: Actions): void {
  const place = byId("live-answer");
  views.watch((view) => {
    const hasContent = Boolean(view.answer) || view.status === "offline" || view.refusals.length > 0;
    byId("before-answer").hidden = hasContent;
    place.hidden = !hasContent;
    renderPanel(place, view, actions);
  });
}
