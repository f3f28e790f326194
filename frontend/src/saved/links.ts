// Links to the form with everything in it: a saved forecast, or what a project knows already.

import type { ForecastRequest, ForecastResult } from "../api-types.ts";
import { type Asked, draftOfRequest } from "../project/draft-of-request.ts";
import { rememberOpened } from "../save/remember.ts";
import { fragmentOf } from "../state/fragment.ts";

/** Shows and fills the links that open the forecast in the form. */
export function openInEditor(request: ForecastRequest, { start }: ForecastResult): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-open-in-editor]")) {
    link.href = formAddress(withStart(request, start));
    link.hidden = false;
  }
}

/** Fills the links that start a forecast of a project; saving it goes to the project, which no link says. */
export function linkProject(content: Asked | null): void {
  if (!content) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-forecast-project]")) {
    link.href = formAddress(content);
    link.addEventListener("click", () => rememberOpened(link.dataset["forecastProject"]!));
  }
}

/** The first day that was counted from: what began "today" began then. */
export function withStart(request: ForecastRequest, start: string): ForecastRequest {
  const isSaid = request.start || request.history.last_period_end;
  return isSaid ? request : { ...request, start };
}

function formAddress(asked: Asked): string {
  const fragment = fragmentOf(draftOfRequest(asked));
  return fragment ? `/#${fragment}` : "/";
}
