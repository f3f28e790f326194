// The screens that see the whole room: the projector's and the facilitator's.

import { render } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Device } from "../exchange.ts";
import { keepPage } from "../keep-page.ts";
import type { RoomState } from "../link.ts";
import { BoardScreen } from "./board-screen.tsx";
import type { Hub, ScreenData } from "./hub.ts";
import { LeadScreen } from "./lead-screen.tsx";
import { phaseOf } from "./phase.ts";
import { loadReader } from "./read-picture.ts";
import { JOINING_MS, linkRoom, type RoomLink } from "./room-link.ts";
import { Said } from "./said.ts";
import { takeKey } from "./secret.ts";

const TICK_MS = 250;

function Screen({ data, secret }: { data: ScreenData; secret: string }) {
  const [state, setState] = useState<RoomState | null>(null);
  const link = useRef<RoomLink | null>(null);
  const [who, setWho] = useState<Device[]>([]);
  link.current ??= linkRoom(data.code, secret, data.leads, setState, setWho);
  const room = link.current;
  const now_ms = useNow(room);
  useEffect(() => {
    room.start();
    void room.askWho();
    return () => room.stop();
  }, [room]);
  const { known, status, nUnsent, devices } = state ?? room.state;
  useEffect(() => setWho(devices), [devices]);
  const said = useMemo(() => new Said(known.values()), [known]);
  const isJoining = phaseOf(said.value("room", "phase")) === "lobby";
  useEffect(() => {
    if (!isJoining) return;
    const timer = setInterval(() => void room.askWho(), JOINING_MS);
    return () => clearInterval(timer);
  }, [isJoining, room]);
  const hub: Hub = {
    ...data,
    said,
    devices: who,
    isLive: status === "live" || status === "connecting",
    nUnsent,
    key: secret,
    say: (...changes) => {
      for (const { scope, name, value } of changes) room.say(scope, name, value);
    },
    carry: (changes) => {
      for (const { scope, name, value } of changes) room.carry(scope, name, value, said.writtenAt(scope, name) + 1);
    },
    serverNow: () => room.serverNow(),
  };
  return data.view === "lead" ? (
    <LeadScreen hub={hub} now_ms={now_ms} />
  ) : (
    <BoardScreen hub={hub} now_ms={now_ms} />
  );
}

/** The server's clock, to a quarter of a second. */
function useNow(link: RoomLink): number {
  const [now_ms, setNow] = useState(link.serverNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(link.serverNow()), TICK_MS);
    return () => clearInterval(timer);
  }, [link]);
  return now_ms;
}

const data = JSON.parse(document.getElementById("room-data")!.textContent!) as ScreenData;
const place = document.getElementById("main")!;
place.replaceChildren();
// Had now, since a result comes by code when the server is gone.
void loadReader()
  .then(keepPage)
  .catch(() => undefined);
render(<Screen data={data} secret={takeKey(data.code)} />, place);
document.documentElement.setAttribute("data-ready", "");
