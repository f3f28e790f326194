// What came of it as files, what is printed, links to hand out, and the devices that are here.

import { t, tn } from "../../words.ts";
import { AddressField } from "./address-field.tsx";
import { CopyButton } from "./copy-button.tsx";
import type { Hub } from "./hub.ts";
import { linksOf } from "./links.ts";

export function LeadFiles({ hub }: { hub: Hub }) {
  return (
    <>
      <section class="lead-part" aria-labelledby="lead-export">
        <h2 id="lead-export">{t("Export")}</h2>
        <div class="lead-row">
          <Sealed hub={hub} path="report.csv" label={t("Table (CSV)")} />
          <Sealed hub={hub} path="report.pdf" label={t("Report (PDF)")} />
        </div>
      </section>
      <section class="lead-part" aria-labelledby="lead-paper">
        <h2 id="lead-paper">{t("On paper")}</h2>
        <p class="hint">{t("Cards, result sheets and an exercise for each group; and the key to seal in an envelope.")}</p>
        <div class="lead-row">
          <a class="btn btn-outline" href={`/r/${hub.code}/paper`} target="_blank" rel="noopener">
            {t("Printable pack")}
          </a>
          <Sealed hub={hub} path="key" label={t("Sealed key")} isPage />
        </div>
      </section>
    </>
  );
}

interface LinksProps {
  hub: Hub;
  /** How links that phones open begin. */
  base: string;
  setBase: (base: string) => void;
}

export function LeadLinks({ hub, base, setBase }: LinksProps) {
  const links = linksOf(base, hub.code, hub.key);
  // Who leads by account has no secret to hand on.
  const own: [string, string][] = hub.key ? [[t("Your own, secret"), links.lead]] : [];
  const groups = hub.setup.groups.map(({ number, name }): [string, string] => [name, links.group(number)]);
  return (
    <section class="lead-part" aria-labelledby="lead-links">
      <h2 id="lead-links">{t("Links")}</h2>
      <div class="lead-row">
        <a class="btn btn-outline" href={`/r/${hub.code}/board`} target="_blank" rel="noopener">
          {t("Projector view")}
        </a>
      </div>
      <LinkList rows={[[t("The room"), links.join], ...own]} />
      <details>
        <summary>{t("Each group's own")}</summary>
        <LinkList rows={groups} />
      </details>
      {!hub.address && (
        <details>
          <summary>{t("Address that phones use")}</summary>
          <AddressField base={base} nearby={hub.nearby} change={setBase} />
        </details>
      )}
      <Nicknames hub={hub} />
    </section>
  );
}

function LinkList({ rows }: { rows: [name: string, link: string][] }) {
  return (
    <ul class="lead-links">
      {rows.map(([name, link]) => (
        <li key={name}>
          <span>
            {name}
            <small>{link.split("#")[0]!.replace(/^https?:\/\//, "")}</small>
          </span>
          <CopyButton text={link} />
        </li>
      ))}
    </ul>
  );
}

interface SealedProps {
  hub: Hub;
  path: string;
  label: string;
  /** Shown in a window of its own, rather than downloaded. */
  isPage?: boolean;
}

/** A link cannot say the key, which must stand in no address: a form does. */
function Sealed({ hub, path, label, isPage = false }: SealedProps) {
  return (
    <form method="post" action={`/r/${hub.code}/${path}`} target={isPage ? "_blank" : undefined}>
      <input type="hidden" name="key" value={hub.key} />
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
