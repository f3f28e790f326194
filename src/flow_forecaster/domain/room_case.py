"""What a group's fields make of its case: a request that every screen answers alike.

The page does the same (room/case.ts); tests/vectors/room.json holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flow_forecaster.domain import limits
from flow_forecaster.domain.request import Deadline, ForecastRequest, History, Scope, Team
from flow_forecaster.domain.room import Case, RoomSetup

CONFIDENCES = (0.5, 0.85, 0.95)
MAX_COST = 1e9

BETWEEN = re.compile("[ \t\r\n\u00a0\u202f,;]+")
COUNT = re.compile(r"[0-9]{1,5}(\.[0-9]{1,6})?")


def case_request(case: Case, values: Mapping[str, object], setup: RoomSetup) -> ForecastRequest:
    """The request of a group, from its fields by name.

    What is missing or out of its limits is the case's; a risk counts where its switch is true.
    """
    people = _number(values.get("people"), limits.MIN_PEOPLE, limits.MAX_PEOPLE)
    cost = _number(values.get("cost_per_person_week"), 0, MAX_COST)
    items = _whole(values.get("items"), 1, limits.MAX_ITEMS)
    weeks = _whole(values.get("deadline_weeks"), 1, limits.MAX_WEEKS)
    history = values.get("history")
    counts = read_history(history) if isinstance(history, str) else None
    return ForecastRequest(
        history=History(counts=counts or case.throughput_weekly),
        scope=Scope(items=case.backlog if items is None else items),
        risks=tuple(risk for n, risk in enumerate(case.risks) if values.get(f"risk.{n}") is True),
        start=setup.start,
        deadline=Deadline(weeks=case.deadline_weeks if weeks is None else weeks),
        team=Team(
            size=case.team_size if people is None else people,
            cost_per_person_week=case.cost_per_person_week if cost is None else cost,
            currency=case.currency,
            history_size=case.team_size,
        ),
        pace_model=setup.pace_model,
        percentiles=CONFIDENCES,
        verdict=setup.verdict,
    )


def read_history(text: str) -> tuple[float, ...] | None:
    """Weekly counts typed with commas, semicolons, spaces or lines between them.

    None where they are no history: something else among them, all zero, too many or too large.
    """
    tokens = [token for token in BETWEEN.split(text) if token]
    if len(tokens) > limits.MAX_WEEKS or not all(map(COUNT.fullmatch, tokens)):
        return None
    counts = tuple(map(float, tokens))
    return counts if any(counts) and max(counts) <= limits.MAX_COUNT else None


def _whole(value: object, least: float, most: float) -> int | None:
    # A number that JSON writes with a point may be whole too, as in the page.
    number = _number(value, least, most)
    return int(number) if number is not None and number == int(number) else None


def _number(value: object, least: float, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if least <= value <= most else None
