import numpy as np
import pytest
from scipy import stats

from flow_forecaster.engine.backtest import (
    CONFIDENCES,
    LAST_WEEK,
    MOST_COLUMNS,
    Plan,
    backtest_model,
    rolling_origins,
)
from flow_forecaster.engine.pace import PACE_MODELS

PLAN = Plan(horizons=(1, 4), work=(2, 4))


def recording(seen):
    """A model that notes what it is given, and forecasts by resampling."""

    def rows(history, factors, top, lot=1):
        seen.append((history.copy(), factors.copy()))
        return PACE_MODELS["resample"](history, factors, top, lot)

    return rows


def test_origins_roll_from_the_first_to_the_last_that_can_be_followed():
    assert rolling_origins(20, first=8, follow=4).tolist() == list(range(8, 17))
    many = rolling_origins(500, first=52, follow=13)
    assert len(many) == 32 and many[0] == 52 and many[-1] == 487
    assert len(rolling_origins(20, first=12, follow=9)) == 0


def test_no_week_is_on_both_sides():
    """Weeks numbered from 1: given are those before the origin, scored those from it on."""
    history = np.arange(1.0, 31)
    seen = []
    result = backtest_model(recording(seen), history, np.array([10, 20]), window=5, plan=PLAN)
    assert [past.tolist() for past, _ in seen] == [[6, 7, 8, 9, 10], [16, 17, 18, 19, 20]]
    assert [len(factors) for _, factors in seen] == [20, 10]
    # Resampling from 6 .. 10 cannot reach 11: the first week after origin 10 is a sure miss up.
    assert result.how_many.below[0, 0] == 1


def test_how_many_is_scored_by_hand():
    """A team of 3 a week that then does 5: certain and wrong by 2, in shares of the mean."""
    history = np.array([3.0] * 8 + [5.0] * 6)
    result = backtest_model(PACE_MODELS["resample"], history, np.array([8]), window=8, plan=PLAN)
    mean = history.mean()
    assert result.how_many.crps[0] == pytest.approx([2 / mean, 8 / (4 * mean)])
    assert result.how_many.pinball[0, 0] == pytest.approx([(1 - p) * 2 / mean for p in CONFIDENCES])
    assert (result.how_many.kept(0.85) == 1).all()


def test_when_is_scored_by_hand():
    """Two weeks' work, 6 items, forecast for week 2; at 2 a week it takes 3: wrong by 1 of 2."""
    history = np.array([3.0] * 8 + [2.0] * 12)
    result = backtest_model(PACE_MODELS["resample"], history, np.array([8]), window=8, plan=PLAN)
    assert result.when.crps[0] == pytest.approx([1 / 2, 2 / 4])
    assert result.when.pinball[0, 0] == pytest.approx([p * 1 / 2 for p in CONFIDENCES])
    assert (result.when.kept(0.85) == 0).all()


def test_what_is_not_done_when_the_history_ends_is_later_and_not_lost():
    """Nothing more is finished: a certain forecast of week 2 is wrong by each week followed."""
    history = np.array([3.0] * 8 + [0.0] * 5)
    result = backtest_model(PACE_MODELS["resample"], history, np.array([8]), window=8, plan=PLAN)
    # Weeks 2, 3, 4 and 5: said to be done, and not.
    assert result.when.crps[0, 0] == pytest.approx(4 / 2)
    assert (result.when.kept(0.95) == 0).all()


def test_when_is_followed_for_a_year_at_most():
    seen = []
    backtest_model(recording(seen), np.ones(200), np.array([60]), window=8, plan=PLAN)
    assert len(seen[0][1]) == LAST_WEEK


def test_windows_in_which_nothing_was_finished_are_left_out():
    history = np.array([1.0] * 4 + [0.0] * 8 + [2.0] * 10)
    result = backtest_model(
        PACE_MODELS["resample"], history, np.array([8, 12, 16]), window=8, plan=PLAN
    )
    assert result.origins.tolist() == [8, 16]
    assert result.when.crps.shape == (2, 2)


def test_what_weeks_are_worth_reaches_the_model():
    history, worth = np.full(30, 6.0), np.ones(30)
    worth[9], worth[12] = 0.5, 0.25
    seen = []
    backtest_model(recording(seen), history, np.array([10]), window=4, plan=PLAN, factors=worth)
    past, coming = seen[0]
    assert past.tolist() == [6, 6, 6, 12]
    assert coming[:4].tolist() == [1, 1, 0.25, 1]


def test_lots_score_as_items_do_within_a_lot():
    """Thirteen weeks of 5,000 items a week, and the same weeks a hundred times smaller."""
    small = np.random.default_rng(1).poisson(50, 40).astype(float)
    results = [
        backtest_model(PACE_MODELS["resample"], one, np.array([20, 25]), window=12, plan=Plan())
        for one in (small, 100 * small)
    ]
    lot = 4 * 100 * small.max() * 13 / MOST_COLUMNS
    scale = 100 * small.mean() * np.array(Plan().horizons)
    difference = results[1].how_many.crps - results[0].how_many.crps
    assert (abs(difference) < lot / scale).all()


def test_a_true_forecast_keeps_its_promises_over_many_weeks():
    """Poisson weeks, told by a model that knows the rate: kept within four standard errors."""

    def truth(_history, factors, top, _lot=1):
        weeks = np.arange(len(factors) + 1)[:, None]
        return iter(stats.poisson(5 * weeks).sf(np.arange(top + 1)[None, :] - 1))

    history = np.random.default_rng(2).poisson(5, 2_000).astype(float)
    origins = np.arange(8, 1_980, 4)
    result = backtest_model(truth, history, origins, window=8, plan=Plan((1, 4), (1,)))
    error = np.sqrt(0.85 * 0.15 / len(origins))
    assert result.how_many.kept(0.85).mean(axis=0) == pytest.approx([0.85] * 2, abs=4 * error)
