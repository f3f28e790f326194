"""Reads numbers out of pasted text, and asks rather than guess.

The page's reader (paste.ts) does the same; tests/vectors/paste.json holds both to it.

Lines, tabs, spaces and semicolons separate. A comma or a dot may mean two things, so there are two
ways to read:

    decimal comma   5,5 is one number, 1.234 a thousand and more    (a comma is part of the number)
    decimal dot     5,5 is two numbers, 1.234 a little more than 1  (a comma always separates)

If one way fails, the other is the reading. If both succeed and differ, it is a question about the
mark: the comma where one is in doubt, else the dot.
"""

# ruff: noqa: RUF001 - the marks of other scripts are meant.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal

from flow_forecaster.domain import limits
from flow_forecaster.readers.errors import (
    AmbiguousNumbers,
    NotNumbers,
    NumbersTooLarge,
    Token,
    TooManyNumbers,
)

Choice = Literal["decimal", "separate"]
"""What a mark in doubt is: a decimal sign, or what separates values (comma) or thousands (dot)."""

SEPARATORS = re.compile(r"[\s;；؛،、]+")
COMMA = re.compile("[,，]")
INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
ZEROS = (0x660, 0x6F0, 0x966, 0xFF10)
PLAIN = {ord("٫"): ".", ord("，"): ","} | {
    zero + digit: str(digit) for zero in ZEROS for digit in range(10)
}

DECIMAL_COMMA = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
DECIMAL_DOT = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
THOUSAND_COMMA = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")


def read_pasted(text: str, choice: Choice | None = None) -> tuple[float, ...]:
    """The numbers of a text, in its order; ``choice`` answers what a mark in doubt means.

    Raises
    ------
    AmbiguousNumbers
        If a mark can be read in two ways and no choice is given.
    NotNumbers
        If something is no number.
    NumbersTooLarge, TooManyNumbers
        If a limit is passed.
    """
    cells = _cells(text)
    dot_tokens = [token for cell in cells for token in _split_at_commas(cell)]
    by_comma = _read_all(cells, _from_decimal_comma)
    by_dot = _read_all(dot_tokens, _from_decimal_dot)
    if by_comma is None and by_dot is None:
        raise NotNumbers(_pick(dot_tokens, lambda token: _from_decimal_dot(token) is None))
    if by_comma is None or by_dot is None or by_comma == by_dot:
        takes_comma = by_dot is None
    else:
        takes_comma = _decide(cells, by_comma, by_dot, choice)
    tokens, counts = (cells, by_comma) if takes_comma else (dot_tokens, by_dot)
    assert counts is not None
    return _within_limits(counts, tokens)


def _decide(
    cells: list[str], by_comma: list[float], by_dot: list[float], choice: Choice | None
) -> bool:
    """Whether the decimal comma is the way to read."""
    has_comma = any(COMMA.search(cell) for cell in cells)
    if choice is None:
        decimal, separate = (by_comma, by_dot) if has_comma else (by_dot, by_comma)
        raise AmbiguousNumbers("," if has_comma else ".", tuple(decimal), tuple(separate))
    return (choice == "decimal") == has_comma


def _cells(text: str) -> list[str]:
    cells = (cell.strip(",，") for cell in SEPARATORS.split(text.translate(INVISIBLE)))
    return [cell for cell in cells if cell]


def _split_at_commas(cell: str) -> list[str]:
    if THOUSAND_COMMA.fullmatch(cell.translate(PLAIN)):
        return [cell]
    return [token for token in COMMA.split(cell) if token]


def _read_all(tokens: list[str], read: Callable[[str], float | None]) -> list[float] | None:
    numbers = [read(token) for token in tokens]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else None


def _from_decimal_comma(token: str) -> float | None:
    text = token.translate(PLAIN)
    if not DECIMAL_COMMA.fullmatch(text):
        return None
    return float(text.replace(".", "").replace(",", "."))


def _from_decimal_dot(token: str) -> float | None:
    text = token.translate(PLAIN)
    return float(text) if DECIMAL_DOT.fullmatch(text) else None


def _within_limits(counts: list[float], tokens: list[str]) -> tuple[float, ...]:
    if len(counts) > limits.MAX_PERIODS:
        raise TooManyNumbers(len(counts), limits.MAX_PERIODS)
    too_large = [
        Token(token, position)
        for position, (token, count) in enumerate(zip(tokens, counts, strict=True), start=1)
        if count > limits.MAX_COUNT
    ]
    if too_large:
        raise NumbersTooLarge(tuple(too_large), limits.MAX_COUNT)
    return tuple(counts)


def _pick(tokens: Iterable[str], is_picked: Callable[[str], bool]) -> tuple[Token, ...]:
    return tuple(
        Token(token, position) for position, token in enumerate(tokens, start=1) if is_picked(token)
    )
