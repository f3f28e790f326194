// While people join: the code as large as the wall allows, and which groups are there.

import { t } from "../../words.ts";
import { AddressField } from "./address-field.tsx";
import type { GroupState } from "./group-state.ts";
import type { Hub } from "./hub.ts";
import { isOnlyHere, linksOf, shortLink } from "./links.ts";
import { Qr } from "./qr.tsx";
import { Devices } from "./tile.tsx";
import { wifiText } from "./wifi.ts";

interface Props {
  hub: Hub;
  groups: GroupState[];
  /** How links that phones open begin. */
  base: string;
  setBase: (base: string) => void;
}

export function Lobby({ hub, groups, base, setBase }: Props) {
  const { wifi } = hub.setup;
  const { join } = linksOf(base, hub.code);
  return (
    <section class="lobby" aria-label={t("Join the room")}>
      <div class="lobby-codes">
        {wifi && (
          <figure>
            <Qr text={wifiText(wifi.name, wifi.password ?? "")} label={t("QR code of the Wi-Fi")} />
            <figcaption>
              {t("1. Wi-Fi")} <bdi>{wifi.name}</bdi>
              {wifi.password && <code>{wifi.password}</code>}
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
      {isOnlyHere(location.origin) && !hub.address && (
        <details class="lobby-address" open={isOnlyHere(base)}>
          <summary>
            {isOnlyHere(base)
              ? t("Phones cannot open {here}", { here: location.host })
              : t("Opened as {here}: phones go to {there}", { here: location.host, there: shortLink(base) })}
          </summary>
          <AddressField base={base} nearby={hub.nearby} change={setBase} />
        </details>
      )}
    </section>
  );
}
