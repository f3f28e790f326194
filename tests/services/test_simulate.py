"""Trials of a request: percentiles of weeks, effort and cost, curve and paths."""

import datetime as dt

import numpy as np
import pytest

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.request import ForecastRequest, SimulationRequest
from flow_forecaster.engine.errors import StoppedError
from flow_forecaster.services.forecast import forecast
from flow_forecaster.services.simulate import SPREAD, simulate
from tests.data.workshop import CASES, DEMO

TODAY = dt.date(2026, 1, 5)
MODELS = ("resample", "bayesian", "negative_binomial", "pool")


def trials_of(request, **told):
    return simulate(check_request(request, SimulationRequest), today=TODAY, **told)


def exact(request):
    asked = check_request(request, ForecastRequest)
    return forecast(asked, today=TODAY, language=load_language("en"))


def value_at(spread, confidence):
    return spread.values[spread.confidence.index(confidence)]


def test_what_is_simulated_when_nothing_is_said():
    found = trials_of(DEMO)
    assert (found.trials, found.seed) == (10_000, 0)
    assert found.weeks.confidence == SPREAD == (0.05, 0.15, 0.5, 0.7, 0.85, 0.95)
    assert len(found.burn_downs) == 100


def test_the_same_seed_gives_the_same_answer():
    assert trials_of(DEMO | {"seed": 5}) == trials_of(DEMO | {"seed": 5})
    assert trials_of(DEMO | {"seed": 5}) != trials_of(DEMO | {"seed": 6})
    assert trials_of(DEMO | {"seed": 2**63 - 1}).trials == 10_000


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("case", CASES)
def test_a_case_agrees_with_its_forecast(case, model):
    n_trials = 20_000
    request = CASES[case] | {"pace_model": model}
    known, found = exact(request), trials_of(request | {"trials": n_trials, "seed": 3})
    curve = np.array(known.curve.chance_by_week)
    error = 4 * np.sqrt(np.clip(curve * (1 - curve), 1 / n_trials, 1) / n_trials)
    n_weeks = min(len(curve), len(found.chance_by_week))
    difference = np.abs(curve[:n_weeks] - np.array(found.chance_by_week[:n_weeks]))
    assert (difference < error[:n_weeks]).all()
    for when in known.when:
        if when.confidence in SPREAD:
            # The sampled quantile is a week whose chance is the confidence, within the error.
            week = int(value_at(found.weeks, when.confidence))
            assert curve[week] > when.confidence - error[week]
            assert curve[week - 1] < when.confidence + error[week - 1]
    chance = known.deadline.chance
    assert abs(found.chance - chance) < 4 * np.sqrt(max(chance * (1 - chance), 1e-4) / n_trials)


@pytest.mark.parametrize("trials", [1, 7, 13, 3_000])
def test_percentiles_are_of_the_curve(trials):
    """The first week by which that share of the trials is done, of few trials too."""
    for seed in range(10):
        found = trials_of(DEMO | {"trials": trials, "seed": seed})
        for confidence, weeks in zip(found.weeks.confidence, found.weeks.values, strict=True):
            week = int(weeks)
            assert found.chance_by_week[week] >= confidence - 1e-9
            assert found.chance_by_week[week - 1] < confidence
        assert found.chance_by_week[-1] == 1 and found.not_finished == 0
        assert found.chance == found.chance_by_week[min(20, len(found.chance_by_week) - 1)]


def test_effort_and_cost_are_people_times_weeks():
    found = trials_of(DEMO)
    people, rate = DEMO["team"]["size"], DEMO["team"]["cost_per_person_week"]
    for weeks, effort, cost in zip(
        found.weeks.values, found.effort_person_weeks.values, found.cost.values, strict=True
    ):
        assert effort == weeks * people
        assert cost == effort * rate
    without_rate = {**DEMO, "team": {"size": people}}
    assert trials_of(without_rate).cost is None


def test_a_ramp_costs_time_and_saves_effort():
    plain = trials_of(DEMO)
    ramped = trials_of(DEMO | {"ramp": {"start_people": 2}})
    assert value_at(ramped.weeks, 0.85) > value_at(plain.weeks, 0.85)
    assert value_at(ramped.effort_person_weeks, 0.85) < 8 * value_at(ramped.weeks, 0.85)
    assert ramped.chance < plain.chance
    more_than_all = trials_of(DEMO | {"ramp": {"start_people": 50}})
    assert abs(more_than_all.chance - plain.chance) < 0.01


def test_the_last_item_takes_its_lead_time():
    plain = trials_of(DEMO)
    delayed = trials_of(DEMO | {"lead_times_days": [10]})
    assert delayed.weeks.values == tuple(weeks + 2 for weeks in plain.weeks.values)
    assert delayed.effort_person_weeks == plain.effort_person_weeks
    assert delayed.chance < plain.chance


def test_paths_burn_down_from_the_total_to_nothing():
    found = trials_of(DEMO)
    for path in found.burn_downs:
        assert path[0] >= 120 and path[-1] == 0
        assert list(path) == sorted(path, reverse=True)


@pytest.mark.parametrize("period_days", [14, 28])
def test_a_longer_period_counts_whole_weeks_and_all_their_people(period_days):
    request = {
        "history": {"counts": [10, 14, 12], "period_days": period_days},
        "scope": {"items": 50},
        "team": {"size": 3},
        "start": "2026-11-23",
    }
    found = trials_of(request)
    for weeks, effort in zip(found.weeks.values, found.effort_person_weeks.values, strict=True):
        assert weeks % (period_days // 7) == 0
        assert effort == 3 * weeks


def test_what_is_not_finished_has_no_week():
    request = {"history": {"counts": [0, 0, 1]}, "scope": {"items": 60_000}, "trials": 500}
    found = trials_of(request | {"deadline": {"weeks": 500}})
    assert found.weeks.values == (None,) * 6
    assert found.not_finished == 1.0
    assert found.chance == 0.0
    assert found.chance_by_week == (0.0,)


def test_progress_never_falls_and_ends_at_one():
    told = []
    trials_of(DEMO | {"trials": 25_000}, on_progress=told.append)
    assert told == sorted(told) and told[-1] == 1.0 and len(told) > 1


def test_a_stop_flag_stops():
    told = []
    with pytest.raises(StoppedError):
        trials_of(
            DEMO | {"trials": 1_000_000},
            on_progress=told.append,
            should_stop=lambda: len(told) >= 2,
        )
    assert len(told) == 2


def test_a_million_trials_are_simulated_and_no_more():
    small = {"history": {"counts": [5, 8]}, "scope": {"items": 12}, "start": "2026-11-23"}
    small |= {"pace_model": "bayesian"}
    found = trials_of(small | {"trials": 1_000_000})
    # Two weeks of 5 are not enough for twelve items: 1/3 under the Bayesian bootstrap.
    assert abs(found.chance_by_week[2] - 2 / 3) < 4 * np.sqrt(2 / 9 / 1_000_000)
    with pytest.raises(InvalidRequest):
        trials_of(small | {"trials": 1_000_001})


@pytest.mark.parametrize("change", [{"trials": 9_999}, {"seed": 1}, {"ramp": {"start_people": 2}}])
def test_another_simulation_has_another_digest(change):
    plain = trials_of(DEMO | {"trials": 100}).model.digest
    assert trials_of(DEMO | {"trials": 100} | change).model.digest != plain
    assert trials_of(DEMO | {"trials": 100}).model.digest == plain


def test_no_pace_is_refused_before_any_trial():
    with pytest.raises(InvalidRequest):
        trials_of({"history": {"counts": [0]}, "scope": {"items": 3}})
