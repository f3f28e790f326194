import numpy as np
import pytest

from flow_forecaster.engine.distribution import MOST_KEPT, items_by_deadline
from flow_forecaster.engine.forecast import forecast_numbers
from flow_forecaster.engine.pace import ComingWeeks
from flow_forecaster.engine.question import Question

LEVELS = (0.05, 0.15, 0.5, 0.7, 0.85, 0.95)


def question(history, deadline, *, model="resample", scale=1.0, factors=None):
    weeks = np.ones(52) if factors is None else np.array(factors)
    return Question(
        history=np.array(history, dtype=float),
        model=model,
        weeks=ComingWeeks(weeks, scale),
        confidences=LEVELS,
        deadline=deadline,
    )


def test_one_week_of_one_or_three_items():
    reach, step = items_by_deadline(question([1, 3], (1, 0.0)))
    assert (reach.tolist(), step) == ([1, 1, 0.5, 0.5], 1)


def test_two_weeks_of_one_or_three_items():
    reach, _ = items_by_deadline(question([1, 3], (2, 0.0)))
    assert reach == pytest.approx([1, 1, 1, 0.75, 0.75, 0.25, 0.25])


def test_twice_the_pace_is_twice_the_items():
    reach, _ = items_by_deadline(question([1, 3], (1, 0.0), scale=2.0))
    assert reach.tolist() == [1, 1, 1, 0.5, 0.5, 0.5, 0.5]


def test_before_any_work_nothing_is_finished():
    reach, step = items_by_deadline(question([1, 3], (2, 0.0), factors=np.zeros(52)))
    assert (reach.tolist(), step) == ([1], 1)


@pytest.mark.parametrize("model", ["resample", "bayesian", "negative_binomial", "pool"])
@pytest.mark.parametrize("deadline", [(6, 0.0), (6, 0.4)])
@pytest.mark.parametrize("scale", [1.0, 0.7, 1.5])
def test_it_says_what_the_forecast_says(model, deadline, scale):
    asked = question([5, 6, 8, 5, 9, 7, 6], deadline, model=model, scale=scale)
    reach, step = items_by_deadline(asked)
    assert step == 1
    assert np.all(np.diff(reach) <= 0)
    said = forecast_numbers(asked).deadline.how_many
    assert said == tuple(int(np.flatnonzero(reach >= p - 1e-12)[-1]) for p in LEVELS)


@pytest.mark.parametrize("model", ["resample", "pool"])
def test_many_items_are_kept_in_few_steps(model):
    asked = question(np.arange(2_000, 4_000, 100), (10, 0.0), model=model)
    reach, step = items_by_deadline(asked)
    assert step > 1
    assert len(reach) <= MOST_KEPT + 2
    for p, said in zip(LEVELS, forecast_numbers(asked).deadline.how_many, strict=True):
        read = int(np.flatnonzero(reach >= p)[-1]) * step
        # Read down to a step, of a table that itself counts in lots.
        assert said - 2 * step <= read <= said + step
