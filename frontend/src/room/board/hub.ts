// A room as a screen holds it: what is said, who is there, the server's clock, and a way to say something.

import type { RoomSetup } from "../../api-types.ts";
import type { Device } from "../exchange.ts";
import type { Reach } from "./reach.ts";
import type { Said } from "./said.ts";

export interface ScreenData extends Reach {
  view: "board" | "lead";
  code: string;
  setup: RoomSetup;
  /** Whether the account that opened this page leads the room, without its key. */
  leads: boolean;
  now_ms: number;
}

export interface Saying {
  scope: string;
  name: string;
  value: unknown;
}

export interface Hub extends ScreenData {
  said: Said;
  devices: Device[];
  /** Whether the server answered of late. */
  isLive: boolean;
  /** How many fields the server has not acknowledged. */
  nUnsent: number;
  /** The facilitator's; empty where this screen only shows. */
  key: string;
  say: (...changes: Saying[]) => void;
  /** What a group said where the room could not hear it: later than what is known of it here, and no later, so that
   * whatever the group said since prevails once it is heard. */
  carry: (changes: Saying[]) => void;
  serverNow: () => number;
}

export const ROOM = "room";
