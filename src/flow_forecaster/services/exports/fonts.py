"""The letters of pictures and pages: DejaVu Sans, which comes with matplotlib."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

from flow_forecaster.services.exports.safe_text import one_line

MISSING = "\N{WHITE SQUARE}"
"""What stands for a letter that the font doesn't have."""

_UNSEEN = {"Cf", "Cc"}
_VARIANTS = range(0xFE00, 0xFE10)
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def font_file(*, bold: bool = False) -> Path:
    """Where the font lies."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(str(files("matplotlib"))) / "mpl-data" / "fonts" / "ttf" / name


def showable(text: str) -> str:
    """A text on one line, of letters that the font has."""
    known = _letters()
    return "".join(
        sign if ord(sign) in known else MISSING for sign in one_line(text) if not _is_unseen(sign)
    )


@cache
def _letters() -> frozenset[int]:
    """What both the plain and the bold font have."""
    from matplotlib.ft2font import FT2Font

    plain, strong = (FT2Font(font_file(bold=bold)).get_charmap() for bold in (False, True))
    return frozenset(plain) & frozenset(strong)


def _is_unseen(sign: str) -> bool:
    code = ord(sign)
    return unicodedata.category(sign) in _UNSEEN or code in _VARIANTS or code in _SKIN_TONES
