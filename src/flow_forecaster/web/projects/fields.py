"""What was typed into a form, and what is wrong with it, field by field."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from flow_forecaster.domain.checking import problems_of
from flow_forecaster.domain.errors import AppError, InvalidRequest, Problem
from flow_forecaster.domain.language import N_, Language

Model = TypeVar("Model", bound=BaseModel)

NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")

Fields = dict[str, str]
"""The text of each field of a form, by the field's name; empty where nothing was typed."""


@dataclass(frozen=True, slots=True)
class Refused(Problem):
    """A field whose text a reader of its own refused."""

    error: AppError = field(default_factory=AppError)

    def message(self, language: Language) -> str:
        """What the reader said."""
        return self.error.detail(language)


@dataclass(slots=True)
class Reading:
    """Values taken from a form, and the problems met on the way."""

    fields: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        """What was typed, without the blanks around it."""
        return self.fields.get(name, "").strip()

    def number(self, name: str) -> float | int | None:
        """The number that was typed; none where nothing was, or nothing that is a number."""
        text = self.text(name)
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            sentence = N_("“{text}” is not a number.")
            self.problems.append(Problem(name, sentence, {"text": _short(text)}))
            return None
        number = float(text.replace(",", "."))
        return int(number) if number.is_integer() and abs(number) < 2**53 else number

    def share(self, name: str) -> float | None:
        """A percentage as a share."""
        percent = self.number(name)
        return None if percent is None else percent / 100

    def day(self, name: str) -> dt.date | None:
        """The date that was typed, as in 2027-03-08."""
        text = self.text(name)
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            self.problems.append(Problem(name, N_("This must be a date such as 2027-03-08.")))
            return None


def checked(
    model: type[Model], data: Mapping[str, Any], reading: Reading, places: Mapping[str, str]
) -> Model:
    """The model that was typed; ``places`` maps the start of its paths to fields of the form.

    Raises
    ------
    InvalidRequest
        With what was wrong in the reading and in the model, each at its field.
    """
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        found = _placed(problems_of(error), places)
        known = {one.field for one in reading.problems}
        new = [one for one in found if one.field not in known]
        raise InvalidRequest([*reading.problems, *new]) from error
    if reading.problems:
        raise InvalidRequest(reading.problems)
    return made


def messages(problems: Sequence[Problem], language: Language) -> dict[str, str]:
    """What is wrong with each field, the first problem of each."""
    said: dict[str, str] = {}
    for one in problems:
        said.setdefault(one.field, one.message(language))
    return said


def number_text(number: float | None) -> str:
    """A number as a form's field holds it."""
    if number is None:
        return ""
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def percent_field(share: float) -> str:
    """A share as a form's field of percent holds it."""
    return number_text(round(share * 100, 10))


def counts_text(counts: Iterable[float]) -> str:
    """A history as it is pasted, in a way that can be read only once."""
    return " ".join(map(_count_text, counts))


def _count_text(count: float) -> str:
    text = number_text(count)
    whole, _dot, rest = text.partition(".")
    # 1.234 might be a thousand and more; 1.2340 cannot.
    return f"{text}0" if len(rest) == len("234") and math.isfinite(count) and whole else text


def _placed(problems: Iterable[Problem], places: Mapping[str, str]) -> list[Problem]:
    return [Problem(_place(one.field, places), one.sentence, one.facts) for one in problems]


def _place(path: str, places: Mapping[str, str]) -> str:
    fits = [start for start in places if f"{path}.".startswith(f"{start}.")]
    return places[max(fits, key=len)] if fits else path


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
