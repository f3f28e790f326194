"""Decks of cases: the one that is built in, and any that a facilitator wrote."""

from __future__ import annotations

from flask import Response, request
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain.deck import Deck, case_in, cases_in, verdict_of, words_in
from flow_forecaster.domain.language import LANGUAGES
from flow_forecaster.domain.request import VerdictRule
from flow_forecaster.domain.room import Case
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.language import current_language

blueprint = DescribedBlueprint(
    "decks", __name__, abp_tags=[Tag(name="Decks", description="Cases for a workshop")]
)


class DeckAnswer(BaseModel):
    """A deck in one language, ready for a room."""

    title: str
    language: str
    verdict: VerdictRule
    cases: tuple[Case, ...]
    demo: Case | None


class DecksAnswer(BaseModel):
    """The decks that are built in, in each language."""

    decks: tuple[DeckAnswer, ...]


class ReadDeckAnswer(BaseModel):
    """A deck that was read, in each language; the same where its texts are in one."""

    decks: tuple[DeckAnswer, ...] = Field(description="The reader's language first.")


@blueprint.get(
    "/decks",
    operation_id="list_decks",
    summary="The decks that are built in",
    responses={200: DecksAnswer},
)
def list_decks() -> Response:
    from flow_forecaster.readers.deck import built_in_deck

    return _json(DecksAnswer(decks=_in_each_language(built_in_deck())))


@blueprint.post(
    "/decks/read",
    operation_id="read_deck",
    summary="Check a deck in YAML or JSON",
    description="The body is the file itself, at most 100 kB; nothing is kept.",
    responses={200: ReadDeckAnswer, **refusals(400, 413, 422)},
)
def check_deck() -> Response:
    from flow_forecaster.readers.deck import read_deck

    return _json(ReadDeckAnswer(decks=_in_each_language(read_deck(request.get_data()))))


def _in_each_language(deck: Deck) -> tuple[DeckAnswer, ...]:
    own = current_language().code
    return tuple(_in(deck, code) for code in sorted(LANGUAGES, key=lambda code: code != own))


def _in(deck: Deck, language: str) -> DeckAnswer:
    return DeckAnswer(
        title=words_in(deck.title, language),
        language=language,
        verdict=verdict_of(deck),
        cases=cases_in(deck, language),
        demo=case_in(deck.demo, language) if deck.demo else None,
    )


def _json(answer: BaseModel) -> Response:
    response = Response(answer.model_dump_json(), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
