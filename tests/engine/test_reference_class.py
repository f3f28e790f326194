import numpy as np
import pytest
from scipy import stats

from flow_forecaster.engine import reference_coefficients as learned
from flow_forecaster.engine.history_features import base_log_pace, history_features
from flow_forecaster.engine.reference_class import (
    REFERENCE_CLASS,
    ReferenceClass,
    regression_inputs,
)

HISTORY = np.array([5, 6, 8, 5, 0, 9, 7, 4.0])


def test_features_by_hand():
    """Four weeks, 2 4 2 8: mean 4, variance 6; halves 3 and 5; steps 2, -2, 6."""
    found = history_features(np.array([2.0, 4, 2, 8]))
    weights = 0.5 ** (np.array([3, 2, 1, 0]) / 4)
    recent = np.log((0.2 + weights @ [2, 4, 2, 8] / weights.sum()) / 4.2)
    change = np.log(3.2 / 5.2)
    assert found[1] == pytest.approx(recent) and found[6] == pytest.approx(abs(recent))
    assert found[3] == pytest.approx(np.log(3.5 / 4.2))
    assert found[4] == pytest.approx(np.log((6 + 1.2 + 0.1) / 4.2))
    assert found[5] == pytest.approx(-change) and found[7] == pytest.approx(change)
    assert found[8] == pytest.approx(np.log((44 / 3 / 2 + 1.3) / (6 + 1.3)))
    assert found[9] == 0 and found[11] == pytest.approx(np.log(9 / 4.5))
    assert found[13] == pytest.approx(np.log(4.2))


def test_features_of_many_histories_are_those_of_each():
    many = np.random.default_rng(0).poisson(3, (5, 12)).astype(float)
    each = np.array([history_features(one) for one in many])
    assert history_features(many) == pytest.approx(each)
    assert base_log_pace(many) == pytest.approx([float(base_log_pace(one)) for one in many])


def test_the_inputs_are_all_products_of_two():
    inputs = regression_inputs(np.array([[2.0, -9.0]]), 12, np.array([4.0]))
    one = [1, 2, -3, (np.log(4) - 2) / 1.2, (np.log(12) - 2.9) / 0.8]  # -9 is cut at -3
    expected = [one[i] * one[j] for i in range(5) for j in range(i, 5)]
    assert inputs[0] == pytest.approx(expected)


def test_without_coefficients_it_forecasts_the_recent_pace():
    nothing_learned = ReferenceClass(np.zeros(14), np.ones(14), np.zeros((153, 3)))
    totals = nothing_learned.totals(HISTORY)
    assert totals.mean == pytest.approx(np.arange(1, 53) * np.exp(base_log_pace(HISTORY)))


def test_three_negative_binomial_tails_and_the_coefficients_are_all_it_takes():
    """What a page has to do, written out once without the product's code."""
    z = (history_features(HISTORY) - learned.CENTRE) / np.array(learned.SCALE)
    each = [1, *np.clip(z, -3, 3), (np.log(8) - 2) / 1.2, (np.log(8) - 2.9) / 0.8]
    inputs = [each[i] * each[j] for i in range(17) for j in range(i, 17)]
    pace, shape, spread = np.array(inputs) @ np.array(learned.COEFFICIENTS)
    mean, r, s = 8 * np.exp(base_log_pace(HISTORY) + pace), np.exp(shape), np.exp(spread)
    items = np.arange(101)
    means = mean * np.exp(s * np.sqrt(3) * np.array([-1, 0, 1]) - s**2 / 2)
    tails = [stats.nbinom(r, r / (r + m)).sf(items - 1) for m in means]
    *_, row = REFERENCE_CLASS.learn(HISTORY).rows(np.ones(8), 100)
    assert row == pytest.approx(np.average(tails, axis=0, weights=[1, 4, 1]), abs=1e-9)
