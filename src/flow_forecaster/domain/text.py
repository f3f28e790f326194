"""Texts that people write: trimmed, with something to see in them, fit for every database."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from flow_forecaster.domain import limits

NOT_TEXT = {"Cc", "Cs"}
"""Kinds of characters that no text has: controls, halves of others."""

INVISIBLE = {"C", "Z"}
"""First letters of the kinds of characters that cannot be seen."""


def one_line(text: str) -> str:
    """The text itself, if it has no control characters."""
    return _without_controls(text, allowed="")


def lines(text: str) -> str:
    """The text itself, if it has no control characters but tabs and ends of lines."""
    return _without_controls(text, allowed="\t\n\r")


def _visible(text: str) -> str:
    if all(unicodedata.category(character)[0] in INVISIBLE for character in text):
        raise PydanticCustomError("nothing_to_see", "something that can be seen")
    return text


def _without_controls(text: str, allowed: str) -> str:
    for character in text:
        if unicodedata.category(character) in NOT_TEXT and character not in allowed:
            code = f"U+{ord(character):04X}"
            raise PydanticCustomError("control_character", "no {code}", {"code": code})
    return text


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.MAX_NAME),
    AfterValidator(one_line),
    AfterValidator(_visible),
]
Unit = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.MAX_UNIT),
    AfterValidator(one_line),
    AfterValidator(_visible),
]
Note = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=limits.MAX_NOTE),
    AfterValidator(lines),
]
