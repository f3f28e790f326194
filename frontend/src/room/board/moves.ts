// What the facilitator does in one press, by whichever button.

import { type Hub, ROOM } from "./hub.ts";
import type { Phase } from "./phase.ts";
import { started } from "./timer.ts";
import type { Poll } from "./votes.ts";

const PRESENT_S = 90;

export function goTo(hub: Hub, phase: Phase): void {
  hub.say({ scope: ROOM, name: "phase", value: phase });
}

export function beginWork(hub: Hub, minutes: number): void {
  hub.say({ scope: ROOM, name: "timer", value: started(minutes * 60, hub.serverNow()) });
  if (hub.said.value(ROOM, "phase") !== "work") goTo(hub, "work");
}

/** The group's own clock begins, on the board and on its phones. */
export function letPresent(hub: Hub, group: number): void {
  const seconds = hub.setup.present_seconds ?? PRESENT_S;
  const value = { group, ends_at_ms: Math.round(hub.serverNow()) + seconds * 1000 };
  hub.say({ scope: ROOM, name: "present", value }, { scope: ROOM, name: "phase", value: "present" });
}

export function openPoll(hub: Hub, poll: Poll): void {
  hub.say({ scope: ROOM, name: "poll", value: poll }, { scope: ROOM, name: "phase", value: "poll" });
}
