// The poll at the end: a ready question, or one of one's own.

import { useState } from "preact/hooks";
import { t } from "../../words.ts";
import type { Hub } from "./hub.ts";
import { openPoll } from "./moves.ts";
import { PollView } from "./poll-view.tsx";
import { readyPoll } from "./ready-words.ts";
import type { Scene } from "./scene.ts";
import { countVotes } from "./votes.ts";

const MOST_OPTIONS = 8;

export function LeadPoll({ hub, scene }: { hub: Hub; scene: Scene }) {
  const ready = readyPoll();
  const [question, setQuestion] = useState(ready.question);
  const [options, setOptions] = useState(ready.options.join("\n"));
  const chosen = [...new Set(options.split("\n").map((line) => line.trim().slice(0, 100)))].filter(Boolean);
  const isReady = question.trim() !== "" && chosen.length >= 2;
  const ask = (event: Event): void => {
    event.preventDefault();
    if (!isReady) return;
    openPoll(hub, { question: question.trim(), options: chosen.slice(0, MOST_OPTIONS) });
  };
  return (
    <section class="lead-part" aria-labelledby="lead-poll">
      <h2 id="lead-poll">{t("Poll")}</h2>
      {scene.poll && (
        <PollView poll={scene.poll} counts={countVotes(scene.poll, hub.setup, hub.said)} />
      )}
      <details open={!scene.poll && scene.phase === "poll"}>
        <summary>{t("Ask everybody something")}</summary>
        <form onSubmit={ask}>
          <div class="field">
            <label class="form-label" for="poll-question">
              {t("Question")}
            </label>
            <input
              id="poll-question"
              class="form-control"
              maxLength={200}
              value={question}
              onInput={(event) => setQuestion(event.currentTarget.value)}
            />
          </div>
          <div class="field">
            <label class="form-label" for="poll-options">
              {t("Answers, one a line")}
            </label>
            <textarea
              id="poll-options"
              class="form-control"
              rows={4}
              value={options}
              onInput={(event) => setOptions(event.currentTarget.value)}
            />
          </div>
          <button type="submit" class="btn btn-main" disabled={!isReady}>
            {t("Open the poll")}
          </button>
        </form>
      </details>
    </section>
  );
}
