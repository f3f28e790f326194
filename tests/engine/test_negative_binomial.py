import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, special, stats

from flow_forecaster.engine.negative_binomial import (
    SHAPES,
    negative_binomial_posterior,
    negative_binomial_table,
    week_variance,
)
from tests.engine.oracles import shape_weights
from tests.engine.strategies import histories

HISTORIES = {
    "ordinary": [5, 6, 8, 5, 9, 7, 6, 10],
    "lumps": [0, 0, 0, 5, 0, 8],
    "one week": [5],
    "constant": [3, 3, 3, 3],
    "fractional": [2.5, 0, 7.1],
}


def over_p(function, alpha, beta):
    """Mean of a function of p over Beta(alpha, beta), by adaptive quadrature."""
    at = stats.beta(alpha, beta)
    ends = at.ppf([1e-13, 0.5, 1 - 1e-13])
    return sum(
        integrate.quad(lambda p: function(p) * at.pdf(p), low, high, epsabs=1e-12, limit=200)[0]
        for low, high in itertools.pairwise(ends)
    )


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_each_shape_weighs_what_its_evidence_says(history):
    """Against the likelihood of the history, p ~ Beta(1/2, 1/2) integrated out numerically.

    NegBin(y | r, p) = G(y + r) / (G(r) y!) p^r (1 - p)^y, so p meets the history only as
    p^(n r) (1 - p)^(sum y); substituting p = sin^2 takes the prior's poles at both ends away.
    """
    counts = np.array(history, float)
    posterior = negative_binomial_posterior(counts)
    evidence = {}
    for shape in SHAPES:
        power, rest = len(counts) * shape, counts.sum()
        peak = power / (power + rest)
        highest = power * np.log(peak) + rest * np.log1p(-peak)

        def at(angle, power=power, rest=rest, highest=highest):
            p = np.sin(angle) ** 2
            return np.exp(special.xlogy(power, p) + special.xlog1py(rest, -p) - highest)

        middle = np.arcsin(np.sqrt(peak))
        sides = [(0, middle), (middle, np.pi / 2)]
        area = sum(integrate.quad(at, *side, epsabs=0, epsrel=1e-10)[0] for side in sides)
        each = special.gammaln(counts + shape) - special.gammaln(shape)
        evidence[shape] = each.sum() + highest + np.log(area)
    logs = np.array(list(evidence.values()))
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    expected = dict(zip(evidence, weights, strict=True))
    for one in posterior:
        assert one.weight == pytest.approx(expected[one.shape], abs=1e-8)
        assert (one.alpha, one.beta) == (0.5 + len(counts) * one.shape, 0.5 + counts.sum())
    assert sum(one.weight for one in posterior) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_a_total_is_negative_binomial_with_p_integrated_out(history):
    counts = np.array(history, float)
    n_weeks, top = 7, 60
    reach = negative_binomial_table(counts, n_weeks, top)
    weights = shape_weights(history)
    for week, items in [(1, 1), (3, 20), (7, 60)]:
        expected = sum(
            weight
            * over_p(
                lambda p, shape=shape, week=week, items=items: stats.nbinom.sf(
                    items - 1, week * shape, p
                ),
                0.5 + len(counts) * shape,
                0.5 + counts.sum(),
            )
            for weight, shape in zip(weights, SHAPES, strict=True)
            if weight > 1e-10
        )
        assert reach[week, items] == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_equals_the_beta_negative_binomial_everywhere(history):
    """Johnson, Kemp and Kotz 2005, 6.2.3: P(s) = C(s + k - 1, s) B(a + k, b + s) / B(a, b)."""
    n_weeks, top = 12, 200
    reach = negative_binomial_table(np.array(history, float), n_weeks, top)
    items = np.arange(top)[:, None]
    alpha, beta = 0.5 + len(history) * np.array(SHAPES), 0.5 + sum(history)
    for week in (1, 5, 12):
        exposure = week * np.array(SHAPES)
        logs = special.betaln(alpha + exposure, beta + items) - special.betaln(alpha, beta)
        logs -= special.betaln(exposure, items + 1) + np.log(exposure + items)
        below = np.cumsum(np.exp(logs) @ shape_weights(history))
        assert reach[week, 1:] == pytest.approx(1 - below, abs=1e-10)


def test_nothing_is_finished_before_the_first_week():
    reach = negative_binomial_table(np.array([5.0, 6.0]), 3, 10)
    assert reach[0].tolist() == [1.0] + [0.0] * 10


@pytest.mark.parametrize("history", [[5, 6, 8, 5, 9, 7, 6, 10], [100, 140, 90]])
def test_the_variance_of_a_week_is_that_at_the_posterior_mean(history):
    """mean + mean^2 E(1/r): the variance of a negative binomial of this mean and shape r."""
    mean = np.mean(history)
    expected = mean + mean**2 * (shape_weights(history) / SHAPES).sum()
    assert week_variance(np.array(history, float)) == pytest.approx(expected)


@settings(max_examples=40)
@given(histories, st.integers(0, 25), st.integers(0, 60))
def test_the_table_is_one_of_chances(history, n_weeks, top):
    reach = negative_binomial_table(history, n_weeks, top)
    assert reach.shape == (n_weeks + 1, top + 1)
    assert np.isfinite(reach).all() and reach.min() >= 0 and reach.max() <= 1
    assert (reach[:, 0] == 1).all()
    # Sums of logarithms over sixty items, each rounded to 2^-53 of up to a thousand.
    assert (np.diff(reach, axis=1) <= 1e-11).all()
    assert (np.diff(reach, axis=0) >= -1e-11).all()
