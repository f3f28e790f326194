"""What a reader refuses, and what it has to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from babel.numbers import format_decimal

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language

MOST_NAMED = 5
"""Tokens or numbers that one sentence names."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text as it was written; ``position`` counts the values of the list from 1."""

    token: str
    position: int


class UnreadableNumbers(AppError):
    """Text that cannot be read as a list of numbers."""

    heading = N_("These numbers cannot be read")


class AmbiguousNumbers(UnreadableNumbers):
    """Text that can be read in two ways, with both."""

    sentences: ClassVar = {
        ",": N_(
            "A comma here can mean two things: “{decimal}” or “{separate}”. "
            "Put a space after each comma that separates, or write decimals with a dot."
        ),
        ".": N_(
            "A dot here can mean two things: “{decimal}” or “{separate}”. "
            "Write thousands without a dot."
        ),
    }

    def __init__(
        self, mark: Literal[",", "."], decimal: tuple[float, ...], separate: tuple[float, ...]
    ) -> None:
        super().__init__(mark)
        self.mark, self.decimal, self.separate = mark, decimal, separate

    def detail(self, language: Language) -> str:
        """With both readings."""
        return language.gettext(
            self.sentences[self.mark],
            decimal=_reading(self.decimal, language),
            separate=_reading(self.separate, language),
        )


class NotNumbers(UnreadableNumbers):
    """Tokens that are no numbers."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        super().__init__(len(tokens))
        self.tokens = tokens

    def detail(self, language: Language) -> str:
        """With the tokens and their places."""
        return language.ngettext(
            "This is not a number: {tokens}. Write numbers from zero up.",
            "These are not numbers: {tokens}. Write numbers from zero up.",
            len(self.tokens),
            tokens=_named(self.tokens, language),
        )


class NumbersTooLarge(UnreadableNumbers):
    """Numbers past what one period can hold."""

    def __init__(self, tokens: tuple[Token, ...], most: int) -> None:
        super().__init__(len(tokens), most)
        self.tokens, self.most = tokens, most

    def detail(self, language: Language) -> str:
        """With the tokens, their places and the limit."""
        return language.gettext(
            "Too large: {tokens}. One period can have up to {most} items.",
            tokens=_named(self.tokens, language),
            most=language.number(self.most),
        )


class TooManyNumbers(UnreadableNumbers):
    """More numbers than a history can hold."""

    def __init__(self, n: int, most: int) -> None:
        super().__init__(n, most)
        self.n, self.most = n, most

    def detail(self, language: Language) -> str:
        """With the limit."""
        return language.gettext(
            "There are {n} numbers; a history has up to {most} periods. Leave the oldest out.",
            n=language.number(self.n),
            most=language.number(self.most),
        )


def _named(tokens: tuple[Token, ...], language: Language) -> str:
    return _listed(
        language.gettext("“{token}” (value {position})", token=one.token, position=one.position)
        for one in tokens
    )


def _reading(values: tuple[float, ...], language: Language) -> str:
    return _listed(format_decimal(value, "#,##0.######", language.locale) for value in values)


def _listed(texts: Iterable[str]) -> str:
    """The first texts, told apart by semicolons, since numbers have commas."""
    named = list(texts)
    shown = "; ".join(named[:MOST_NAMED])
    return f"{shown}; …" if len(named) > MOST_NAMED else shown
