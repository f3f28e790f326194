// While people join: the code as large as the wall allows, and which groups are there.

import { t } from "../../words.ts";
import type { GroupState } from "./group-state.ts";
import type { Hub } from "./hub.ts";
import { shortLink } from "./links.ts";
import { Qr } from "./qr.tsx";
import { Devices } from "./tile.tsx";
import { wifiText } from "./wifi.ts";

export function Lobby({ hub, groups, join }: { hub: Hub; groups: GroupState[]; join: string }) {
  const { wifi } = hub.setup;
  return (
    <section class="lobby" aria-label={t("Join the room")}>
      <div class="lobby-codes">
        {wifi && (
          <figure>
            <Qr text={wifiText(wifi.name, wifi.password ?? "")} label={t("QR code of the Wi-Fi")} />
            <figcaption>
              {t("1. Wi-Fi")} <bdi>{wifi.name}</bdi>
            </figcaption>
          </figure>
        )}
        <figure>
          <Qr text={join} label={t("QR code of the room")} />
          <figcaption>{wifi ? t("2. The room") : t("Scan, or type the code")}</figcaption>
        </figure>
      </div>
      <div class="lobby-words">
        <p class="lobby-link">{shortLink(join.replace(/\/r\/.*/, "/rooms"))}</p>
        <p class="lobby-code">{hub.code}</p>
        <ul class="lobby-groups">
          {groups.map((group) => (
            <li key={group.number} class={group.nDevices > 0 ? "is-here" : ""}>
              <span>{group.name}</span> <Devices n={group.nDevices} />
              <small>{group.caseTitle}</small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
