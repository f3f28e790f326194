"""How much history a test of pace models forecasts from, and how far: read from its form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flow_forecaster.domain.backtest_request import BacktestLengths
from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_

USUAL = {"windows": "8 12 26 52", "horizons": "1 4 8 13"}
"""What the form holds where nothing else was asked."""

BETWEEN = re.compile(r"[\s,;]+")
NOT_WEEKS = N_("Write whole numbers of weeks with spaces between, such as {example}.")


def read_lengths(form: Mapping[str, str]) -> BacktestLengths:
    """The lengths that were typed; where they are the usual ones, none.

    Raises
    ------
    InvalidRequest
        With the problem, at the one field or the other.
    """
    lengths = {name: _weeks(name, text) for name, text in asked_lengths(form).items()}
    try:
        return check_request(lengths, BacktestLengths)
    except InvalidRequest as error:
        told = [Problem(one.field.split(".")[0], one.sentence, one.facts) for one in error.problems]
        raise InvalidRequest(told) from error


def asked_lengths(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed, as it stands in the address of the page; without what is as usual."""
    typed = {name: " ".join(BETWEEN.split(form.get(name, "").strip())) for name in USUAL}
    return {name: text for name, text in typed.items() if text not in {"", USUAL[name]}}


def lengths_typed(form: Mapping[str, str]) -> dict[str, str]:
    """What the form is to hold."""
    return USUAL | asked_lengths(form)


def _weeks(name: str, text: str) -> list[int]:
    words = text.split()
    if not all(word.isdecimal() and len(word) < 6 for word in words):
        raise InvalidRequest([Problem(name, NOT_WEEKS, {"example": USUAL[name]})])
    return sorted({int(word) for word in words})
