from itertools import islice

import numpy as np
import pytest

from flow_forecaster.engine.draws import FIRST_BLOCK_WEEKS, week_draws
from tests.engine.oracles import SHAPES, shape_weights, standard_error
from tests.engine.strategies import MODELS

N_TRIALS = 100_000


def drawn(model, history, n_weeks, seed=1):
    weeks = week_draws(model, np.array(history, float))(N_TRIALS, np.random.default_rng(seed))
    # Copied, as each array is only valid until the next is drawn.
    return np.array([week.copy() for week in islice(weeks, n_weeks)])


def assert_share(found, expected):
    assert abs(found.mean() - expected) < 4 * standard_error(expected, N_TRIALS)


@pytest.mark.parametrize(
    ("model", "both_three"),
    [("resample", 1 / 4), ("bayesian", 1 / 3)],
)
def test_two_weeks_share_what_the_model_says(model, both_three):
    """Of weeks 1 and 3: by halves, or from Polya's urn, 1/2 x 2/3."""
    first, second = drawn(model, [1, 3], 2) == 3
    assert_share(first, 1 / 2)
    assert_share(second, 1 / 2)
    assert_share(first & second, both_three)


def test_the_hundredth_draw_from_the_urn_is_as_good_as_the_first():
    """Past the first block of weeks too each ball is alike: all draws are exchangeable."""
    n_weeks = 3 * FIRST_BLOCK_WEEKS + 4
    threes = drawn("bayesian", [1, 3], n_weeks) == 3
    assert_share(threes[0] & threes[-1], 1 / 3)
    assert_share(threes[-2] & threes[-1], 1 / 3)


def test_negative_binomial_weeks_have_their_chances_of_zero():
    """P(0) = E p^r over the posterior: a ratio of Beta functions, here by its product form."""
    history = [5, 6, 8, 5, 0, 7]
    alpha, beta = 0.5 + len(history) * np.array(SHAPES), 0.5 + sum(history)
    rng = np.random.default_rng(2)
    shape = rng.choice(len(SHAPES), N_TRIALS, p=shape_weights(history))
    p = rng.beta(alpha[shape], beta)
    expected = (p ** np.array(SHAPES)[shape]).mean()
    found = (drawn("negative_binomial", history, 1)[0] == 0).mean()
    # Both are shares of trials.
    assert abs(found - expected) < 4 * np.sqrt(2) * standard_error(expected, N_TRIALS)


@pytest.mark.parametrize("model", MODELS)
def test_the_same_generator_draws_the_same_weeks(model):
    history = [5, 6, 8]
    assert (drawn(model, history, 3, seed=4) == drawn(model, history, 3, seed=4)).all()
    assert (drawn(model, history, 3, seed=4) != drawn(model, history, 3, seed=5)).any()


@pytest.mark.parametrize("model", MODELS)
def test_weeks_of_zero_are_drawn_too(model):
    week = drawn(model, [0, 0, 0, 5], 1)[0]
    assert np.isfinite(week).all()
    assert (week == 0).mean() > 0.4


@pytest.mark.parametrize("model", ["resample", "bayesian"])
def test_only_past_weeks_are_drawn(model):
    assert set(np.unique(drawn(model, [2.5, 0, 7], 2))) == {0, 2.5, 7}


@pytest.mark.parametrize("model", MODELS)
def test_a_thousand_weeks_of_ten_thousand_can_be_drawn(model):
    week = drawn(model, [10_000] * 1_000, 1)[0]
    assert abs(week.mean() - 10_000) < 4 * 10_000 / np.sqrt(N_TRIALS) + 10
