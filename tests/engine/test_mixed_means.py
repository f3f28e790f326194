import numpy as np
import pytest
from scipy import stats

from flow_forecaster.engine.mixed_means import TOGETHER, mixed_counts

WEIGHTS = np.array([0.2, 0.5, 0.3])


def oracle(shape, means, top):
    """The mixture, cell by cell, of the library's negative binomials."""
    shape = np.asarray(shape)[:, None]
    parts = [
        weight * stats.nbinom(shape, shape / (shape + mean[:, None])).pmf(np.arange(top))
        for mean, weight in zip(np.asarray(means).T, WEIGHTS, strict=True)
    ]
    return sum(parts)


@pytest.mark.parametrize("top", [0, 1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 700])
@pytest.mark.parametrize(
    ("shape", "means"),
    [
        ([2.5, 9.0], [[3.0, 8.0, 40.0], [30.0, 80.0, 400.0]]),
        ([0.02, 1e6], [[0.01, 5.0, 3_000.0], [0.01, 5.0, 600.0]]),
        ([1.0], [[1e-12, 1e-9, 0.3]]),
    ],
    ids=["ordinary", "widest and steady", "hardly anything"],
)
def test_it_is_the_mixture_of_negative_binomials(shape, means, top):
    counts = mixed_counts(np.array(shape), np.array(means), WEIGHTS)
    found = counts.probability(0, len(shape), top)
    # Logarithms of up to 1e4 are exact to 1e-12; steady shapes lose as many digits as they have.
    assert found == pytest.approx(oracle(shape, means, top), rel=1e-8, abs=1e-14)


def test_a_team_that_finishes_nothing_is_sure_of_nothing():
    found = mixed_counts(np.array([1.0]), np.zeros((1, 3)), WEIGHTS).probability(0, 1, 5)
    assert found == pytest.approx(np.array([[1, 0, 0, 0, 0]]), abs=1e-11)


def test_some_rows_are_those_of_all():
    counts = mixed_counts(np.arange(1.0, 9.0), np.outer(np.arange(1.0, 9.0), [2, 5, 9]), WEIGHTS)
    assert counts.probability(3, 6, 40) == pytest.approx(counts.probability(0, 8, 40)[3:6])
