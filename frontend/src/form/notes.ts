// Under the history: how far it can be trusted, in the server's words.

import { byId, element } from "../dom.ts";

export function showNotes(notes: string[]): void {
  byId("history-notes").replaceChildren(...notes.map((note) => element("p", { class: "hint" }, note)));
}
