// The venue's network, for a QR code of its own.

import { t } from "../../words.ts";
import type { Choices } from "./room-setup.ts";

interface Props {
  choices: Choices;
  change: (changes: Partial<Choices>) => void;
}

export function WifiFields({ choices, change }: Props) {
  return (
    <details>
      <summary>{t("Wi-Fi of the venue (optional)")}</summary>
      <div class="pair">
        <div class="field">
          <label class="form-label" for="wifi-name">
            {t("Name of the network")}
          </label>
          <input
            id="wifi-name"
            class="form-control"
            maxLength={32}
            autocomplete="off"
            value={choices.wifi_name}
            onInput={(event) => change({ wifi_name: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label class="form-label" for="wifi-password">
            {t("Password")}
          </label>
          <input
            id="wifi-password"
            class="form-control"
            maxLength={63}
            autocomplete="off"
            value={choices.wifi_password}
            onInput={(event) => change({ wifi_password: event.currentTarget.value })}
          />
        </div>
      </div>
      <p class="hint">{t("Everybody in the room sees both: they are on the QR code.")}</p>
    </details>
  );
}
