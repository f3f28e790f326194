// A page that shows a forecast as it was saved, and the ways from it back to the form.

import { render } from "preact";
import type { ForecastRequest, ForecastResult } from "../api-types.ts";
import { watchTheme } from "../theme.ts";
import { openInEditor } from "./links.ts";
import { SavedAnswer } from "./saved-answer.tsx";

interface Saved {
  request: ForecastRequest;
  result: ForecastResult;
}

function start(): void {
  if (document.getElementById("theme-button")) watchTheme();
  const saved = dataOf<Saved>("saved-data");
  const place = document.getElementById("saved-answer");
  if (saved && place) {
    // What the page said by itself gives way to the drawn answer.
    place.replaceChildren();
    render(<SavedAnswer {...saved} />, place);
  }
  if (saved) openInEditor(saved.request, saved.result);
  document.documentElement.setAttribute("data-ready", "");
}

function dataOf<Data>(id: string): Data | null {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as Data) : null;
}

start();
