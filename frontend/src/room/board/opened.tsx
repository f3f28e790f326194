// The room is open: its code, its QR codes, and the facilitator's link, which is told this once.

import type { Opened } from "../../api-types.ts";
import { t } from "../../words.ts";
import { AddressField } from "./address-field.tsx";
import { CopyButton } from "./copy-button.tsx";
import { linksOf, shortLink } from "./links.ts";
import { Qr } from "./qr.tsx";
import { type Reach, useBase } from "./reach.ts";
import { wifiText } from "./wifi.ts";

export function OpenedRoom({ room, reach }: { room: Opened; reach: Reach }) {
  const [base, setBase] = useBase(reach, room.code);
  const links = linksOf(base, room.code, room.key);
  const here = linksOf(location.origin, room.code, room.key);
  const { wifi, groups, cases } = room.setup;
  return (
    <section class="opened" aria-labelledby="opened-title">
      <h1 id="opened-title" tabIndex={-1}>
        {t("The room is open")}
      </h1>
      <div class="opened-main">
        <Qr text={links.join} label={t("QR code of the room")} />
        <div>
          <p class="opened-code">{room.code}</p>
          <p class="opened-link">{shortLink(links.join)}</p>
          <p class="soft">
            {t("Codes never have 0, 1, I, L or O: whatever looks like one of them is something else.")}
          </p>
          <div class="actions no-print">
            <a class="btn btn-main" href={here.lead} target="_blank" rel="noopener">
              {t("Lead")}
            </a>
            <a class="btn btn-outline" href={here.board} target="_blank" rel="noopener">
              {t("Projector view")}
            </a>
            <button type="button" class="btn btn-outline" onClick={() => print()}>
              {t("Print the QR codes")}
            </button>
            <a class="btn btn-outline" href={here.paper} target="_blank" rel="noopener">
              {t("Printable pack")}
            </a>
          </div>
        </div>
      </div>
      <div class="opened-secret no-print">
        <h2>{t("Keep this link: it is told once")}</h2>
        <p>
          {t("Whoever has it leads the room. Open it on your phone too, and show it to nobody.")}
        </p>
        <div class="share-line">
          <input
            class="form-control"
            readOnly
            aria-label={t("The facilitator's secret link")}
            value={links.lead}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton text={links.lead} />
        </div>
        <details class="opened-lead-qr">
          <summary>{t("As a QR code, for your own phone")}</summary>
          <Qr text={links.lead} label={t("QR code of the facilitator's secret link")} />
        </details>
      </div>
      <AddressField base={base} nearby={reach.nearby} change={setBase} />
      <ul class="opened-codes">
        {wifi && (
          <li class="qr-card">
            <h2>{t("1. Wi-Fi")}</h2>
            <Qr text={wifiText(wifi.name, wifi.password ?? "")} label={t("QR code of the Wi-Fi")} />
            <p>
              <bdi>{wifi.name}</bdi>
              {wifi.password && (
                <>
                  <br />
                  <code>{wifi.password}</code>
                </>
              )}
            </p>
          </li>
        )}
        {groups.map(({ number, name, case: index }) => (
          <li class="qr-card" key={number}>
            <h2>{name}</h2>
            <Qr text={links.group(number)} label={t("QR code of {group}", { group: name })} />
            <p>
              {cases[index]?.title}
              <span class="soft opened-link">{shortLink(links.group(number))}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
