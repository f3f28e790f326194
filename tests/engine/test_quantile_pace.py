import numpy as np
import pytest

from flow_forecaster.engine.forecast import forecast_numbers
from flow_forecaster.engine.pace import ComingWeeks
from flow_forecaster.engine.quantile_pace import (
    LEVELS,
    QUANTILES,
    WEEKS_AHEAD,
    QuantilePace,
    quantile_pace,
)
from flow_forecaster.engine.question import Question
from flow_forecaster.engine.scope import StatedScope

PACES = (1, 2, 4, 6, 9, 12, 20)


def steady(paces=PACES):
    return quantile_pace(np.tile(np.array(paces, dtype=float), (len(WEEKS_AHEAD), 1)))


def table(pace, n_weeks, top, lot=1):
    return np.array(list(pace.rows(np.ones(n_weeks), top, lot)))


@pytest.mark.parametrize("weeks", [1, 3, 13, 60])
def test_a_promise_is_kept_as_often_as_announced_where_quantiles_are_right(weeks):
    reach = table(steady(), weeks, 20 * weeks)
    for level, pace in zip(LEVELS, PACES, strict=True):
        assert reach[weeks, pace * weeks] == pytest.approx(1 - level, abs=1e-9)


def test_a_table_starts_certain_falls_with_items_and_rises_with_weeks():
    reach = table(steady(), 60, 400)
    assert reach.shape == (61, 401)
    assert np.all(reach[:, 0] == 1) and np.all(reach[0, 1:] == 0)
    assert np.all(np.diff(reach, axis=1) <= 0) and np.all(np.diff(reach, axis=0) >= 0)


def test_between_known_weeks_quantiles_are_linear_in_the_logarithm_of_weeks():
    paces = np.array([np.array(PACES) + week for week in range(len(WEEKS_AHEAD))], dtype=float)
    pace = quantile_pace(paces)
    # Four weeks is the third, eight the fourth; the geometric middle of both is between.
    middle = np.exp((np.log(paces[2] + 0.2) + np.log(paces[3] + 0.2)) / 2) - 0.2
    assert np.exp(pace._at(np.sqrt(4 * 8))) - 0.2 == pytest.approx(middle)


def test_weeks_worth_nothing_finish_nothing():
    reach = np.array(list(steady().rows(np.array([0.0, 1.0]), 9)))
    assert np.all(reach[1, 1:] == 0) and reach[2, 1] > 0.9


def test_lots_are_as_items_at_their_multiples():
    assert table(steady(), 5, 10, lot=3) == pytest.approx(table(steady(), 5, 30)[:, ::3])


def test_quantiles_that_are_all_the_same_are_a_pace_that_is_nearly_certain():
    reach = table(steady((5,) * 7), 4, 40)
    assert reach[4, 19] > 0.999 and reach[4, 21] < 0.001


def test_the_most_is_hardly_ever_passed():
    for weeks in (1, 13, 52, 104):
        most = steady().likely_most(weeks)
        assert table(steady(), weeks, most)[weeks, -1] < 1e-6
        assert most > weeks


def test_a_forecast_reads_its_answers_from_it():
    question = Question(
        history=np.array([6.0] * 8),
        model=QUANTILES,
        weeks=ComingWeeks(np.ones(522)),
        confidences=(0.5, 0.85),
        stated=StatedScope(60, 60),
        deadline=(10, 0.0),
        quantiles=np.tile(np.array(PACES, dtype=float), (len(WEEKS_AHEAD), 1)),
    )
    numbers = forecast_numbers(question)
    # At 2 items a week, the pace that 85 of 100 futures have; at 6, that of half of them.
    assert numbers.deadline.how_many == (60, 20)
    assert numbers.scope.when == (10, 30)
    assert isinstance(question.learned(), QuantilePace)
