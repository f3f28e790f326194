"""The constants of the reference class can be made again, here on a small sample."""

import math
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import check_grad

from flow_forecaster.engine import reference_coefficients as learned
from flow_forecaster.engine.coming_totals import coming_totals
from flow_forecaster.engine.overdispersed import Totals
from flow_forecaster.engine.reverting_level import filter_level
from flow_forecaster.engine.scores import ranked_probability_score
from flow_forecaster.readers.history_table import read_histories
from research import fit, regression
from research.losses import ranked_loss, surprise
from research.training import Cases, training_cases

SAMPLE = Path(__file__).parent / "data" / "throughput_sample.csv"

HISTORY = np.array([4.0, 7, 2, 0, 5, 6, 3, 8, 1, 4, 6, 5])

SAMPLE_TOTALS = {
    "mean": (4.2703, 17.351, 54.128, 194.61),
    "shape": (5.328, 20.527, 53.293, 125.72),
    "spread": (0.30235, 0.35069, 0.36757, 0.3537),
}
"""After 1, 4, 13 and 52 weeks, for ``HISTORY``, as learned from the sample."""


@pytest.fixture(scope="module")
def histories():
    return read_histories(SAMPLE.read_text("utf-8"), "sample")


def small_cases(histories):
    """Forty cases of one history."""
    cases = training_cases(histories[:1], np.random.default_rng(1), stride=40)
    some = np.linspace(0, len(cases.items) - 1, 40).astype(int)
    return Cases(*(getattr(cases, name)[some] for name in Cases.__dataclass_fields__))


def test_the_regression_comes_out_again(histories):
    rng = np.random.default_rng(fit.SEED)
    model = regression.fit_reference_class(training_cases(histories, rng), rng, n_steps=60)
    totals = model.totals(HISTORY, filter_level(HISTORY))
    for name, expected in SAMPLE_TOTALS.items():
        found = getattr(totals, name)[[0, 3, 12, 51]]
        assert found == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("loss", [surprise, ranked_loss])
def test_the_slopes_are_those_of_the_loss(histories, loss):
    cases = small_cases(histories)
    n = len(cases.items)
    outputs = cases.offsets + np.random.default_rng(2).normal(0, 0.3, (n, 3))

    def total(flat):
        return loss(flat.reshape(n, 3), cases)[0].sum()

    def slopes(flat):
        return loss(flat.reshape(n, 3), cases)[1].ravel()

    size = np.abs(slopes(outputs.ravel())).max()
    assert check_grad(total, slopes, outputs.ravel()) < 1e-4 * size * n


def test_the_ranked_loss_is_near_the_exact_score(histories):
    """Rungs a tenth of the expected total apart stand for every count: a few percent."""
    cases = small_cases(histories)
    outputs = cases.offsets
    found, _ = ranked_loss(outputs, cases)
    exact = []
    for (pace, shape, spread), items, weeks, past in zip(
        outputs, cases.items, cases.weeks_ahead, cases.pace, strict=True
    ):
        s = math.exp(spread)
        law = Totals(*(np.array([one]) for one in (weeks * math.exp(pace), math.exp(shape), s)))
        [probability] = coming_totals(law).probability(0, 1, 4_000)
        reach = np.concatenate([[1.0], 1 - np.cumsum(probability)])
        exact.append(ranked_probability_score(reach, int(items)) / (weeks * (past + 0.2)))
    assert found.mean() == pytest.approx(np.mean(exact), rel=0.06)


def test_cases_weigh_one_together_and_have_no_holes(histories):
    cases = training_cases(histories[:1], np.random.default_rng(1))
    assert cases.weight.sum() == pytest.approx(1)
    assert (cases.items >= 0).all() and np.isfinite(cases.features).all()


def test_the_module_says_what_was_learned():
    assert fit.MADE.is_file()
    model = fit.ReferenceClass(
        np.array(learned.CENTRE), np.array(learned.SCALE), np.array(learned.COEFFICIENTS)
    )
    assert fit.module_text(model) == fit.MADE.read_text("utf-8")
