// A group's result that came by code: what it changes in the room.

import type { RoomSetup } from "../../api-types.ts";
import { arrived } from "../travel.ts";
import type { Saying } from "./hub.ts";

export interface Taken {
  groupName: string;
  changes: Saying[];
}

/** @param text as typed, or as a QR code says it; null if it is no code of this room */
export function takenFrom(text: string, code: string, setup: RoomSetup): Taken | null {
  const decoded = arrived(text, code, setup);
  if (decoded.kind !== "arrived") return null;
  const { group, values } = decoded.arrived;
  const name = setup.groups.find(({ number }) => number === group)?.name ?? "";
  return {
    groupName: name,
    changes: Object.entries(values).map(([field, value]) => ({ scope: `g${group}`, name: field, value })),
  };
}
