"""How the text of a flag is read; ValueError for what is not written as its example."""

from __future__ import annotations

import re
from typing import Any

from flow_forecaster.readers.pasted import read_pasted

SPAN = re.compile(r"([0-9.]+)-([0-9.]+)")
RISK = re.compile(r"(.*)=([^=:]+):([^,:]+),([^,]+),([^,]+)", re.DOTALL)
PLACE = re.compile(r"([A-Za-z]{2})(?:-([A-Za-z0-9]+))?")


def counts(text: str) -> tuple[float, ...]:
    """A list of numbers, as it may be pasted."""
    return read_pasted(text)


def number(text: str) -> int | float:
    """A number with a decimal dot; whole if it is written so."""
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else float(text)


def span(text: str) -> dict[str, Any]:
    """Two numbers with a hyphen between."""
    low, high = _matched(SPAN, text)
    return {"low": number(low), "high": number(high)}


def items(text: str) -> dict[str, Any]:
    """A number of items, or a range."""
    return span(text) if SPAN.fullmatch(text) else {"items": number(text)}


def risk(text: str) -> dict[str, Any]:
    """A risk's name, probability and impact; the name may hold any sign."""
    name, probability, *impact = _matched(RISK, text)
    low, mode, high = map(number, impact)
    return {
        "name": name.strip(),
        "probability": number(probability),
        "impact": {"low": low, "mode": mode, "high": high},
    }


def dates(text: str) -> list[str]:
    """Dates with commas or spaces between."""
    return text.replace(",", " ").split()


def holidays(text: str) -> dict[str, str | None]:
    """A country's code, or that of one of its states."""
    country, subdivision = _matched(PLACE, text)
    return {"country": country.upper(), "subdivision": subdivision and subdivision.upper()}


def ramp(text: str) -> dict[str, Any]:
    """People at the start, and the share of the items until everybody works."""
    people, _, share = text.partition(":")
    return {"start_people": number(people)} | ({"share": number(share)} if share else {})


def _matched(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    match = pattern.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return match.groups()
