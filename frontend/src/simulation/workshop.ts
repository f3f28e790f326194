// Workshop mode: what this reader chose, else what the installation says.

import type { Draft } from "../draft.ts";

export function isWorkshop({ workshop }: Draft): boolean {
  return workshop ? workshop === "on" : "workshop" in document.getElementById("answer")!.dataset;
}
