// What everything on a group's page is made of: the case, what the group said, what this device tries on its own.

import type { Case, RoomSetup } from "../api-types.ts";
import { scopeOf, under, type Values, valuesOf, WHOLE_ROOM } from "./fields.ts";
import { randomName } from "./keep.ts";
import type { Link, RoomState } from "./link.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import { isProposal, type Proposal } from "./proposals.ts";

/** What the page was given by the server. */
export interface Given {
  /** In a file of its own, without a server to ask. */
  alone?: boolean;
  code: string;
  /** With one group and one case: this page's. */
  setup: RoomSetup;
}

export interface Desk {
  code: string;
  /** In a file of its own: there is no server to come back. */
  isAlone: boolean;
  group: number;
  groupName: string;
  item: Case;
  setup: RoomSetup;
  device: string;
  nickname: string;
  state: RoomState;
  /** What the facilitator says. */
  room: Values;
  /** What the group says. */
  said: Values;
  /** What this device tries, beside what the group says; empty on the operator's. */
  tried: Values;
  /** Both: what is shown here. */
  values: Values;
  numbers: Numbers | null;
  /** Whether this device types for the group; so does whoever is first. */
  operates: boolean;
  hasOperator: boolean;
  /** Empty where who types gave none. */
  operatorName: string;
  isFrozen: boolean;
  proposals: [id: string, proposal: Proposal][];
  serverNow(): number;
  /** A number of the forecast: said by the operator, tried by anybody else. */
  move(field: string, value: unknown): void;
  /** Something only the operator says. */
  say(field: string, value: unknown): void;
  /** Something everybody may say. */
  sayOwn(field: string, value: unknown): void;
  takeOver(): void;
  propose(): void;
  stopTrying(): void;
}

export interface DeskParts {
  given: Given;
  device: string;
  nickname: string;
  link: Link;
  tried: Values;
  setTried(tried: Values): void;
}

export function deskOf({ given, device, nickname, link, tried, setTried }: DeskParts): Desk {
  const { setup, code } = given;
  const group = setup.groups[0]!;
  const item = setup.cases[0]!;
  const scope = scopeOf(group.number);
  const { known } = link.state;
  const room = valuesOf(known, WHOLE_ROOM);
  const said = valuesOf(known, scope);
  const operator = said["operator"];
  const hasOperator = typeof operator === "string";
  const operates = !hasOperator || operator === device;
  const ownTries = operates ? {} : tried;
  const values = { ...said, ...ownTries };
  const sayOwn = (field: string, value: unknown): void => link.say(scope, field, value);
  const takeOver = (): void => {
    sayOwn("operator", device);
    if (nickname || said["operator_name"]) sayOwn("operator_name", nickname || null);
  };
  const say = (field: string, value: unknown): void => {
    if (!hasOperator) takeOver();
    sayOwn(field, value);
  };
  return {
    code,
    isAlone: given.alone === true,
    group: group.number,
    groupName: group.name,
    item,
    setup,
    device,
    nickname,
    state: link.state,
    room,
    said,
    tried: ownTries,
    values,
    numbers: numbersOf(item, values, setup),
    operates,
    hasOperator,
    operatorName: typeof said["operator_name"] === "string" ? said["operator_name"] : "",
    isFrozen: room["frozen"] === true,
    proposals: under(said, "proposal")
      .filter((entry): entry is [string, Proposal] => isProposal(entry[1]))
      .filter(([, { state }]) => state === "open"),
    serverNow: () => link.serverNow(),
    move(field, value) {
      if (operates) say(field, value);
      else setTried(withTry(said, tried, field, value));
    },
    say,
    sayOwn,
    takeOver() {
      takeOver();
      setTried({});
    },
    propose() {
      for (const [field, value] of Object.entries(tried)) {
        const proposal: Proposal = { by: nickname, field, value: value ?? null, note: "", state: "open" };
        sayOwn(`proposal.${randomName().slice(0, 8)}`, proposal);
      }
      setTried({});
    },
    stopTrying: () => setTried({}),
  };
}

/** Where a field is tried as the group has it, nothing is tried. */
function withTry(said: Values, tried: Values, field: string, value: unknown): Values {
  const next = { ...tried, [field]: value };
  if ((said[field] ?? false) === value) delete next[field];
  return next;
}
