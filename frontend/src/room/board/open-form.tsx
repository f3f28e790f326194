// What is chosen when a room is opened; everything has a good default but the cases of one's own.

import { useEffect, useState } from "preact/hooks";
import type { Case, DeckAnswer, Opened } from "../../api-types.ts";
import { language, t } from "../../words.ts";
import { builtInDeck, NotDone, openRoom, readDeck, type Wrong } from "./ask-room.ts";
import { CaseList, type Deck, DeckChoice, DeckFile } from "./deck-fields.tsx";
import { type CaseDraft, emptyCase, type Problems, problemsByCase, readCase } from "./own-case.ts";
import { OwnCases } from "./own-cases.tsx";
import type { Reach } from "./reach.ts";
import { PaceModelField, RoomNumbers } from "./room-numbers.tsx";
import { type Choices, setupOf } from "./room-setup.ts";
import { WifiFields } from "./wifi-fields.tsx";

export interface OpenData extends Reach {
  today: string;
  most_groups: number;
  most_risks: number;
}

const atFirst: Choices = {
  title: "",
  language: language === "en" ? "en" : "pt-BR",
  cases: [],
  groups: 0,
  work_minutes: 25,
  present_seconds: 90,
  pace_model: "resample",
  wifi_name: "",
  wifi_password: "",
};

export function OpenForm({ data, opened }: { data: OpenData; opened: (room: Opened) => void }) {
  const [choices, setChoices] = useState(atFirst);
  const [deck, setDeck] = useState<Deck>("built_in");
  const [drafts, setDrafts] = useState<CaseDraft[]>([emptyCase]);
  const [problems, setProblems] = useState<Problems[]>([]);
  const [wrong, setWrong] = useState<Wrong[]>([]);
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
    setWrong(error.wrong);
    if (deck === "own") setProblems(problemsByCase(error.wrong));
  };
  useEffect(() => {
    if (deck !== "built_in") return undefined;
    setSaid("");
    // Who has chosen otherwise meanwhile must not get it.
    let isWanted = true;
    builtInDeck(choices.language).then(
      (answer) => isWanted && takeDeck(answer),
      (error: unknown) => isWanted && fail(error),
    );
    return () => {
      isWanted = false;
    };
  }, [deck, choices.language]);

  const choose = (chosen: Deck): void => {
    setDeck(chosen);
    setSaid("");
    setWrong([]);
    change({ cases: [], groups: 0, verdict: undefined });
    setDeckTitle("");
  };
  const takeFile = (file: File): void => {
    setSaid("");
    setWrong([]);
    change({ cases: [], groups: 0 });
    readDeck(file, choices.language).then(takeDeck, fail);
  };
  const readOwn = (): Case[] | null => {
    if (deck !== "own") return choices.cases.length > 0 ? choices.cases : null;
    const read = drafts.map((draft) => readCase(draft, choices.language === "en" ? "USD" : "BRL"));
    setProblems(read.map((one) => (one.kind === "problems" ? one.problems : {})));
    const cases = read.flatMap((one) => (one.kind === "case" ? [one.value] : []));
    return cases.length === drafts.length ? cases : null;
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const cases = readOwn();
    if (!cases) {
      setSaid(deck === "file" ? t("Choose a file of cases first.") : t("The cases are not complete yet."));
      return focusWrong();
    }
    setBusy(true);
    setSaid("");
    try {
      const title = choices.title.trim() || deckTitle;
      const groups = choices.groups || cases.length;
      opened(await openRoom(setupOf({ ...choices, title, cases, groups }, data.today)));
    } catch (error) {
      fail(error);
      focusWrong();
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
      <DeckChoice deck={deck} choose={choose} />
      {deck === "file" && <DeckFile take={takeFile} wrong={wrong} />}
      {deck === "own" ? (
        <OwnCases
          drafts={drafts}
          problems={problems}
          mostCases={data.most_groups}
          mostRisks={data.most_risks}
          change={setDrafts}
        />
      ) : (
        <CaseList cases={choices.cases} />
      )}
      <RoomNumbers
        choices={choices}
        groups={choices.groups || (deck === "own" ? drafts.length : 0)}
        mostGroups={data.most_groups}
        change={change}
      />
      <PaceModelField choices={choices} change={change} />
      <WifiFields choices={choices} change={change} />
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

/** Goes to the first field that is wrong, once it is shown to be. */
function focusWrong(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
