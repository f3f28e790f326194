// A group's page: a device, its link to the room, and what it shows.

import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { deskOf, type Given } from "./desk.ts";
import { exchangeWith, nobody } from "./exchange.ts";
import { scopeOf, type Values, valueOf } from "./fields.ts";
import { GroupPage } from "./group-page.tsx";
import { deviceName, remember, remembered } from "./keep.ts";
import { keepPage } from "./keep-page.ts";
import { createLink, type RoomState } from "./link.ts";
import { Pick } from "./pick.tsx";

function Group({ given }: { given: Given }) {
  const { code, setup } = given;
  const scope = scopeOf(setup.groups[0]!.number);
  const device = useMemo(() => deviceName(code), []);
  const [nickname, setNickname] = useState(() => remembered(code, "nickname"));
  const [tried, setTried] = useState<Values>({});
  const [, show] = useState<RoomState>();
  const link = useMemo(
    () =>
      createLink({
        code,
        see: scope,
        device,
        exchange: given.alone ? nobody : exchangeWith(code),
        nickname,
        changed: show,
      }),
    [],
  );
  useEffect(() => {
    link.start();
    return () => link.stop();
  }, []);
  const name = (text: string): void => {
    remember(code, "nickname", text);
    setNickname(text);
    link.setNickname(text);
    if (valueOf(link.state.known, scope, "operator") === device) link.say(scope, "operator_name", text || null);
  };
  return <GroupPage desk={deskOf({ given, device, nickname, link, tried, setTried })} setNickname={name} />;
}

function start(given: Given, main: HTMLElement): void {
  render(<Group given={given} />, main);
  document.documentElement.dataset["ready"] = "";
}

const given = JSON.parse(document.getElementById("room-given")!.textContent!) as Given | Given[];
const main = document.getElementById("main")!;
main.replaceChildren();
if (Array.isArray(given)) {
  // A file of its own, with every group in it.
  render(<Pick given={given} pick={(one) => start(one, main)} />, main);
} else {
  start(given, main);
  void keepPage().catch(() => undefined);
}
