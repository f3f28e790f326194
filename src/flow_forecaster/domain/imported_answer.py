"""Whether an answer that came with a file can be one to its question, so that pages can show it.

Its numbers are taken as they are: another version made them. Their kinds, places and ranges are
not: everything that shows an answer relies on them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flow_forecaster.domain import limits
from flow_forecaster.domain.result import Cone, ForecastResult
from flow_forecaster.domain.saved import Distribution
from flow_forecaster.domain.text import one_line

MOST_WEEKS = limits.MAX_WEEKS + 1
"""Weeks that an answer tells of, with week 0."""

LARGEST = 1e15
LONGEST_TEXT = 2_000
LONGEST_DIGEST = 64
SLACK = 1e-9
"""What rounding may take from one chance to the next."""


def can_answer(stored: ForecastResult, made: ForecastResult) -> bool:
    """Whether a stored answer has the parts of the one that is made to the same question here."""
    return (
        _parts(stored) == _parts(made)
        and len(stored.model.digest) <= LONGEST_DIGEST
        and all(map(_is_fit, _leaves(stored.model_dump(mode="json"))))
        and all(chance is None or 0 <= chance <= 1 for chance in _chances(stored))
        and (stored.curve is None or _is_course(stored.curve.chance_by_week, rising=True))
        and _is_cone(stored.cone)
        and all(day is None or day <= limits.LAST_DAY for day in _days(stored))
    )


def can_distribute(stored: Distribution, made: Distribution) -> bool:
    """Whether a stored distribution has the parts of the one made here, and is one."""
    steps = (stored.items_step, stored.plain_items_step)
    return all(step >= 1 for step in steps) and all(
        _has_same_part(getattr(stored, name), getattr(made, name), rising="done" in name)
        for name, field in Distribution.model_fields.items()
        if field.annotation is not int
    )


def _has_same_part(
    stored: tuple[float, ...] | None, made: tuple[float, ...] | None, *, rising: bool
) -> bool:
    if stored is None or made is None:
        return stored is made
    return _is_course(stored, rising=rising, most=None)


def _parts(answer: ForecastResult) -> object:
    return (
        [one.confidence for one in answer.when],
        [one.confidence for one in answer.how_many],
        [one.confidence for one in answer.cost],
        [one.name for one in answer.risks],
        [part is None for part in (answer.deadline, answer.levers, answer.curve, answer.scope)],
        answer.verdict is None,
    )


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _leaves(part)
    else:
        yield value


def _is_fit(leaf: object) -> bool:
    if isinstance(leaf, str):
        return len(leaf) <= LONGEST_TEXT and _is_text(leaf)
    if isinstance(leaf, int | float):
        return abs(leaf) <= LARGEST
    return leaf is None


def _is_text(text: str) -> bool:
    try:
        one_line(text)
    except ValueError:
        return False
    return True


def _chances(answer: ForecastResult) -> list[float | None]:
    chances: list[float | None] = [answer.not_finished]
    chances += [risk.chance_if_removed for risk in answer.risks]
    if answer.deadline is not None:
        said = answer.deadline
        chances += [said.chance, said.chance_without_risks, said.scope_share_at_p85]
    return chances


def _is_course(chances: Sequence[float], *, rising: bool, most: int | None = MOST_WEEKS) -> bool:
    """Whether these are chances that never fall, or never rise."""
    if not chances or (most is not None and len(chances) > most):
        return False
    course = chances if rising else chances[::-1]
    is_ordered = all(later >= sooner - SLACK for sooner, later in pairwise(course))
    return is_ordered and min(chances) >= 0 and max(chances) <= 1


def _is_cone(cone: Cone) -> bool:
    lengths = {len(items) for items in cone.items_by_week}
    return (
        len(cone.confidence) == len(cone.items_by_week) > 0
        and len(lengths) == 1
        and 0 < lengths.pop() <= MOST_WEEKS
        and all(0 < confidence < 1 for confidence in cone.confidence)
        and all(n >= 0 for items in cone.items_by_week for n in items)
        and (cone.edge is None or cone.edge >= 0)
    )


def _days(answer: ForecastResult) -> list[dt.date | None]:
    days: list[dt.date | None] = [answer.start, *(one.date for one in answer.when)]
    if answer.deadline is not None:
        days.append(answer.deadline.date)
    if answer.levers is not None:
        days.append(answer.levers.earliest_date)
    return days
