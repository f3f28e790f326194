"""Aligned tables of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "   "


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under a head, each column as wide as its widest cell."""
    lines = [head, *rows]
    widths = [max(map(text_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        GAP.join(
            cell + " " * (width - text_width(cell))
            for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def text_width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(_width(character) for character in text)


def printable(text: str) -> str:
    """A text that cannot move the cursor or change colours."""
    return "".join(character if character.isprintable() else " " for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
