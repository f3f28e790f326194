"""The constants of the learned models can be made again, here on a small sample."""

from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import check_grad

from flow_forecaster.engine import reference_coefficients as learned
from flow_forecaster.readers.history_table import read_histories
from research import fit, regression
from research.level_prior import learn_prior
from research.training import training_cases

SAMPLE = Path(__file__).parent / "data" / "throughput_sample.csv"

HISTORY = np.array([4.0, 7, 2, 0, 5, 6, 3, 8, 1, 4, 6, 5])

SAMPLE_TOTALS = {
    "mean": (4.0796, 17.035, 53.644, 190.83),
    "shape": (4.03, 3.7832, 4.3764, 6.5668),
    "spread": (0.23662, 0.22877, 0.2207, 0.2098),
}
"""After 1, 4, 13 and 52 weeks, for ``HISTORY``, as learned from the sample."""

SAMPLE_PRIOR_BY_STEP = (0.0585, 0.0743, 0.1471, 0.1834, 0.3865, 0.1501)


@pytest.fixture(scope="module")
def histories():
    return read_histories(SAMPLE.read_text("utf-8"), "sample")


def test_the_regression_comes_out_again(histories):
    cases = training_cases(histories, np.random.default_rng(fit.SEED), stride=18)
    model = regression.fit_reference_class(cases, most_steps=40)
    totals = model.totals(HISTORY)
    for name, expected in SAMPLE_TOTALS.items():
        found = getattr(totals, name)[[0, 3, 12, 51]]
        assert found == pytest.approx(expected, rel=1e-3)


def test_the_prior_comes_out_again(histories):
    prior = learn_prior(histories)
    assert prior.sum() == pytest.approx(1)
    assert prior.sum(axis=1) == pytest.approx(SAMPLE_PRIOR_BY_STEP, abs=1e-4)


def test_the_slopes_are_those_of_the_likelihood(histories):
    cases = training_cases(histories[:1], np.random.default_rng(1), stride=40)
    part = slice(0, 40)
    outputs = np.random.default_rng(2).normal([0, 0.5, -1.5], 0.3, (40, 3))

    def total(flat):
        return regression._log_likelihood(flat.reshape(40, 3), cases, part)[0].sum()

    def slopes(flat):
        return regression._log_likelihood(flat.reshape(40, 3), cases, part)[1].ravel()

    size = np.abs(slopes(outputs.ravel())).max()
    assert check_grad(total, slopes, outputs.ravel()) < 1e-4 * size * len(outputs)


def test_cases_weigh_one_together_and_have_no_holes(histories):
    cases = training_cases(histories[:1], np.random.default_rng(1))
    assert cases.weight.sum() == pytest.approx(1)
    assert (cases.items >= 0).all() and np.isfinite(cases.features).all()


def test_the_module_says_what_was_learned():
    assert fit.MADE.is_file()
    model = fit.ReferenceClass(
        np.array(learned.CENTRE), np.array(learned.SCALE), np.array(learned.COEFFICIENTS)
    )
    assert fit.module_text(model, np.array(learned.LEVEL_PRIOR)) == fit.MADE.read_text("utf-8")
