"""Texts of people as they may stand in files: without control signs, and never a formula."""

from __future__ import annotations

import re
import unicodedata

PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"

_CONTROL, _SURROGATE = "Cc", "Cs"

# Spaces of every kind, and signs that nobody sees.
_UNSEEN = (
    "[\\s\\x00-\\x20\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]*"
)
# Each also in its full width, which spreadsheets read alike.
_STARTS_FORMULA = "[=+\\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
_FORMULA = re.compile(f'(^|[,;\\t\\r\\n"])(?={_UNSEEN}{_STARTS_FORMULA})')
_STARTS_CELL = re.compile("^(?=[\\t\\r\\n])")


def clean(text: str) -> str:
    """The text without control signs, but with its line breaks; half characters made visible."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(map(_cleaned, unified))


def one_line(text: str) -> str:
    """The clean text with single spaces for every run of spaces and line breaks."""
    return " ".join(clean(text).split())


def shortened(text: str, most: int) -> str:
    """The text, or as much of it as fits with a sign that it goes on."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def harmless(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula.

    What would begin one gets an apostrophe before it: also after spaces, and after signs at which
    a spreadsheet of other habits may begin a new cell.
    """
    return _STARTS_CELL.sub("'", _FORMULA.sub(r"\1'", clean(text)))


def _cleaned(character: str) -> str:
    if character in "\n\t":
        return character
    category = unicodedata.category(character)
    if category == _SURROGATE or character in "\ufffe\uffff":
        return PLACEHOLDER
    return "" if category == _CONTROL else character
