// What the facilitator says: time, hints, challenges, a poll, and that everything is held.

import { useEffect, useState } from "preact/hooks";
import { t } from "../words.ts";
import type { Desk } from "./desk.ts";
import { under } from "./fields.ts";
import { TextField } from "./fields.tsx";
import { remember, remembered } from "./keep.ts";

const LONGEST_ANSWER = 600;

export function Timer({ desk }: { desk: Desk }) {
  const [, tick] = useState(0);
  const timer = (desk.room["timer"] ?? {}) as { ends_at_ms?: unknown; left_s?: unknown };
  const isRunning = typeof timer.ends_at_ms === "number";
  useEffect(() => {
    if (!isRunning) return;
    const ticking = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(ticking);
  }, [isRunning]);
  const left_s = isRunning
    ? Math.max(0, Math.ceil(((timer.ends_at_ms as number) - desk.serverNow()) / 1000))
    : typeof timer.left_s === "number"
      ? timer.left_s
      : null;
  if (left_s === null) return null;
  const text = `${Math.floor(left_s / 60)}:${String(Math.floor(left_s % 60)).padStart(2, "0")}`;
  return (
    <span class={left_s <= 120 ? "timer is-short" : "timer"} role="timer" aria-label={t("Time left")}>
      {text}
      {!isRunning && ` ${t("paused")}`}
    </span>
  );
}

interface Message {
  to?: unknown;
  text?: unknown;
}

function isForUs({ to, text }: Message, group: number): boolean {
  return typeof text === "string" && (!Array.isArray(to) || to.length === 0 || to.includes(group));
}

export function Notices({ desk }: { desk: Desk }) {
  const [dismissed, setDismissed] = useState(() => remembered(desk.code, "dismissed").split(" "));
  const dismiss = (id: string): void => {
    const next = [...dismissed, id];
    remember(desk.code, "dismissed", next.join(" "));
    setDismissed(next);
  };
  const messages = (kind: string) =>
    under(desk.room, kind).filter(([, message]) => isForUs((message ?? {}) as Message, desk.group));
  const hints = messages("hint").filter(([id]) => !dismissed.includes(id));
  const challenges = messages("challenge");
  const presenting = (desk.room["present"] as { group?: unknown } | undefined)?.group;
  return (
    <div class="notices" aria-live="polite">
      {desk.isFrozen && (
        <p class="notice is-frozen">{t("The facilitator holds the board. What you change is kept, and sent afterwards.")}</p>
      )}
      {presenting === desk.group && <p class="notice is-challenge">{t("Your group presents now.")}</p>}
      {hints.map(([id, message]) => (
        <div class="notice" key={id}>
          <p>
            <strong>{t("Hint")}</strong> {(message as { text: string }).text}
          </p>
          <button type="button" class="btn btn-quiet" onClick={() => dismiss(id)}>
            {t("Got it")}
          </button>
        </div>
      ))}
      {challenges.map(([id, message]) => (
        <div class="notice is-challenge" key={id}>
          <p>
            <strong>{t("Challenge")}</strong> {(message as { text: string }).text}
          </p>
          <TextField
            label={t("Your answer")}
            value={typeof desk.said[`answer.${id}`] === "string" ? (desk.said[`answer.${id}`] as string) : ""}
            rows={2}
            most={LONGEST_ANSWER}
            change={(text) => desk.sayOwn(`answer.${id}`, text)}
          />
        </div>
      ))}
      <Poll desk={desk} />
    </div>
  );
}

function Poll({ desk }: { desk: Desk }) {
  const { question, options } = (desk.room["poll"] ?? {}) as { question?: unknown; options?: unknown };
  if (typeof question !== "string" || !Array.isArray(options)) return null;
  const field = `poll.${desk.device}`;
  const chosen = (desk.said[field] as { option?: unknown } | undefined)?.option;
  return (
    <fieldset class="notice poll">
      <legend>{question}</legend>
      {options.map((option, n) => (
        <label key={n}>
          <input type="radio" name="poll" checked={chosen === n} onChange={() => desk.sayOwn(field, { option: n })} />
          <span>{String(option)}</span>
        </label>
      ))}
    </fieldset>
  );
}
