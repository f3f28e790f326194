// What is chosen when a room is opened; everything has a good default but the cases of one's own.

import { useEffect, useState } from "preact/hooks";
import type { Case, DeckAnswer, Opened } from "../../api-types.ts";
import { language, t, tn } from "../../words.ts";
import { builtInDeck, NotDone, openRoom, readDeck } from "./ask-room.ts";
import { CaseForm } from "./case-form.tsx";
import { type CaseDraft, emptyCase, readCase } from "./own-case.ts";
import { type Choices, setupOf } from "./room-setup.ts";

export interface OpenData {
  /** How people get here, where somebody said so. */
  address: string;
  today: string;
  most_groups: number;
  most_risks: number;
}

type Deck = "built_in" | "own" | "file";

const atFirst: Choices = {
  title: "",
  language: language === "en" ? "en" : "pt-BR",
  cases: [],
  groups: 0,
  work_minutes: 25,
  present_seconds: 90,
  wifi_name: "",
  wifi_password: "",
};

export function OpenForm({ data, opened }: { data: OpenData; opened: (room: Opened) => void }) {
  const [choices, setChoices] = useState(atFirst);
  const [deck, setDeck] = useState<Deck>("built_in");
  const [drafts, setDrafts] = useState<CaseDraft[]>([emptyCase]);
  const [problems, setProblems] = useState<string[][]>([]);
  const [said, setSaid] = useState("");
  const [deckTitle, setDeckTitle] = useState("");
  const [isBusy, setBusy] = useState(false);
  const change = (changes: Partial<Choices>): void => setChoices((before) => ({ ...before, ...changes }));
  const takeDeck = ({ cases, verdict, title }: DeckAnswer): void => {
    change({ cases, groups: cases.length, verdict });
    setDeckTitle(title);
  };
  const fail = (error: unknown): void => {
    if (!(error instanceof NotDone)) throw error;
    setSaid(error.message);
  };
  useEffect(() => {
    if (deck !== "built_in") return;
    setSaid("");
    builtInDeck(choices.language).then(takeDeck, fail);
  }, [deck, choices.language]);

  const readOwn = (): Case[] | null => {
    if (deck !== "own") return choices.cases.length > 0 ? choices.cases : null;
    const read = drafts.map((draft) => readCase(draft, choices.language === "en" ? "USD" : "BRL"));
    setProblems(read.map((one) => (one.kind === "problems" ? one.fields : [])));
    const cases = read.flatMap((one) => (one.kind === "case" ? [one.value] : []));
    return cases.length === drafts.length ? cases : null;
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const cases = readOwn();
    if (!cases) {
      setSaid(t("The cases are not complete yet."));
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    setBusy(true);
    setSaid("");
    try {
      const title = choices.title.trim() || deckTitle;
      const groups = deck === "own" && !choices.groups ? cases.length : choices.groups;
      opened(await openRoom(setupOf({ ...choices, title, cases, groups: groups || cases.length }, data.today)));
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="room-form" onSubmit={(event) => void submit(event)} noValidate>
      <div class="field">
        <label class="form-label" for="room-title">
          {t("Title")}
        </label>
        <input
          id="room-title"
          class="form-control"
          maxLength={100}
          autocomplete="off"
          placeholder={deckTitle || t("Forecasting workshop")}
          value={choices.title}
          onInput={(event) => change({ title: event.currentTarget.value })}
        />
      </div>
      <fieldset class="field deck-choice">
        <legend class="form-label">{t("Cases")}</legend>
        {(
          [
            ["built_in", t("The built-in deck")],
            ["own", t("My own, typed here")],
            ["file", t("From a file")],
          ] as [Deck, string][]
        ).map(([value, label]) => (
          <label class="choice" key={value}>
            <input
              type="radio"
              name="deck"
              checked={deck === value}
              onChange={() => {
                setDeck(value);
                setSaid("");
                change({ cases: [], groups: 0, verdict: undefined });
                setDeckTitle("");
              }}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {deck === "file" && (
        <div class="field">
          <label class="form-label" for="deck-file">
            {t("A file of cases, YAML or JSON")}
          </label>
          <input
            id="deck-file"
            class="form-control"
            type="file"
            accept=".yaml,.yml,.json"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              setSaid("");
              if (file) readDeck(file, choices.language).then(takeDeck, fail);
            }}
          />
        </div>
      )}
      {deck === "own" ? (
        <>
          {drafts.map((draft, n) => (
            <CaseForm
              key={n}
              draft={draft}
              number={n}
              problems={problems[n] ?? []}
              mostRisks={data.most_risks}
              change={(changed) => setDrafts(drafts.map((other, m) => (m === n ? changed : other)))}
              remove={drafts.length > 1 ? () => setDrafts(drafts.filter((_, m) => m !== n)) : null}
            />
          ))}
          {drafts.length < data.most_groups && (
            <p>
              <button type="button" class="btn btn-outline" onClick={() => setDrafts([...drafts, emptyCase])}>
                {t("Add a case")}
              </button>
            </p>
          )}
        </>
      ) : (
        <CaseList cases={choices.cases} />
      )}
      <div class="room-numbers">
        <NumberField
          id="room-groups"
          label={t("Groups")}
          hint={t("One for each case, if you leave it.")}
          value={choices.groups || (deck === "own" ? drafts.length : 0)}
          least={1}
          most={data.most_groups}
          change={(groups) => change({ groups })}
        />
        <NumberField
          id="room-minutes"
          label={t("Minutes to work")}
          value={choices.work_minutes}
          least={1}
          most={240}
          change={(work_minutes) => change({ work_minutes })}
        />
        <NumberField
          id="room-seconds"
          label={t("Seconds to present")}
          value={choices.present_seconds}
          least={10}
          most={1800}
          change={(present_seconds) => change({ present_seconds })}
        />
        <div class="field">
          <label class="form-label" for="room-language">
            {t("Language of the cases")}
          </label>
          <select
            id="room-language"
            class="form-select"
            value={choices.language}
            onChange={(event) => change({ language: event.currentTarget.value === "en" ? "en" : "pt-BR" })}
          >
            <option value="pt-BR">Português</option>
            <option value="en">English</option>
          </select>
        </div>
      </div>
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
      <div class="room-form-end">
        <button class="btn btn-main btn-lg" type="submit" disabled={isBusy}>
          {isBusy ? t("Opening …") : t("Open the room")}
        </button>
        <p class="problem" role="alert">
          {said}
        </p>
      </div>
    </form>
  );
}

function CaseList({ cases }: { cases: Case[] }) {
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

interface NumberProps {
  id: string;
  label: string;
  hint?: string;
  value: number;
  least: number;
  most: number;
  change: (value: number) => void;
}

function NumberField({ id, label, hint = "", value, least, most, change }: NumberProps) {
  return (
    <div class="field">
      <label class="form-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="form-control"
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={value || ""}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          const number = Math.round(event.currentTarget.valueAsNumber);
          if (Number.isFinite(number)) change(Math.min(most, Math.max(least, number)));
          event.currentTarget.value = String(Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : value);
        }}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
