// A group's result that comes without a network: its code typed, or its QR code read by the camera where there is one.

import { useState } from "preact/hooks";
import { t } from "../../words.ts";
import { takenFrom } from "./arrive.ts";
import type { Hub } from "./hub.ts";
import { canReadPictures, readPicture } from "./read-picture.ts";

export function LeadTake({ hub }: { hub: Hub }) {
  return (
    <section class="lead-part" aria-labelledby="lead-take">
      <h2 id="lead-take">{t("Take a group's result by code")}</h2>
      <p class="hint">
        {t("For a group whose network is gone: its page shows a code and a QR code with its result.")}
      </p>
      <TakeForm hub={hub} />
    </section>
  );
}

export function TakeForm({ hub }: { hub: Hub }) {
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
      {canReadPictures() && (
        <label class="btn btn-outline take-picture">
          {t("Take a picture of the QR code")}
          <input
            class="visually-hidden"
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => void scan(event.currentTarget.files?.[0])}
          />
        </label>
      )}
      <p id="take-said" role="status" class={isWrong ? "problem" : "soft"}>
        {said}
      </p>
    </form>
  );
}
