// How the result reaches the board when the server does not come back.

import { useState } from "preact/hooks";
import { copyText } from "../answer/copy.ts";
import { t } from "../words.ts";
import { Qr } from "./board/qr.tsx";
import type { Desk } from "./desk.ts";
import { travelCode, travelText } from "./travel.ts";

export function Travel({ desk }: { desk: Desk }) {
  const { code, group, item, said, state } = desk;
  const isNeeded = desk.isAlone || (state.status === "offline" && state.nUnsent > 0);
  const typed = travelCode(code, group, item, said);
  return (
    <details class="travel" open={isNeeded}>
      <summary>{t("No network? Carry the result over")}</summary>
      <p>{t("Tell the facilitator this code, or let them scan it. It has your numbers and your decision.")}</p>
      <p class="travel-code">{typed}</p>
      <Copy text={typed} />
      <Qr text={travelText(code, group, item, said)} label={t("The same as a QR code")} />
    </details>
  );
}

function Copy({ text }: { text: string }) {
  const [copied, setCopied] = useState("");
  const copy = async (): Promise<void> => {
    if (await copyText(text)) setCopied(text);
  };
  return (
    <button type="button" class="btn btn-outline" onClick={() => void copy()}>
      {copied === text ? t("Copied") : t("Copy the code")}
    </button>
  );
}
