"""The answer key of a room: every case as it stands, without its risks and with all of them."""

from __future__ import annotations

from dataclasses import dataclass

from flow_forecaster.domain.language import Language
from flow_forecaster.domain.request import ForecastRequest, History, Scope
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.domain.room import Case, RoomSetup
from flow_forecaster.domain.room_case import case_request
from flow_forecaster.services.forecast import forecast


@dataclass(frozen=True, slots=True)
class CaseKey:
    """A case and its two answers, at 50, 85 and 95 %."""

    case: Case
    without_risks: ForecastResult
    with_risks: ForecastResult


def room_key(setup: RoomSetup, language: Language) -> tuple[CaseKey, ...]:
    """The key of each case of a room."""
    return tuple(_key(case, setup, language) for case in setup.cases)


def exercise_key(
    backlog: int, throughput: tuple[float, ...], setup: RoomSetup, language: Language
) -> ForecastResult:
    """The answer of the exercise on paper, where every draw is one of the past weeks."""
    request = ForecastRequest(
        history=History(counts=throughput),
        scope=Scope(items=backlog),
        start=setup.start,
        pace_model="resample",
        percentiles=(0.5, 0.85, 0.95),
    )
    return forecast(request, today=setup.start, language=language)


def _key(case: Case, setup: RoomSetup, language: Language) -> CaseKey:
    all_on = {f"risk.{number}": True for number in range(len(case.risks))}
    answers = [
        forecast(case_request(case, values, setup), today=setup.start, language=language)
        for values in ({}, all_on)
    ]
    return CaseKey(case, *answers)
