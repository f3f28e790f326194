import numpy as np
import pytest
from scipy import stats

from flow_forecaster.engine import reference_coefficients as learned
from flow_forecaster.engine.history_features import (
    base_log_pace,
    history_features,
    recent_features,
)
from flow_forecaster.engine.reference_class import (
    N_FEATURES,
    REFERENCE_CLASS,
    ReferenceClass,
    case_features,
    regression_inputs,
)
from flow_forecaster.engine.reverting_level import (
    SHAPE,
    SWING,
    filter_level,
    level_ahead,
    level_totals,
)

HISTORY = np.array([5, 6, 8, 5, 0, 9, 7, 4.0])


def test_features_by_hand():
    """Four weeks, 2 4 2 8: mean 4, variance 6; halves 3 and 5; steps 2, -2, 6."""
    found = history_features(np.array([2.0, 4, 2, 8]))
    assert found[0] == pytest.approx(np.log(3.5 / 4.2))
    assert found[1] == pytest.approx(np.log((6 + 1.2 + 0.1) / 4.2))
    assert found[2] == pytest.approx(np.log(3.2 / 5.2))
    assert found[3] == pytest.approx(np.log((44 / 3 / 2 + 1.3) / (6 + 1.3)))
    assert found[4] == 0 and found[5] == pytest.approx(np.log(4.2))


def test_recent_features_by_hand():
    found = recent_features(np.array([2.0, 4, 2, 8]))
    weights = 0.5 ** (np.array([3, 2, 1, 0]) / 4)
    recent = np.log((0.2 + weights @ [2, 4, 2, 8] / weights.sum()) / 4.2)
    assert found[1] == pytest.approx(recent) and found[4] == pytest.approx(abs(recent))
    assert found[3] == pytest.approx(np.log(5.2 / 3.2))
    assert found[6] == pytest.approx(np.log(9 / 4.5)) and found[7] == pytest.approx(0)


def test_features_of_many_histories_are_those_of_each():
    many = np.random.default_rng(0).poisson(3, (5, 12)).astype(float)
    for features in (history_features, recent_features):
        assert features(many) == pytest.approx(np.array([features(one) for one in many]))
    assert base_log_pace(many) == pytest.approx([float(base_log_pace(one)) for one in many])


def test_a_case_is_a_history_a_level_and_a_number_of_weeks():
    many = np.stack([HISTORY, HISTORY[::-1]])
    weeks = np.array([1, 8, 52])
    posterior = filter_level(many)
    features = case_features(many, posterior, level_ahead(posterior, weeks))
    assert features.shape == (2, 3, N_FEATURES)
    alone = filter_level(HISTORY)
    assert features[0] == pytest.approx(case_features(HISTORY, alone, level_ahead(alone, weeks)))
    ahead = level_ahead(alone, weeks)
    assert features[0, :, :6] == pytest.approx(np.tile(history_features(HISTORY), (3, 1)))
    assert features[0, 1, 6:9] == pytest.approx(
        [
            alone.weights[SWING == 0].sum(),
            np.log(alone.weights @ (SWING + 0.05)),
            alone.weights @ np.log(SHAPE),
        ]
    )
    assert features[0, :, 9] == pytest.approx(ahead.log_pace - base_log_pace(HISTORY))
    assert features[0, :, 10] == pytest.approx(np.log(ahead.shape))
    assert features[0, :, 11] == pytest.approx(np.log(np.sqrt(ahead.variance)))


def test_the_inputs_are_all_products_of_two():
    features = [2.0, -9.0, *np.linspace(-1, 1, 10)]
    inputs = regression_inputs(np.array([features]), 12, np.array([4.0]))
    # -9 is cut at -3.
    one = [1, 2, -3, *features[2:], (np.log(4) - 2) / 1.2, (np.log(12) - 2.9) / 0.8]
    expected = [one[i] * one[j] for i in range(15) for j in range(i, 15)]
    assert inputs[0] == pytest.approx(expected)


def test_without_coefficients_it_says_what_the_level_says():
    nothing_learned = ReferenceClass(np.zeros(12), np.ones(12), np.zeros((120, 3)))
    posterior = filter_level(HISTORY)
    totals, level = nothing_learned.totals(HISTORY, posterior), level_totals(posterior)
    assert totals.shape == pytest.approx(level.shape)
    assert totals.spread == pytest.approx(level.spread)
    # Its pace is the middle one of the level, where that tells the mean.
    assert totals.mean == pytest.approx(level.mean * np.exp(-(level.spread**2) / 2))


def test_three_negative_binomial_tails_and_the_coefficients_are_all_it_takes():
    """What is done with the features, written out once without the product's code."""
    posterior = filter_level(HISTORY)
    ahead = level_ahead(posterior, np.array([8]))
    [features] = case_features(HISTORY, posterior, ahead)
    z = (features - learned.CENTRE) / np.array(learned.SCALE)
    each = [1, *np.clip(z, -3, 3), (np.log(8) - 2) / 1.2, (np.log(8) - 2.9) / 0.8]
    inputs = [each[i] * each[j] for i in range(15) for j in range(i, 15)]
    pace, shape, spread = np.array(inputs) @ np.array(learned.COEFFICIENTS)
    mean = 8 * np.exp(ahead.log_pace[0] + pace)
    r, s = ahead.shape[0] * np.exp(shape), np.sqrt(ahead.variance[0]) * np.exp(spread)
    items = np.arange(101)
    means = mean * np.exp(s * np.sqrt(3) * np.array([-1, 0, 1]) - s**2 / 2)
    tails = [stats.nbinom(r, r / (r + m)).sf(items - 1) for m in means]
    *_, row = REFERENCE_CLASS.learn(HISTORY).rows(np.ones(8), 100)
    assert row == pytest.approx(np.average(tails, axis=0, weights=[1, 4, 1]), abs=1e-9)
