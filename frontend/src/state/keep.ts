// Keeps what is typed in this browser at once, and in the address soon.

import type { Draft } from "../draft.ts";
import { fragmentOf } from "./fragment.ts";
import { save } from "./storage.ts";

// Browsers refuse an address that changes too often.
const PAUSE_MS = 300;

export function createKeeper(): (draft: Draft) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (draft) => {
    save({ draft, link: location.hash });
    clearTimeout(timer);
    timer = setTimeout(() => {
      history.replaceState(null, "", linkTo(draft));
      save({ draft, link: location.hash });
    }, PAUSE_MS);
  };
}

/** The address of this page with everything that is typed. */
export function linkTo(draft: Draft): string {
  const fragment = fragmentOf(draft);
  return location.origin + location.pathname + (fragment && `#${fragment}`);
}
