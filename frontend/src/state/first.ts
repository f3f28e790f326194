// Which draft the page starts with: a shared link wins, then what the address asks for, then what was typed last.

import { type Draft, isEmpty } from "../draft.ts";
import { draftOf } from "./fragment.ts";
import type { Stored } from "./storage.ts";

/**
 * @param link  the fragment of the address
 * @param asked the form as the server filled it from the address
 */
export function firstDraft(link: string, asked: Draft, stored: Stored | null): Draft {
  const linked = draftOf(link);
  // The link of the page that stored: what is stored is as new or newer, and word for word what was typed.
  if (linked) return stored?.link === link ? stored.draft : linked;
  return isEmpty(asked) && stored ? stored.draft : asked;
}
