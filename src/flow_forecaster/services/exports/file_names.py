"""Names of files that are made from names that people gave."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from flow_forecaster.services.exports.safe_text import one_line

LONGEST_BYTES = 150
"""Of a name without its ending; file systems keep 255 with all that is added to it."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*%\x00-\x1f\x7f]+')
_HIDDEN = {"Cf", "Cc", "Cs", "Co", "Cn"}
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def safe_file_name(name: str, *, otherwise: str = "forecast") -> str:
    """A name that every file system takes and that hides nothing; it may have any letters.

    ``otherwise`` stands in where nothing is left.
    """
    seen = "".join(sign for sign in one_line(name) if unicodedata.category(sign) not in _HIDDEN)
    plain = " ".join(_FORBIDDEN.sub(" ", seen).split()).strip(". ")
    short = plain.encode()[:LONGEST_BYTES].decode(errors="ignore").rstrip(". ")
    if _RESERVED.fullmatch(short):
        short = f"_{short}"
    return short or otherwise


def ascii_file_name(name: str, *, otherwise: str = "forecast") -> str:
    """The same for programs that know no other letters: accents go, the rest becomes hyphens."""
    parts = unicodedata.normalize("NFKD", safe_file_name(name, otherwise=otherwise))
    letters = "".join(sign for sign in parts if not unicodedata.combining(sign))
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", letters).strip("-.")
    return plain or otherwise


def content_disposition(name: str, ending: str, *, otherwise: str = "forecast") -> str:
    """The header that hands a file over under a name, as RFC 6266 has it; ``ending`` as in csv."""
    full = quote(f"{safe_file_name(name, otherwise=otherwise)}.{ending}", safe="")
    plain = f"{ascii_file_name(name, otherwise=otherwise)}.{ending}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
