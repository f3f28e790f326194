"""The form as it is sent without script: to a request, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import AppError, InvalidRequest, Problem
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.readers.pasted import read_pasted

NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the form: where it goes in a request, and what the page calls it."""

    part: str
    field: str
    label: str


INPUTS = {
    "history": Input("history", "counts", N_("Items finished, week by week")),
    "items": Input("scope", "items", N_("Items left")),
    "items_low": Input("scope", "low", N_("At least")),
    "items_high": Input("scope", "high", N_("At most")),
    "deadline": Input("deadline", "date", N_("Deadline")),
    "deadline_weeks": Input("deadline", "weeks", N_("or in weeks")),
    "size": Input("team", "size", N_("People")),
    "cost": Input("team", "cost_per_person_week", N_("Cost per person and week")),
}


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What is wrong, said for a reader; ``field`` is the input's name, empty for the whole form."""

    field: str
    message: str


def read_form(form: Mapping[str, str]) -> ForecastRequest:
    """The request that a form asks.

    Raises
    ------
    InvalidRequest, UnreadableNumbers
        If what was typed cannot be used.
    """
    typed = {name: text for name in INPUTS if (text := form.get(name, "").strip())}
    data: dict[str, Any] = {"history": {}}
    for name in _one_of_each(typed):
        place = INPUTS[name]
        data.setdefault(place.part, {})[place.field] = _value(name, typed[name])
    return check_request(data, ForecastRequest)


def is_filled(form: Mapping[str, str]) -> bool:
    """Whether anything was typed at all."""
    return any(form.get(name, "").strip() for name in INPUTS)


def form_problems(error: AppError, language: Language) -> list[FormProblem]:
    """What a refusal means for the form."""
    if isinstance(error, InvalidRequest):
        return [_form_problem(problem, language) for problem in error.problems]
    return [FormProblem("history", error.detail(language))]


def _one_of_each(typed: Mapping[str, str]) -> set[str]:
    """The inputs that count: a whole range before a number, a date before weeks."""
    names = set(typed)
    if {"items_low", "items_high"} <= names:
        names -= {"items"}
    elif "items" in names:
        names -= {"items_low", "items_high"}
    if "deadline" in names:
        names -= {"deadline_weeks"}
    return names


def _value(name: str, text: str) -> object:
    if name == "history":
        return read_pasted(text)
    if name == "deadline":
        return text
    if not NUMBER.fullmatch(text):
        raise InvalidRequest([Problem(name, N_("“{text}” is not a number."), {"text": text})])
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _form_problem(problem: Problem, language: Language) -> FormProblem:
    name = _input_of(problem.field)
    message = problem.message(language)
    if name:
        message = f"{language.gettext(INPUTS[name].label)}: {message}"
    return FormProblem(name, message)


def _input_of(field: str) -> str:
    """The name of the input that a field of a request was typed into, empty if none was."""
    if field in INPUTS and field != "history":
        return field
    for name, place in INPUTS.items():
        if field == place.part or f"{field}.".startswith(f"{place.part}.{place.field}."):
            return name
    return ""
