// The address that phones use: to be seen, and to be put right where this page cannot know it.

import { t } from "../../words.ts";
import { isOnlyHere, shortLink } from "./links.ts";

interface Props {
  base: string;
  nearby: string[];
  change: (base: string) => void;
}

export function AddressField({ base, nearby, change }: Props) {
  const isWrong = isOnlyHere(base);
  const others = nearby.filter((one) => one !== base);
  return (
    <div class="field no-print address-field">
      <label class="form-label" for="phones-address">
        {t("Address that phones use")}
      </label>
      <input
        id="phones-address"
        class="form-control"
        value={base}
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isWrong ? "true" : undefined}
        aria-describedby="phones-address-note"
        onInput={(event) => change(event.currentTarget.value)}
      />
      <p id="phones-address-note" class={isWrong ? "problem" : "hint"}>
        {addressText(base)}
      </p>
      {others.length > 0 && (
        <p class="address-others">
          {t("Also this computer's:")}{" "}
          {others.map((one) => (
            <button key={one} type="button" class="btn btn-outline btn-sm" onClick={() => change(one)}>
              {shortLink(one)}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

function addressText(base: string): string {
  if (isOnlyHere(base)) {
    return t("Phones cannot open this address. Put in this computer's address in the network, as in http://192.168.0.7:8080.");
  }
  if (!isOnlyHere(location.origin)) return t("All links and QR codes lead there.");
  return t("This page was opened as {here}, which only this computer knows; links and QR codes lead to the address above.", {
    here: location.host,
  });
}
