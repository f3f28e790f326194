// What is asked of the server when a room is opened.

import type { DeckAnswer, DecksAnswer, Opened, ProblemDocument, ReadDeckAnswer, RoomSetup } from "../../api-types.ts";
import { t } from "../../words.ts";

/** What is wrong with a field, as in "cases.0.backlog". */
export interface Wrong {
  field: string;
  message: string;
}

/** What went wrong, as a sentence for the reader, and which fields it is about. */
export class NotDone extends Error {
  constructor(
    message: string,
    readonly wrong: Wrong[] = [],
  ) {
    super(message);
  }
}

export async function openRoom(setup: RoomSetup): Promise<Opened> {
  return (await asked("/api/v1/rooms", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(setup),
  })) as Opened;
}

async function asked(address: string, how: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { ...how, signal: AbortSignal.timeout(20_000) });
  } catch {
    throw new NotDone(t("The server does not answer. Try again."));
  }
  if (response.ok) return response.json();
  throw await refusalOf(response);
}

async function refusalOf(response: Response): Promise<NotDone> {
  try {
    const { title, detail, errors } = (await response.json()) as ProblemDocument;
    return new NotDone(errors.length ? title : detail, errors);
  } catch {
    return new NotDone(t("The server does not answer. Try again."));
  }
}

/** The deck that comes with the product. */
export async function builtInDeck(language: string): Promise<DeckAnswer> {
  return inLanguage((await asked("/api/v1/decks", {})) as DecksAnswer, language);
}

/** A deck of somebody's own, from a file. */
export async function readDeck(file: File, language: string): Promise<DeckAnswer> {
  const answer = await asked("/api/v1/decks/read", { method: "POST", body: await file.text() });
  return inLanguage(answer as ReadDeckAnswer, language);
}

function inLanguage({ decks }: DecksAnswer | ReadDeckAnswer, language: string): DeckAnswer {
  return decks.find((deck) => deck.language === language) ?? decks[0]!;
}
