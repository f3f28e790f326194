"""What came of a room: one line for each group, in the engine's numbers."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flow_forecaster.domain import limits
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import ForecastResult, Verdict
from flow_forecaster.domain.room import Case, GroupSetup, Room, RoomSetup, scope_of
from flow_forecaster.domain.room_case import case_request
from flow_forecaster.domain.room_field import RoomField, Sync
from flow_forecaster.services.exports.csv_text import Cell, csv_bytes
from flow_forecaster.services.forecast import forecast
from flow_forecaster.services.rooms import hear
from flow_forecaster.storage.database import Database

CONFIDENCES = (0.5, 0.85, 0.95)
NOBODY = "0" * 16
"""The device that the report reads as."""

BEFORE_WORK = ("guess.", "poll.", "operator", "operator_name")
"""How fields are called that are said without working on a case."""

DECISIONS = {"go": N_("GO"), "adjust": N_("ADJUST"), "no_go": N_("NO-GO")}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """What a group came to; weeks at 50, 85 and 95 %, none where there is no answer.

    A group that has not begun (``has_begun``) came to nothing, whatever its case says.

    ``weeks_with_risks`` counts the risks that the group switched on; items, people and deadline are
    the group's, which may differ from the case's.
    """

    group: GroupSetup
    case: Case
    has_begun: bool
    weeks_without_risks: tuple[int | None, ...]
    weeks_with_risks: tuple[int | None, ...]
    items: int
    people: float
    deadline_weeks: int
    chance: float | None
    cost: float | None
    verdict: Verdict | None
    decision: str
    reason: str
    guess_weeks: float | None
    is_done: bool


def room_lines(database: Database, room: Room, *, language: Language) -> tuple[GroupLine, ...]:
    """The lines of a room's groups, in their order."""
    heard = hear(database, room, Sync(device=NOBODY, see="all"))
    return group_lines(room.setup, heard.fields, language)


def group_lines(
    setup: RoomSetup, fields: Iterable[RoomField], language: Language
) -> tuple[GroupLine, ...]:
    """The lines of the groups of a room where this was said."""
    said: dict[str, dict[str, Any]] = {}
    for field in fields:
        said.setdefault(field.scope, {})[field.name] = field.value
    return tuple(
        _line(setup, group, said.get(scope_of(group.number), {}), language)
        for group in setup.groups
    )


def room_csv(lines: Sequence[GroupLine], language: Language) -> bytes:
    """A table, a row for each group."""
    return csv_bytes(
        [language.gettext(one) for one in HEAD], [_row(one, language) for one in lines], language
    )


HEAD = (
    N_("Group"),
    N_("Case"),
    N_("P50 without risks, weeks"),
    N_("P85 without risks, weeks"),
    N_("P95 without risks, weeks"),
    N_("P50 with risks, weeks"),
    N_("P85 with risks, weeks"),
    N_("P95 with risks, weeks"),
    N_("Items to do"),
    N_("People"),
    N_("Deadline, weeks"),
    N_("Chance of the deadline, percent"),
    N_("Cost at P85"),
    N_("Currency"),
    N_("Verdict of the numbers"),
    N_("Decision of the group"),
    N_("Reason"),
    N_("Guess, median weeks"),
)


NOT_BEGUN = N_("Did not begin")


def _row(line: GroupLine, language: Language) -> list[Cell]:
    if not line.has_begun:
        empty = dict.fromkeys(HEAD)
        told = {
            N_("Group"): line.group.name,
            N_("Case"): line.case.title,
            N_("Decision of the group"): language.gettext(NOT_BEGUN),
            N_("Guess, median weeks"): line.guess_weeks,
        }
        return list((empty | told).values())
    return [
        line.group.name,
        line.case.title,
        *line.weeks_without_risks,
        *line.weeks_with_risks,
        line.items,
        line.people,
        line.deadline_weeks,
        None if line.chance is None else round(line.chance * 100, 1),
        line.cost,
        line.case.currency,
        decision_text(line.verdict, language),
        decision_text(line.decision, language),
        line.reason,
        line.guess_weeks,
    ]


def decision_text(decision: str | None, language: Language) -> str:
    """GO, ADJUST or NO-GO; nothing where there is none."""
    return language.gettext(DECISIONS[decision]) if decision in DECISIONS else ""


def _line(
    setup: RoomSetup, group: GroupSetup, said: Mapping[str, Any], language: Language
) -> GroupLine:
    case = setup.cases[group.case]
    asked = case_request(case, said, setup)
    assert asked.scope is not None
    assert asked.deadline is not None, "a case has both"
    items, deadline_weeks = asked.scope.items, asked.deadline.weeks
    assert items is not None
    assert deadline_weeks is not None, "each is a number"
    has_begun = _has_begun(said)
    with_risks = _answer(asked, language) if has_begun else None
    without = _answer(asked.model_copy(update={"risks": ()}), language) if has_begun else None
    return GroupLine(
        group=group,
        case=case,
        has_begun=has_begun,
        weeks_without_risks=_weeks(without),
        weeks_with_risks=_weeks(with_risks),
        items=items,
        people=asked.team.size,
        deadline_weeks=deadline_weeks,
        chance=with_risks.deadline.chance if with_risks and with_risks.deadline else None,
        cost=_cost(with_risks),
        verdict=with_risks.verdict if with_risks else None,
        decision=str(said.get("decision") or ""),
        reason=str(said.get("reason") or ""),
        guess_weeks=guess_of(said),
        is_done=said.get("done") is True,
    )


def _has_begun(said: Mapping[str, Any]) -> bool:
    """Whether a group said anything of its case; guesses come before."""
    return any(
        value is not None and not name.startswith(BEFORE_WORK) for name, value in said.items()
    )


def guess_of(said: Mapping[str, Any]) -> float | None:
    """The median of what a group's people guessed, in weeks."""
    told = [value for name, value in said.items() if name.startswith("guess.")]
    weeks = [one.get("weeks") for one in told if isinstance(one, dict)]
    sound = [
        one
        for one in weeks
        if isinstance(one, int | float) and type(one) is not bool and 0 < one <= limits.MAX_WEEKS
    ]
    return float(statistics.median(sound)) if sound else None


def _answer(asked: ForecastRequest, language: Language) -> ForecastResult | None:
    """The engine's answer to what a group asks; none where there is no answer."""
    assert asked.start is not None, "a room begins on a day"
    try:
        return forecast(asked, today=asked.start, language=language)
    except InvalidRequest:
        return None


def _weeks(result: ForecastResult | None) -> tuple[int | None, ...]:
    if result is None:
        return (None,) * len(CONFIDENCES)
    return tuple(one.weeks for one in result.when)


def _cost(result: ForecastResult | None) -> float | None:
    if result is None:
        return None
    return next((one.amount for one in result.cost if one.confidence == CONFIDENCES[1]), None)
