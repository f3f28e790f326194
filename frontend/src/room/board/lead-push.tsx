// A hint or a what-if challenge, to some groups or all.

import { useState } from "preact/hooks";
import { t } from "../../words.ts";
import type { Hub } from "./hub.ts";
import { type Kind, pushes, pushing, withdrawing } from "./pushes.ts";
import { readyChallenges, readyHints } from "./ready-words.ts";
import type { Scene } from "./scene.ts";

export function LeadPush({ hub, scene }: { hub: Hub; scene: Scene }) {
  const [kind, setKind] = useState<Kind>("hint");
  const [text, setText] = useState("");
  const [to, setTo] = useState<number[]>([]);
  const [said, setSaid] = useState("");
  const ready = kind === "hint" ? readyHints() : readyChallenges();
  const send = (event: Event): void => {
    event.preventDefault();
    if (!text.trim()) return;
    hub.say(pushing(kind, text, to, hub.serverNow()));
    setText("");
    setSaid(t("Sent."));
  };
  const sent = pushes(hub.said).slice(-3).reverse();
  return (
    <section class="lead-part" aria-labelledby="lead-push">
      <h2 id="lead-push">{t("Say something")}</h2>
      <form onSubmit={send}>
        <div class="lead-row" role="group" aria-labelledby="lead-push">
          {(
            [
              ["hint", t("Hint")],
              ["challenge", t("What-if challenge")],
            ] as [Kind, string][]
          ).map(([value, label]) => (
            <button
              key={value}
              type="button"
              class="btn btn-outline"
              aria-pressed={kind === value}
              onClick={() => setKind(value)}
            >
              {label}
            </button>
          ))}
        </div>
        <div class="field">
          <label class="form-label" for="push-ready">
            {t("Ready-made")}
          </label>
          <select
            id="push-ready"
            class="form-select"
            value=""
            onChange={(event) => {
              const chosen = ready.find(({ id }) => id === event.currentTarget.value);
              if (chosen) setText(chosen.text);
              event.currentTarget.value = "";
            }}
          >
            <option value="">{t("Choose …")}</option>
            {ready.map((one) => (
              <option key={one.id} value={one.id}>
                {one.text}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label class="form-label" for="push-text">
            {t("Text")}
          </label>
          <textarea
            id="push-text"
            class="form-control"
            rows={3}
            maxLength={500}
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setSaid("");
            }}
          />
        </div>
        <fieldset class="field lead-to">
          <legend class="form-label">{t("Who gets it")}</legend>
          <label class="choice">
            <input type="checkbox" checked={to.length === 0} onChange={() => setTo([])} /> {t("All groups")}
          </label>
          {scene.groups.map(({ number, name }) => (
            <label class="choice" key={number}>
              <input
                type="checkbox"
                checked={to.includes(number)}
                onChange={() => setTo(to.includes(number) ? to.filter((one) => one !== number) : [...to, number])}
              />{" "}
              {name}
            </label>
          ))}
        </fieldset>
        <button type="submit" class="btn btn-main" disabled={!text.trim()}>
          {t("Send")}
        </button>{" "}
        <span role="status" class="soft">
          {said}
        </span>
      </form>
      {sent.length > 0 && (
        <ul class="lead-sent">
          {sent.map((push) => (
            <li key={push.id}>
              <span dir="auto">{push.text}</span>
              <button type="button" class="btn btn-quiet btn-sm" onClick={() => hub.say(withdrawing(push))}>
                {t("Take back")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
