// Replaces everything that is typed, and can take it back; a workshop goes on.

import { byId } from "../dom.ts";
import { type Draft, isEmpty } from "../draft.ts";

export function createReplacer(
  current: () => Draft,
  show: (draft: Draft) => void,
): (draft: Draft, said: string) => void {
  const bar = byId("undo");
  let before: Draft | undefined;

  bar.querySelector("button")!.addEventListener("click", () => {
    bar.hidden = true;
    if (before) show(before);
  });

  return (draft, said) => {
    before = current();
    show({ ...draft, workshop: before.workshop });
    if (isEmpty(before)) return;
    bar.querySelector("span")!.textContent = said;
    bar.hidden = false;
  };
}
