// Where the cases come from: the built-in deck, a file, or what is typed here.

import type { Case } from "../../api-types.ts";
import { t, tn } from "../../words.ts";
import type { Wrong } from "./ask-room.ts";

export type Deck = "built_in" | "own" | "file";

export function DeckChoice({ deck, choose }: { deck: Deck; choose: (deck: Deck) => void }) {
  const choices: [Deck, string][] = [
    ["built_in", t("The built-in deck")],
    ["own", t("My own, typed here")],
    ["file", t("From a file")],
  ];
  return (
    <fieldset class="field deck-choice">
      <legend class="form-label">{t("Cases")}</legend>
      {choices.map(([value, label]) => (
        <label class="choice" key={value}>
          <input type="radio" name="deck" checked={deck === value} onChange={() => choose(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

interface FileProps {
  take: (file: File) => void;
  /** What is wrong with the file that was read last. */
  wrong: Wrong[];
}

export function DeckFile({ take, wrong }: FileProps) {
  return (
    <div class="field">
      <label class="form-label" for="deck-file">
        {t("A file of cases, YAML or JSON")}
      </label>
      <input
        id="deck-file"
        class="form-control"
        type="file"
        accept=".yaml,.yml,.json"
        aria-invalid={wrong.length > 0 ? "true" : undefined}
        aria-describedby="deck-file-hint deck-file-wrong"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) take(file);
          // The same file is read again once it was mended.
          event.currentTarget.value = "";
        }}
      />
      <p class="hint" id="deck-file-hint">
        {t("Begin with the built-in deck and change what you like:")} <a href="/rooms/deck.yaml">{t("download it")}</a>
      </p>
      <ul id="deck-file-wrong" class="problem deck-wrong">
        {wrong.map(({ field, message }) => (
          <li key={field + message}>
            {message} {field && <code>{field}</code>}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function CaseList({ cases }: { cases: Case[] }) {
  if (cases.length === 0) return null;
  return (
    <ol class="case-list">
      {cases.map((one, n) => (
        <li key={n}>
          <strong>{one.title}</strong>{" "}
          <span class="soft">
            {one.backlog} {one.unit} · {tn("{n} week", "{n} weeks", one.deadline_weeks)} ·{" "}
            {tn("{n} risk", "{n} risks", one.risks?.length ?? 0)}
          </span>
        </li>
      ))}
    </ol>
  );
}
