// Another language takes what is typed along.

import { byId } from "./dom.ts";
import type { Draft } from "./draft.ts";
import { fragmentOf } from "./state/fragment.ts";

export function watchLanguage(current: () => Draft): void {
  const link = byId<HTMLAnchorElement>("language-link");
  link.addEventListener("click", () => {
    link.hash = fragmentOf(current());
  });
}
