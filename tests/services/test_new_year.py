"""The weeks around New Year in whole answers: as a backtest has them, in every part, and told."""

import datetime as dt
import math

import numpy as np
import pytest

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.domain.plan import make_plan
from flow_forecaster.domain.request import ForecastRequest, SimulationRequest
from flow_forecaster.engine.backtest import Plan
from flow_forecaster.engine.pace import PACE_MODELS
from flow_forecaster.engine.readings import most_finished
from flow_forecaster.readers.history_table import NamedHistory
from flow_forecaster.services.backtest import score_model
from flow_forecaster.services.forecast import forecast
from flow_forecaster.services.simulate import simulate

MONDAY = dt.date(2026, 12, 14)
"""A week before ISO week 52."""

WEEKS = [8, 5, 9, 7, 6, 10, 7, 8, 6, 4, 7, 9]
TOLD = {"en": "around New Year", "pt-BR": "Ano-Novo"}


def answer(request, language="en"):
    asked = check_request(request, ForecastRequest)
    return forecast(asked, today=MONDAY, language=load_language(language))


def asking(start=MONDAY, counts=WEEKS, **fields):
    request = {"history": {"counts": counts}, "start": start.isoformat()}
    return request | {"scope": {"items": 20}, "deadline": {"weeks": 4}} | fields


@pytest.mark.parametrize("model", ["pool", "reverting_level", "reference_class"])
@pytest.mark.parametrize("period_weeks", [1, 2])
def test_a_forecast_has_the_law_that_the_backtest_judges(model, period_weeks):
    """From weeks with New Year in them to weeks with the next one, at one origin of a backtest."""
    window, follow = 52 // period_weeks, 13
    counts = tuple(np.random.default_rng(3).poisson(7, window + follow).astype(float))
    origin_day = dt.date(2026, 11, 30)
    start = origin_day - dt.timedelta(weeks=window * period_weeks)
    history = NamedHistory("team", counts, start, period_weeks)
    asked = []

    def rows(past, factors, top, lot=1):
        asked.append((past, factors, top, lot))
        return PACE_MODELS[model](past, factors, top, lot)

    score_model(history, model, rows, windows=[window], plan=Plan(horizons=(4, follow), work=(4,)))
    past, factors, top, lot = asked[-1]
    assert (past != counts[:window]).any() and (factors != 1).any()
    judged = list(PACE_MODELS[model](past, factors, top, lot))

    request = {
        "history": {
            "counts": counts[:window],
            "period_days": 7 * period_weeks,
            "last_period_end": (origin_day - dt.timedelta(days=1)).isoformat(),
        },
        "deadline": {"weeks": follow * period_weeks},
        "pace_model": model,
    }
    question = make_plan(check_request(request, ForecastRequest), today=origin_day).question
    live = list(question.learned().rows(question.weeks.factors[: len(factors)], top, lot))
    assert np.array(live) == pytest.approx(np.array(judged), abs=1e-12)
    promised = [one.items for one in answer(request).how_many]
    assert promised == [most_finished(judged[follow], p, lot) for p in (0.5, 0.7, 0.85, 0.95)]


def test_the_weeks_around_new_year_move_every_part_of_an_answer():
    """Against the same weeks in spring, for a team that costs and has a risk."""
    spring = MONDAY + dt.timedelta(weeks=12)
    fields = {
        "team": {"size": 5, "cost_per_person_week": 1000},
        "risks": [{"name": "R", "probability": 0.4, "impact": {"low": 2, "mode": 4, "high": 6}}],
    }
    late, usual = answer(asking(**fields)), answer(asking(spring, **fields))
    assert late.deadline.chance < usual.deadline.chance
    assert late.how_many[2].items < usual.how_many[2].items
    assert late.when[2].weeks > usual.when[2].weeks
    assert late.cost[2].amount > usual.cost[2].amount
    assert late.levers.most_items < usual.levers.most_items
    assert late.levers.fewest_people > usual.levers.fewest_people
    assert late.levers.earliest_weeks > usual.levers.earliest_weeks
    assert late.risks[0].chance_if_removed < usual.risks[0].chance_if_removed
    cones = late.cone.items_by_week, usual.cone.items_by_week
    assert all(n[4] < m[4] for n, m in zip(*cones, strict=True))
    weeks = range(2, 5)
    assert all(late.curve.chance_by_week[w] < usual.curve.chance_by_week[w] for w in weeks)


@pytest.mark.parametrize("model", ["resample", "bayesian", "negative_binomial"])
def test_models_of_past_weeks_answer_as_in_any_other_season(model):
    asked = [asking(start, pace_model=model) for start in (MONDAY, MONDAY + dt.timedelta(weeks=12))]
    late, usual = map(answer, asked)
    assert late.curve == usual.curve and late.how_many == usual.how_many
    assert late.model.explanation == usual.model.explanation


def test_a_slow_week_at_the_end_of_december_says_little_of_the_pace():
    """Half of the pace in ISO weeks 52 and 53 is the usual pace there."""
    counts = [8.0] * 8 + [4, 5, 7]
    february = dt.date(2027, 1, 11)
    known = answer(asking(february, counts, deadline={"weeks": 6}))
    in_spring = answer(asking(february + dt.timedelta(weeks=12), counts, deadline={"weeks": 6}))
    assert known.how_many[2].items > in_spring.how_many[2].items
    assert known.history.counts == tuple(counts)
    assert known.history.mean == in_spring.history.mean


def test_trials_agree_with_the_table_over_new_year():
    n = 20_000
    request = asking(pace_model="pool", trials=n, seed=5)
    exact = answer(asking(pace_model="pool")).deadline.chance
    found = simulate(check_request(request, SimulationRequest), today=MONDAY).chance
    assert abs(found - exact) < 4 * math.sqrt(exact * (1 - exact) / n)
    assert 0.05 < exact < 0.95


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("is_told", "asked"),
    [
        (True, asking()),
        (True, asking(dt.date(2027, 1, 18))),  # it is in the history
        (True, asking(dt.date(2026, 10, 5), scope={"items": 90}, deadline={"weeks": 4})),
        (False, asking(dt.date(2026, 10, 5))),
        (False, asking(dt.date(2027, 5, 3))),
        (False, asking(pace_model="resample")),
        (False, asking(pace_model="bayesian")),
        # Days off leave less of those weeks.
        (
            False,
            asking(
                deadline={"weeks": 3},
                scope={"items": 1},
                calendar={"days_off": [str(MONDAY + dt.timedelta(days=n)) for n in range(7, 40)]},
            ),
        ),
    ],
)
def test_it_is_told_where_such_a_week_counts(language, is_told, asked):
    explanation = answer(asked, language).model.explanation
    assert (TOLD[language] in explanation) == is_told


def test_it_is_told_in_a_sentence():
    said = (
        "The weeks around New Year count for less: the last ones of a year for about 55% of a "
        "usual week, the first one for 90%."
    )
    assert said in answer(asking()).model.explanation
