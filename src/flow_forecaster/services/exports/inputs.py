"""What a forecast was made from: every field of its request, named, and the weightiest in short."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered

Value = str | int | float | dt.date

LABELS = {
    "name": N_("Name"),
    "unit": N_("What is counted"),
    "note": N_("Note"),
    "history.counts.*": N_("Items finished"),
    "history.period_days": N_("Days in one period"),
    "history.last_period_end": N_("The history ends on"),
    "scope.items": N_("Items left"),
    "scope.low": N_("Items left, at least"),
    "scope.high": N_("Items left, at most"),
    "scope.complexity": N_("Complexity of what is left"),
    "scope.split_rate.low": N_("Items from one, at least"),
    "scope.split_rate.high": N_("Items from one, at most"),
    "risks.*.name": N_("Risk"),
    "risks.*.probability": N_("Its chance"),
    "risks.*.impact.low": N_("Items it adds, at least"),
    "risks.*.impact.mode": N_("Items it adds, most likely"),
    "risks.*.impact.high": N_("Items it adds, at most"),
    "start": N_("The work starts on"),
    "deadline.date": N_("Deadline"),
    "deadline.weeks": N_("Deadline in weeks"),
    "team.size": N_("People"),
    "team.cost_per_person_week": N_("Cost per person and week"),
    "team.currency": N_("Currency"),
    "team.focus": N_("Attention for this work, compared with the past"),
    "team.history_size": N_("People back then"),
    "team.changes.*.week": N_("From week"),
    "team.changes.*.size": N_("People from then on"),
    "calendar.days_off.*": N_("Day off"),
    "calendar.workdays.*": N_("Day worked; 0 is Monday"),
    "calendar.holidays.country": N_("Public holidays of"),
    "calendar.holidays.subdivision": N_("State"),
    "pace_model": N_("Pace model"),
    "pace_quantiles.history": N_("Quantiles of the pace: of the history with the digest"),
    "pace_quantiles.items_per_week.*.*": N_("Quantiles of the pace: items a period"),
    "percentiles.*": N_("Confidence"),
    "verdict.go": N_("GO from"),
    "verdict.adjust": N_("ADJUST from"),
}
"""The name of each field; a star stands for a place in a list."""


@dataclass(frozen=True, slots=True)
class Input:
    """One field: its name, its place in the request, as ``risks.0.impact.low``, and its value."""

    label: str
    field: str
    value: Value


def all_inputs(answered: Answered, language: Language) -> list[Input]:
    """Every field that has a value: with these the same forecast can be made again.

    The start is the one that was used, also where the request left it to the day.
    """
    request = answered.request.model_copy(update={"start": answered.result.start})
    return named_fields(request.model_dump(exclude_none=True), language)


def named_fields(values: Mapping[str, Any], language: Language) -> list[Input]:
    """The fields of a model that is made of numbers, texts, dates, lists and models."""
    return [_input(field, value, language) for field, value in _fields("", values)]


def inputs_in_short(answered: Answered, language: Language) -> list[tuple[str, str]]:
    """The weightiest inputs as a name and what is said of it."""
    request = answered.request
    _ = language.gettext
    rows = [
        (_("Items finished"), _history(answered, language)),
        (_("Items left"), _scope(request, language)),
        (_("The work starts on"), language.date(answered.result.start)),
        (_("Deadline"), _deadline(answered, language)),
        (_("People"), _people(request, language)),
        (_("Cost per person and week"), _rate(request, language)),
        (_("Days off"), _days_off(request, language)),
        (_("Pace model"), said.pace_model(language, answered.result.model.pace)),
    ]
    return [(label, text) for label, text in rows if text]


def _fields(place: str, value: Any) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _fields(f"{place}.{name}" if place else name, part)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, part in enumerate(value):
            yield from _fields(f"{place}.{index}", part)
    else:
        yield place, value


def _input(field: str, value: Value, language: Language) -> Input:
    parts = field.split(".")
    label = LABELS.get(".".join("*" if part.isdigit() else part for part in parts), parts[-1])
    numbers = [str(int(part) + 1) for part in parts if part.isdigit()]
    return Input(" ".join([language.gettext(label), *numbers]), field, value)


def _history(answered: Answered, language: Language) -> str:
    history = answered.result.history
    mean = language.number(history.mean)
    numbers = "  ".join(language.number(count) for count in history.counts[-12:])
    earlier = "… " if history.n > 12 else ""
    return f"{earlier}{numbers} " + language.ngettext(
        "({n} period, {mean} on average)", "({n} periods, {mean} on average)", history.n, mean=mean
    )


def _scope(request: ForecastRequest, language: Language) -> str:
    scope = request.scope
    if scope is None:
        return ""
    low, high = scope.span
    said_items = [language.number(low)]
    if low != high:
        low_said, high_said = language.number(low), language.number(high)
        said_items = [language.gettext("{low} to {high}", low=low_said, high=high_said)]
    if scope.complexity != "low":
        complexity = language.gettext(said.COMPLEXITIES[scope.complexity])
        said_items.append(language.gettext("complexity: {level}", level=complexity.lower()))
    if scope.split_rate.high != 1 or scope.split_rate.low != 1:
        low_said = language.number(scope.split_rate.low)
        high_said = language.number(scope.split_rate.high)
        said_items.append(
            language.gettext("each becomes {low} to {high}", low=low_said, high=high_said)
        )
    return "; ".join(said_items)


def _deadline(answered: Answered, language: Language) -> str:
    deadline = answered.result.deadline
    return language.date(deadline.date) if deadline else ""


def _people(request: ForecastRequest, language: Language) -> str:
    team = request.team
    parts = [language.number(team.size)]
    for change in team.changes[:3]:
        week, size = language.number(change.week), language.number(change.size)
        parts.append(language.gettext("{size} from week {week} on", size=size, week=week))
    if len(team.changes) > 3:
        parts.append(language.ngettext("{n} more", "{n} more", len(team.changes) - 3))
    if team.focus != 1:
        share = language.change(team.focus)
        parts.append(language.gettext("attention {share} of the past", share=share))
    return "; ".join(parts)


def _rate(request: ForecastRequest, language: Language) -> str:
    rate = request.team.cost_per_person_week
    return "" if rate is None else language.money(rate, request.team.currency)


def _days_off(request: ForecastRequest, language: Language) -> str:
    calendar, parts = request.calendar, []
    if calendar.holidays:
        places = (calendar.holidays.country, calendar.holidays.subdivision)
        place = "-".join(filter(None, places))
        parts.append(language.gettext("public holidays of {place}", place=place))
    if calendar.days_off:
        parts.append(language.ngettext("{n} day", "{n} days", len(calendar.days_off)))
    return "; ".join(parts)
