"""Reads a deck of cases from YAML, of which JSON is a part; and the one that is built in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import ValidationError

from flow_forecaster.domain.checking import check_request, problems_of
from flow_forecaster.domain.deck import (
    BothLanguages,
    BrokenDeck,
    Deck,
    DeckCase,
    LineProblem,
    case_in,
)
from flow_forecaster.domain.errors import InvalidRequest, Problem, TooMuch
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
        If something in it cannot be used, with the field that it is and its line.
    """
    if len(data) > MAX_DECK_KB * 1_000:
        raise TooMuch(MAX_DECK_KB)
    read = _read_yaml(data)
    try:
        deck = check_request(read, Deck)
        for number, case in enumerate(deck.cases):
            _check_case(case, f"cases.{number}")
        if deck.demo:
            _check_case(deck.demo, "demo")
    except InvalidRequest as error:
        lines = _Lines(data)
        raise InvalidRequest([lines.place(one) for one in _innermost(error.problems)]) from error
    return deck


def _innermost(problems: Sequence[Problem]) -> list[Problem]:
    """Without those that only follow: of cases none of which can be used, there are too few."""
    places = [one.field for one in problems]
    return [
        one for one in problems if not any(place.startswith(f"{one.field}.") for place in places)
    ]


@cache
def built_in_deck() -> Deck:
    """The deck that comes with the product."""
    return read_deck(built_in_text())


def built_in_text() -> bytes:
    """Its file, from which one of one's own is made."""
    return (resources.files("flow_forecaster") / "decks" / f"{BUILT_IN}.yaml").read_bytes()


def _check_case(case: DeckCase, place: str) -> None:
    """Refuse a case that a room could not have, in any language."""
    try:
        for language in LANGUAGES:
            case_in(case, language)
    except ValidationError as error:
        raise InvalidRequest(
            [replace(one, field=f"{place}.{one.field}") for one in problems_of(error)]
        ) from error


class _Lines:
    """In which line of a file a field stands."""

    def __init__(self, data: bytes) -> None:
        self._root = yaml.compose(data.decode("utf-8-sig"), _Loader)

    def place(self, problem: Problem) -> LineProblem:
        """The problem with its line: that of the nearest thing which is there."""
        node, line, path = self._root, 1, []
        for part in problem.field.split("."):
            if _is_kind(part):
                continue
            path.append(part)
            for name, value in _found(node, part):
                node, line = value, name.start_mark.line + 1
        return LineProblem(".".join(path), problem.sentence, problem.facts, line=line)


def _found(node: yaml.Node | None, part: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """The part of a node with this name or place, and what names it; empty if it is not there."""
    if isinstance(node, yaml.MappingNode):
        return [(name, value) for name, value in node.value if name.value == part]
    if isinstance(node, yaml.SequenceNode) and part.isdigit():
        return [(one, one) for one in node.value[int(part) : int(part) + 1]]
    return []


def _is_kind(part: str) -> bool:
    """Whether a part of a place only says which kind of text was meant, and is in no file."""
    return "[" in part or part == BothLanguages.__name__


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
