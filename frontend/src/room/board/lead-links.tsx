// Links to hand out, the devices that are here, and what came of it as files.

import { t, tn } from "../../words.ts";
import { CopyButton } from "./copy-button.tsx";
import type { Hub } from "./hub.ts";
import { linksOf } from "./links.ts";

export function LeadLinks({ hub }: { hub: Hub }) {
  const links = linksOf(hub.address || location.origin, hub.code, hub.key);
  const rows: [string, string][] = [
    [t("The room"), links.join],
    ...hub.setup.groups.map(({ number, name }): [string, string] => [name, links.group(number)]),
    [t("Your own, secret"), links.lead],
  ];
  return (
    <>
      <section class="lead-part" aria-labelledby="lead-export">
        <h2 id="lead-export">{t("Export")}</h2>
        <div class="lead-row">
          <Export code={hub.code} secret={hub.key} kind="csv" label={t("Table (CSV)")} />
          <Export code={hub.code} secret={hub.key} kind="pdf" label={t("Report (PDF)")} />
        </div>
      </section>
      <section class="lead-part" aria-labelledby="lead-links">
        <h2 id="lead-links">{t("Links")}</h2>
        <div class="lead-row">
          <a class="btn btn-outline" href={`/r/${hub.code}/board`} target="_blank" rel="noopener">
            {t("Projector view")}
          </a>
          <a class="btn btn-outline" href={`/r/${hub.code}/paper`} target="_blank" rel="noopener">
            {t("Printable pack")}
          </a>
        </div>
        <ul class="lead-links">
          {rows.map(([name, link]) => (
            <li key={name}>
              <span>{name}</span> <CopyButton text={link} />
            </li>
          ))}
        </ul>
        <Nicknames hub={hub} />
      </section>
    </>
  );
}

/** A link cannot say the key, which must stand in no address: a form does. */
function Export({ code, secret, kind, label }: { code: string; secret: string; kind: string; label: string }) {
  return (
    <form method="post" action={`/r/${code}/report.${kind}`}>
      <input type="hidden" name="key" value={secret} />
      <button type="submit" class="btn btn-outline">
        {label}
      </button>
    </form>
  );
}

function Nicknames({ hub }: { hub: Hub }) {
  return (
    <details>
      <summary>{tn("{n} device", "{n} devices", hub.devices.length)}</summary>
      <ul class="lead-devices">
        {hub.devices.map(({ device, scope, nickname, seen_s }) => (
          <li key={device}>
            <code>{device.slice(0, 4)}</code> {nickname}{" "}
            <span class="soft">
              {scopeText(hub, scope)} · {t("{n} s ago", { n: seen_s })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function scopeText(hub: Hub, scope: string): string {
  const group = hub.setup.groups.find(({ number }) => `g${number}` === scope);
  return group?.name ?? (scope === "all" ? t("Board or facilitator") : t("The room"));
}
