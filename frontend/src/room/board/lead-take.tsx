// A group's result that comes without a network: its code typed, or its QR code read by the camera where there is one.

import { useState } from "preact/hooks";
import { t } from "../../words.ts";
import { takenFrom } from "./arrive.ts";
import type { Hub } from "./hub.ts";
import { CameraScan, hasCamera } from "./camera-scan.tsx";
import { readPicture } from "./read-picture.ts";

export function LeadTake({ hub }: { hub: Hub }) {
  return (
    <section class="lead-part" aria-labelledby="lead-take">
      <h2 id="lead-take">{t("Take a group's result by code")}</h2>
      <p class="hint">
        {t("For a group whose network is gone: its page shows a code and a QR code with its result.")}
      </p>
      <TakeForm hub={hub} mayUseCamera />
    </section>
  );
}

interface TakeProps {
  hub: Hub;
  /** Whether this page is one that the server lets use the camera. */
  mayUseCamera?: boolean;
}

export function TakeForm({ hub, mayUseCamera = false }: TakeProps) {
  const [isLooking, setLooking] = useState(false);
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  const [isWrong, setWrong] = useState(false);
  const take = (code: string): void => {
    const taken = takenFrom(code, hub.code, hub.setup);
    setWrong(!taken);
    if (!taken) return setSaid(t("This is no code of this room. Compare each letter and try again."));
    hub.carry(taken.changes);
    setText("");
    setSaid(t("The result of {group} is here.", { group: taken.groupName }));
  };
  const scan = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const found = await readPicture(file);
    if (found) return take(found);
    setWrong(true);
    setSaid(t("No QR code was found in the picture. Type the code instead."));
  };
  const failToLook = (): void => {
    setLooking(false);
    setWrong(true);
    setSaid(t("The camera may not be used here. Take a picture, or type the code."));
  };
  return (
    <form
      class="take"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) take(text);
      }}
    >
      <div class="take-line">
        <input
          class="form-control"
          aria-label={t("Code of the result")}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={text}
          aria-invalid={isWrong ? "true" : undefined}
          aria-describedby="take-said"
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
            setSaid("");
          }}
        />
        <button type="submit" class="btn btn-main" disabled={!text.trim()}>
          {t("Take it")}
        </button>
      </div>
      <div class="take-ways">
        {mayUseCamera && hasCamera() && (
          <button type="button" class="btn btn-outline" aria-pressed={isLooking} onClick={() => setLooking(!isLooking)}>
            {isLooking ? t("Stop the camera") : t("Scan with the camera")}
          </button>
        )}
        <label class="btn btn-outline take-picture">
          {t("Take a picture of the QR code")}
          <input
            class="visually-hidden"
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => {
              void scan(event.currentTarget.files?.[0]);
              // The same file may be tried again.
              event.currentTarget.value = "";
            }}
          />
        </label>
      </div>
      {isLooking && <CameraScan found={take} failed={failToLook} />}
      <p id="take-said" role="status" class={isWrong ? "problem" : "soft"}>
        {said}
      </p>
    </form>
  );
}
