// What the facilitator sent to this group, and what of it waits for somebody here.

import { useState } from "preact/hooks";
import { phaseOf } from "./board/phase.ts";
import type { Desk } from "./desk.ts";
import { under } from "./fields.ts";
import { remember, remembered } from "./keep.ts";

export interface Message {
  id: string;
  text: string;
}

export interface Poll {
  question: string;
  options: string[];
  /** The place of what this device chose. */
  chosen: number | null;
}

export interface Notices {
  hints: Message[];
  challenges: Message[];
  poll: Poll | null;
  /** How many hints are not read, challenges not answered, polls not voted in. */
  nNew: number;
  dismiss(id: string): void;
}

export function useNotices(desk: Desk): Notices {
  const [dismissed, setDismissed] = useState(() => remembered(desk.code, "dismissed").split(" "));
  const dismiss = (id: string): void => {
    const next = [...dismissed, id];
    remember(desk.code, "dismissed", next.join(" "));
    setDismissed(next);
  };
  const hints = messages(desk, "hint").filter(({ id }) => !dismissed.includes(id));
  const challenges = messages(desk, "challenge");
  const poll = pollOf(desk);
  const unanswered = challenges.filter(({ id }) => !desk.said[`answer.${id}`]);
  const nWaiting = hints.length + unanswered.length + (poll && poll.chosen === null ? 1 : 0);
  // Afterwards nothing waits for anybody.
  const nNew = phaseOf(desk.room["phase"]) === "over" ? 0 : nWaiting;
  return { hints, challenges, poll, nNew, dismiss };
}

function messages({ room, group }: Desk, kind: string): Message[] {
  return under(room, kind).flatMap(([id, value]) => {
    const { to, text } = (value ?? {}) as { to?: unknown; text?: unknown };
    const isOurs = !Array.isArray(to) || to.length === 0 || to.includes(group);
    return typeof text === "string" && isOurs ? [{ id, text }] : [];
  });
}

function pollOf({ room, said, device }: Desk): Poll | null {
  const { question, options } = (room["poll"] ?? {}) as { question?: unknown; options?: unknown };
  if (typeof question !== "string" || !Array.isArray(options)) return null;
  const chosen = (said[`poll.${device}`] as { option?: unknown } | undefined)?.option;
  return { question, options: options.map(String), chosen: typeof chosen === "number" ? chosen : null };
}
