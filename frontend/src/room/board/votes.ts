// The poll: what was asked, and how many chose what.

import type { RoomSetup } from "../../api-types.ts";
import type { Said } from "./said.ts";

export interface Poll {
  question: string;
  options: string[];
}

export function pollOf(value: unknown): Poll | null {
  const { question, options } = (value ?? {}) as { question?: unknown; options?: unknown };
  if (typeof question !== "string" || !Array.isArray(options)) return null;
  return { question, options: options.filter((one) => typeof one === "string") };
}

/** How many chose each option; a vote is the option's place, from 0, or what it says. */
export function countVotes(poll: Poll, setup: RoomSetup, said: Said): number[] {
  const counts = poll.options.map(() => 0);
  for (const { number } of setup.groups) {
    for (const { value } of said.under(`g${number}`, "poll")) {
      const chosen = placeOf(value, poll);
      if (chosen in counts) counts[chosen]! += 1;
    }
  }
  return counts;
}

function placeOf(value: unknown, poll: Poll): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") return poll.options.indexOf(value);
  const { option } = (value ?? {}) as { option?: unknown };
  return typeof option === "number" ? option : -1;
}
