"""Reads a deck of cases from YAML, of which JSON is a part; and the one that is built in."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import ValidationError

from flow_forecaster.domain.checking import check_request, problems_of
from flow_forecaster.domain.deck import BrokenDeck, Deck, cases_in
from flow_forecaster.domain.errors import InvalidRequest, TooMuch
from flow_forecaster.domain.limits import MAX_DECK_KB

LANGUAGES = ("pt-BR", "en")
BUILT_IN = "workshop"


def read_deck(data: bytes) -> Deck:
    """The deck in a file.

    Raises
    ------
    TooMuch
        If it is larger than ``MAX_DECK_KB``.
    BrokenDeck
        If it is not YAML, names something twice, or uses aliases.
    InvalidRequest
        If something in it cannot be used, with the field that it is.
    """
    if len(data) > MAX_DECK_KB * 1_000:
        raise TooMuch(MAX_DECK_KB)
    deck = check_request(_read_yaml(data), Deck)
    try:
        for language in LANGUAGES:
            cases_in(deck, language)
    except ValidationError as error:
        raise InvalidRequest(problems_of(error)) from error
    return deck


@cache
def built_in_deck() -> Deck:
    """The deck that comes with the product."""
    return read_deck(
        (resources.files("flow_forecaster") / "decks" / f"{BUILT_IN}.yaml").read_bytes()
    )


class _Loader(yaml.SafeLoader):
    """Reads plain values only, without what grows when it is read, or is read differently."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """A node, which is no alias."""
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        """A mapping, in which no name is given twice."""
        mapping = super().construct_mapping(node, deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a name twice", node.start_mark)
        return mapping


def _read_yaml(data: bytes) -> dict[str, Any]:
    try:
        read = yaml.load(data.decode("utf-8-sig"), _Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        raise BrokenDeck(error.problem_mark.line + 1 if error.problem_mark else None) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BrokenDeck from error
    if not isinstance(read, dict) or not all(isinstance(name, str) for name in read):
        raise BrokenDeck
    return read
