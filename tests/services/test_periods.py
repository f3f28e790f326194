"""Histories by sprint: answers fall on the ends of sprints, and are told by week all the same."""

import datetime as dt

import numpy as np

from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.request import ForecastRequest, SimulationRequest
from flow_forecaster.services.forecast import forecast
from flow_forecaster.services.simulate import simulate

TODAY = dt.date(2026, 11, 23)
SPRINTS = {
    "history": {"counts": [16, 18, 15, 20], "period_days": 14},
    "scope": {"items": 60},
    "deadline": {"weeks": 7},
    "pace_model": "resample",
}


def test_a_curve_by_sprint_is_told_by_week():
    request = ForecastRequest.model_validate(SPRINTS)
    answer = forecast(request, today=TODAY, language=load_language("en"))
    chances = answer.curve.chance_by_week
    for when in answer.when:
        assert when.weeks % 2 == 0
        assert chances[when.weeks] >= when.confidence - 1e-9 > chances[when.weeks - 1]
    assert len(answer.cone.items_by_week[0]) > answer.deadline.weeks


def test_trials_by_sprint_are_told_by_week():
    told = []
    request = SimulationRequest.model_validate(SPRINTS | {"trials": 20_000})
    result = simulate(request, today=TODAY, on_trials=lambda by_week: told.append(by_week.copy()))
    by_week = told[-1]
    assert by_week.sum() == 20_000
    assert not by_week[1:-1:2].any()
    shares = np.cumsum(by_week)[: len(result.chance_by_week)] / 20_000
    assert np.abs(shares - result.chance_by_week).max() < 1e-12
    assert len(result.burn_downs[0]) == len(result.chance_by_week)
