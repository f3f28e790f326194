"""The short forms about forecasts: a new one of a project, a scenario, and what really happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.project import ProjectContent
from flow_forecaster.domain.saved import NewForecast, Outcome, SavedForecast
from flow_forecaster.web.projects.fields import Fields, Reading, checked, number_text
from flow_forecaster.web.projects.inputs import people_text

PLACES = {
    "request": "items",
    "request.scope": "items",
    "request.scope.low": "items_low",
    "request.scope.high": "items_high",
    "request.deadline": "deadline",
    "request.deadline.weeks": "deadline_weeks",
    "request.team": "people",
    "request.history": "history",
}
NEW_FIELDS = ("name", "items", "items_low", "items_high", "deadline", "deadline_weeks", "note")
SCENARIO_FIELDS = ("name", "people", "items", "deadline")


def read_new_forecast(
    form: MultiDict[str, str], content: ProjectContent, language: Language
) -> NewForecast:
    """A question about a project, asked of its history, team and calendar.

    Raises
    ------
    InvalidRequest
        With the problems, each at its field of the form.
    """
    if content.history is None:
        sentence = N_("Give the project a history first: a forecast reads the pace from it.")
        raise InvalidRequest([Problem("history", sentence)])
    reading = Reading(form)
    scope, deadline = _scope(reading), _deadline(reading)
    request = {
        "history": content.history,
        "scope": scope,
        "deadline": deadline,
        "team": content.team,
        "calendar": content.calendar,
        "pace_model": content.pace_model,
        "pace_quantiles": content.current_quantiles,
        "verdict": content.verdict,
    }
    name = reading.text("name") or _name(scope, reading, language)
    data = {"name": name, "note": reading.text("note"), "request": request}
    return checked(NewForecast, data, reading, PLACES)


def scenario_fields(base: SavedForecast) -> Fields:
    """What the form of a scenario begins with: what its base supposes."""
    request, result = base.request, base.result
    return {
        "name": "",
        "people": number_text(request.team.size),
        "items": number_text(request.scope.stated_items) if request.scope else "",
        "deadline": result.deadline.date.isoformat() if result.deadline else "",
    }


def read_scenario(
    form: MultiDict[str, str], base: SavedForecast, language: Language
) -> NewForecast:
    """A forecast that supposes something else than its base: people, items or a deadline.

    The pace is in proportion to people. The work starts on the base's first day, so that the two
    can be compared.

    Raises
    ------
    InvalidRequest
        With the problems, each at its field of the form.
    """
    before = scenario_fields(base)
    changed = {
        name: text for name in SCENARIO_FIELDS[1:]
        if (text := form.get(name, "").strip()) and text != before[name]
    }  # fmt: skip
    if not changed:
        sentence = N_("Change the people, the items or the deadline: that is the scenario.")
        raise InvalidRequest([Problem("people", sentence)])
    reading = Reading(changed)
    supposed = _supposed(reading, base)
    request = base.request.model_dump() | supposed
    name = form.get("name", "").strip() or _scenario_name(supposed, language)
    data = {"name": name, "request": request, "base_id": base.base_id or base.id}
    return checked(NewForecast, data, reading, PLACES)


def read_outcome(form: Mapping[str, str]) -> Outcome | None:
    """What really happened; none where both fields were emptied.

    Raises
    ------
    InvalidRequest
        With the problems, each at its field of the form.
    """
    reading = Reading(form)
    data = {
        "finished_on": reading.day("finished_on"),
        "items_by_deadline": reading.number("items_by_deadline"),
    }
    if not reading.problems and all(value is None for value in data.values()):
        return None
    return checked(Outcome, data, reading, {})


def _supposed(reading: Reading, base: SavedForecast) -> dict[str, Any]:
    supposed: dict[str, Any] = {"start": base.result.start}
    people, items, deadline = (
        reading.number("people"),
        reading.number("items"),
        reading.day("deadline"),
    )
    if people is not None:
        team = base.request.team
        made_by = team.history_size or team.size
        supposed["team"] = team.model_dump() | {"size": people, "history_size": made_by}
    if items is not None:
        scope = base.request.scope.model_dump() if base.request.scope else {}
        supposed["scope"] = scope | {"items": items, "low": None, "high": None}
    if deadline is not None:
        supposed["deadline"] = {"date": deadline}
    return supposed


def _scenario_name(supposed: dict[str, Any], language: Language) -> str:
    said = []
    if team := supposed.get("team"):
        said.append(people_text(team["size"], language))
    if scope := supposed.get("scope"):
        said.append(language.ngettext("{n} item", "{n} items", int(scope["items"])))
    if deadline := supposed.get("deadline"):
        said.append(language.gettext("until {date}", date=language.date(deadline["date"])))
    return ", ".join(said)


def _scope(reading: Reading) -> dict[str, Any] | None:
    items = reading.number("items")
    low, high = reading.number("items_low"), reading.number("items_high")
    if low is not None or high is not None:
        return (
            {"low": low, "high": high}
            if items is None or None not in {low, high}
            else {"items": items}
        )
    return None if items is None else {"items": items}


def _deadline(reading: Reading) -> dict[str, Any] | None:
    day, weeks = reading.day("deadline"), reading.number("deadline_weeks")
    if day is not None:
        return {"date": day}
    return None if weeks is None else {"weeks": weeks}


def _name(scope: dict[str, Any] | None, reading: Reading, language: Language) -> str:
    """What a forecast is called that nobody named."""
    if scope is None:
        return language.gettext("How many by the deadline?")
    counts = [scope["items"]] if "items" in scope else [scope["low"], scope["high"]]
    said = [language.number(count) for count in counts if count is not None]
    items = "–".join(said)  # noqa: RUF001
    most = max((int(count) for count in counts if count is not None), default=0)
    if deadline := reading.day("deadline"):
        return language.ngettext(
            "{items} item until {date}",
            "{items} items until {date}",
            most,
            items=items,
            date=language.date(deadline),
        )
    return language.ngettext("{items} item", "{items} items", most, items=items)
