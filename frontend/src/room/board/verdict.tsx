// The verdict: a word and a colour.

import { t } from "../../words.ts";
import type { Decision } from "./group-state.ts";

export function verdictText(verdict: Decision): string {
  return { go: t("GO"), adjust: t("ADJUST"), no_go: t("NO-GO") }[verdict];
}

export function Verdict({ verdict }: { verdict: Decision }) {
  return <span class={`verdict verdict-${verdict}`}>{verdictText(verdict)}</span>;
}
