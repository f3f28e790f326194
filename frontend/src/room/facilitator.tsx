// What the facilitator says: hints, challenges, a poll, that everything is held, and that it is over.

import { t } from "../words.ts";
import { CopyButton } from "./board/copy-button.tsx";
import type { Desk } from "./desk.ts";
import { TextField } from "./fields.tsx";
import type { Notices, Poll } from "./notices.ts";

const LONGEST_ANSWER = 600;

export function NoticesView({ desk, notices }: { desk: Desk; notices: Notices }) {
  const { hints, challenges, poll, dismiss } = notices;
  return (
    <div class="notices" aria-live="polite">
      {desk.isFrozen && (
        <p class="notice is-frozen">{t("The facilitator holds the board. What you change is kept, and sent afterwards.")}</p>
      )}
      {desk.room["phase"] === "over" && (
        <div class="notice">
          <p>{t("The workshop is over. Your group's page stays here for 90 days: take its link along.")}</p>
          <CopyButton text={location.href} label={t("Copy the link")} />
        </div>
      )}
      {poll && <PollView desk={desk} poll={poll} />}
      {hints.map(({ id, text }) => (
        <div class="notice" key={id}>
          <p>
            <strong>{t("Hint")}</strong> {text}
          </p>
          <button type="button" class="btn btn-outline" onClick={() => dismiss(id)}>
            {t("Got it")}
          </button>
        </div>
      ))}
      {challenges.map(({ id, text }) => (
        <details class="notice is-challenge" key={id} open>
          <summary>
            <strong>{t("Challenge")}</strong> {text}
          </summary>
          <TextField
            label={t("Your answer")}
            value={typeof desk.said[`answer.${id}`] === "string" ? (desk.said[`answer.${id}`] as string) : ""}
            rows={2}
            most={LONGEST_ANSWER}
            change={(text) => desk.sayOwn(`answer.${id}`, text)}
          />
        </details>
      ))}
    </div>
  );
}

function PollView({ desk, poll }: { desk: Desk; poll: Poll }) {
  return (
    <fieldset class="notice poll">
      <legend>{poll.question}</legend>
      {poll.options.map((option, n) => (
        <label key={n}>
          <input
            type="radio"
            name="poll"
            checked={poll.chosen === n}
            onChange={() => desk.sayOwn(`poll.${desk.device}`, { option: n })}
          />
          <span>{option}</span>
        </label>
      ))}
    </fieldset>
  );
}
