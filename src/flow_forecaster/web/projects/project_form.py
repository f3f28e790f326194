"""The form of a project: its fields, from what is kept and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from werkzeug.datastructures import MultiDict

from flow_forecaster.domain.errors import Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.project import ProjectContent
from flow_forecaster.engine.quantile_pace import QUANTILES
from flow_forecaster.readers.errors import UnreadableNumbers
from flow_forecaster.readers.pasted import read_pasted
from flow_forecaster.web.projects.fields import (
    Fields,
    Reading,
    Refused,
    checked,
    counts_text,
    number_text,
    percent_field,
)

LABELS = {
    "name": N_("Name"),
    "unit": N_("What is counted"),
    "history": N_("Items finished per period"),
    "period_days": N_("Each number is"),
    "last_period_end": N_("The history ends on"),
    "size": N_("People"),
    "cost": N_("Cost per person and week"),
    "currency": N_("Currency"),
    "workdays": N_("Days worked"),
    "days_off": N_("Days off"),
    "country": N_("Public holidays of"),
    "subdivision": N_("State"),
    "pace_model": N_("Pace model"),
    "go": N_("GO from"),
    "adjust": N_("ADJUST from"),
    "note": N_("Note"),
}
"""The fields in the form's order, as a merge names them."""

PLACES = {
    "history": "history",
    "history.period_days": "period_days",
    "history.last_period_end": "last_period_end",
    "team": "size",
    "team.cost_per_person_week": "cost",
    "team.currency": "currency",
    "calendar": "days_off",
    "calendar.workdays": "workdays",
    "calendar.holidays": "country",
    "calendar.holidays.subdivision": "subdivision",
    "verdict": "go",
    "verdict.adjust": "adjust",
}
"""Where the form asks for what a path of the content names."""

MOST_DAYS_OFF = 1_000
RANGE = ".."


def typed_fields(form: MultiDict[str, str]) -> Fields:
    """What was typed; days are lists of boxes and of pairs of dates, here one text each."""
    fields = {name: form.get(name, "") for name in LABELS}
    fields["workdays"] = " ".join(form.getlist("workdays"))
    pairs = zip_longest(form.getlist("day_off_from"), form.getlist("day_off_to"), fillvalue="")
    spans = [RANGE.join(filter(None, pair)) for pair in pairs]
    fields["days_off"] = " ".join(filter(None, [fields["days_off"], *spans]))
    return fields


def content_fields(content: ProjectContent) -> Fields:
    """What the form holds for a project's content."""
    history, team, calendar = content.history, content.team, content.calendar
    holidays = calendar.holidays
    return {
        "name": content.name,
        "unit": content.unit,
        "history": counts_text(history.counts) if history else "",
        "period_days": str(history.period_days if history else 7),
        "last_period_end": _day_text(history.last_period_end if history else None),
        "size": number_text(team.size),
        "cost": number_text(team.cost_per_person_week),
        "currency": team.currency,
        "workdays": " ".join(map(str, calendar.workdays)),
        "days_off": " ".join(map(RANGE.join, day_spans(calendar.days_off))),
        "country": holidays.country if holidays else "",
        "subdivision": (holidays.subdivision or "") if holidays else "",
        "pace_model": QUANTILES if content.pace_quantiles else content.pace_model,
        "go": percent_field(content.verdict.go),
        "adjust": percent_field(content.verdict.adjust),
        "note": content.note,
    }


def read_content(fields: Mapping[str, str], kept: ProjectContent | None = None) -> ProjectContent:
    """The content that was typed, on top of what the form doesn't ask and was kept before.

    Raises
    ------
    InvalidRequest
        With the problems, each at its field of the form.
    """
    reading = Reading(fields)
    data = _content(reading, kept)
    return checked(ProjectContent, data, reading, PLACES)


def _content(reading: Reading, kept: ProjectContent | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": reading.text("name"),
        "history": _history(reading),
        "team": _team(reading, kept),
        "calendar": _calendar(reading),
        "verdict": _only(go=reading.share("go"), adjust=reading.share("adjust")),
        "note": reading.fields.get("note", "").replace("\r\n", "\n").strip(),
    }
    data |= _only(unit=reading.text("unit"), pace_model=reading.text("pace_model"))
    if data.get("pace_model") == QUANTILES and kept and kept.pace_quantiles:
        data |= {"pace_model": "auto", "pace_quantiles": kept.pace_quantiles}
    return data


def _history(reading: Reading) -> dict[str, Any] | None:
    try:
        counts = read_pasted(reading.text("history"))
    except UnreadableNumbers as error:
        reading.problems.append(Refused("history", error.sentence, error=error))
        return None
    end = reading.day("last_period_end")
    if not counts:
        return None
    days = reading.text("period_days")
    known = {"period_days": int(days)} if days.isdecimal() and len(days) < 4 else {}
    return {"counts": counts, "last_period_end": end} | known


def _team(reading: Reading, kept: ProjectContent | None) -> dict[str, Any]:
    team = (
        kept.team.model_dump(exclude={"size", "cost_per_person_week", "currency"}) if kept else {}
    )
    asked = _only(
        size=reading.number("size"),
        cost_per_person_week=reading.number("cost"),
        currency=reading.text("currency").upper(),
    )
    return team | asked


def _calendar(reading: Reading) -> dict[str, Any]:
    country, subdivision = reading.text("country"), reading.text("subdivision")
    workdays = [int(day) for day in reading.text("workdays").split() if day.isdecimal()]
    holidays = {"country": country, "subdivision": subdivision or None} if country else None
    return {"workdays": workdays, "days_off": _days_off(reading), "holidays": holidays}


def _days_off(reading: Reading) -> list[dt.date]:
    days: set[dt.date] = set()
    try:
        for span in reading.text("days_off").split():
            days |= _days_of(span)
    except ValueError:
        sentence = N_("Days off are dates, or two dates of which the second is not earlier.")
        reading.problems.append(Problem("days_off", sentence))
    if len(days) > MOST_DAYS_OFF:
        sentence = N_("At most {max_length} are taken here. Leave some out.")
        reading.problems.append(Problem("days_off", sentence, {"max_length": MOST_DAYS_OFF}))
    return sorted(days)


def _days_of(span: str) -> set[dt.date]:
    first, _, last = span.partition(RANGE)
    start = dt.date.fromisoformat(first)
    end = dt.date.fromisoformat(last) if last else start
    n_days = (end - start).days + 1
    if n_days < 1:
        raise ValueError(span)
    # One more than the most is enough to be refused.
    return {start + dt.timedelta(days) for days in range(min(n_days, MOST_DAYS_OFF + 1))}


def day_spans(days: tuple[dt.date, ...]) -> list[tuple[str, ...]]:
    """Days that follow each other as pairs of dates, single ones alone."""
    spans: list[list[dt.date]] = []
    for day in sorted(set(days)):
        if spans and (day - spans[-1][-1]).days == 1:
            spans[-1][1:] = [day]
        else:
            spans.append([day])
    return [tuple(day.isoformat() for day in span) for span in spans]


def span_rows(text: str) -> list[tuple[str, str]]:
    """The spans of a text of days off, each from and to, for the form's rows."""
    return [(first, last) for first, _, last in (span.partition(RANGE) for span in text.split())]


def _only(**values: object) -> dict[str, Any]:
    """The values that were given."""
    return {name: value for name, value in values.items() if value not in {None, ""}}


def _day_text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
