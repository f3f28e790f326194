// What somebody of a group found and proposes: one change, and what would come of it.

import type { Case, RoomSetup } from "../api-types.ts";
import { percentText } from "../format.ts";
import { t } from "../words.ts";
import { changeText } from "./changes.ts";
import type { Values } from "./fields.ts";
import { numbersOf, PROMISED } from "./numbers.ts";
import { weeksText } from "./typed.ts";

/** A change that somebody of the group proposes. */
export interface Proposal {
  /** A nickname; empty where there is none. */
  by: string;
  field: string;
  value: unknown;
  note: string;
  state: "open" | "taken" | "left";
}

const proposable = /^(items|people|deadline_weeks|cost_per_person_week|risk\.\d+)$/;

export function isProposal(value: unknown): value is Proposal {
  const { field, by, state } = (value ?? {}) as Partial<Proposal>;
  return typeof field === "string" && proposable.test(field) && typeof by === "string" && typeof state === "string";
}

/** Who proposes what, as in "Ana: scope 60". */
export function proposalText(item: Case, proposal: Proposal): string {
  const somebody = t("Somebody");
  return t("{who}: {change}", { who: proposal.by || somebody, change: changeText(item, proposal.field, proposal.value) });
}

/** What the group's numbers would be. */
export function effectText(item: Case, said: Values, setup: RoomSetup, { field, value }: Proposal): string {
  const numbers = numbersOf(item, { ...said, [field]: value }, setup);
  if (!numbers) return "";
  return t("P85 {weeks}, chance {chance}", {
    weeks: weeksText(numbers.when[PROMISED]?.weeks),
    chance: numbers.chance === null ? "–" : percentText(numbers.chance),
  });
}
