"""Two forecasts compared: how far what is promised at 85 % moved, and what moved it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from flow_forecaster.domain.language import N_, Language

Input = Literal["scope", "risks", "pace", "team", "calendar", "start", "deadline", "engine"]
"""What an answer is made of; "engine" is the way of computing, where that changed."""

INPUTS: Mapping[Input, str] = {
    "scope": N_("scope"),
    "risks": N_("risks"),
    "pace": N_("pace"),
    "team": N_("team"),
    "calendar": N_("calendar"),
    "start": N_("start"),
    "deadline": N_("deadline"),
    "engine": N_("way of computing"),
}

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one input moved, in days or items: more is later, or more items."""

    input: Input
    moved: int

    def label(self, language: Language) -> str:
        """The input in the reader's language."""
        return language.gettext(INPUTS[self.input])


@dataclass(frozen=True, slots=True)
class Comparison:
    """How P85 moved from an older forecast to a newer one.

    ``when`` compares dates, in days; ``how_many``, where one of them has no scope, the items by the
    deadline; None, where one of them has no deadline either. ``moved`` is None where a date is past
    the horizon; else the ``parts``, one of every input that differs, add up to it.
    """

    question: Literal["when", "how_many"] | None
    older_date: dt.date | None = None
    newer_date: dt.date | None = None
    older_items: int | None = None
    newer_items: int | None = None
    moved: int | None = None
    parts: tuple[Part, ...] = ()

    def sentence(self, language: Language) -> str:
        """What moved, how far, and why."""
        if self.question is None:
            return language.gettext(
                "These two cannot be compared: both need a scope, or both a deadline. Compare "
                "others."
            )
        if self.older_items is not None and self.newer_items is not None:
            return _items_sentence(language, self.older_items, self.newer_items, self.parts)
        if self.older_date is None or self.newer_date is None:
            return _no_date_sentence(language, self.older_date, self.newer_date)
        return _when_sentence(language, self.older_date, self.newer_date, self.parts)


def _when_sentence(
    language: Language, older: dt.date, newer: dt.date, parts: Sequence[Part]
) -> str:
    """How the date of P85 moved."""
    n_days = (newer - older).days
    dates = {"older": language.date(older), "newer": language.date(newer)}
    said = _parts(language, parts, n_days)
    if n_days == 0:
        stayed = language.gettext("P85 stayed on {newer}", **dates)
    elif n_days > 0:
        stayed = language.ngettext(
            "P85 moved {n} day later, from {older} to {newer}",
            "P85 moved {n} days later, from {older} to {newer}",
            n_days,
            **dates,
        )
    else:
        stayed = language.ngettext(
            "P85 moved {n} day earlier, from {older} to {newer}",
            "P85 moved {n} days earlier, from {older} to {newer}",
            -n_days,
            **dates,
        )
    return _ended(stayed, said)


def _items_sentence(language: Language, older: int, newer: int, parts: Sequence[Part]) -> str:
    """How the items by the deadline moved at 85 %."""
    n_items = newer - older
    counts = {"older": language.number(older), "newer": language.number(newer)}
    said = _parts(language, parts, n_items)
    if n_items == 0:
        moved = language.gettext("The items at P85 stayed {newer}", **counts)
    elif n_items > 0:
        moved = language.ngettext(
            "{n} item more at P85, from {older} to {newer}",
            "{n} items more at P85, from {older} to {newer}",
            n_items,
            **counts,
        )
    else:
        moved = language.ngettext(
            "{n} item less at P85, from {older} to {newer}",
            "{n} items less at P85, from {older} to {newer}",
            -n_items,
            **counts,
        )
    return _ended(moved, said)


def _no_date_sentence(language: Language, older: dt.date | None, newer: dt.date | None) -> str:
    """What to say where a P85 is past the horizon."""
    if older is None and newer is None:
        return language.gettext("P85 is more than ten years away in both forecasts.")
    if older is None:
        assert newer is not None
        return language.gettext(
            "P85 was more than ten years away; now it is {newer}.", newer=language.date(newer)
        )
    return language.gettext(
        "P85 was {older}; now it is more than ten years away.", older=language.date(older)
    )


def _parts(language: Language, parts: Sequence[Part], whole: int) -> str:
    """The parts that are not nothing; with signs, unless all go where the whole goes."""
    told = [one for one in parts if one.moved]
    has_signs = any(one.moved * whole <= 0 for one in told)
    return ", ".join(
        f"{_number(language, one.moved, has_signs)} {one.label(language)}" for one in told
    )


def _number(language: Language, moved: int, has_signs: bool) -> str:  # noqa: FBT001
    sign = (MINUS if moved < 0 else "+") if has_signs else ""
    return sign + language.number(abs(moved))


def _ended(moved: str, said: str) -> str:
    return f"{moved}: {said}." if said else f"{moved}."
