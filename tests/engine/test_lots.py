import numpy as np
import pytest
from scipy import stats

from flow_forecaster.engine.lots import count_probability, inverse_shape_in_lots
from flow_forecaster.engine.pace import PACE_MODELS

RNG = np.random.default_rng(12)

HISTORIES = {
    "steady": RNG.poisson(100, 52),
    "wandering": RNG.negative_binomial(4, 4 / 104, 26),
    "slow": RNG.poisson(6, 20),
    "odd": [1127, 0, 953, 1302],
    "one week": [300],
}


def column(value):
    return np.array([[float(value)]])


@pytest.mark.parametrize(
    ("inverse_shape", "law"),
    [
        (0.25, stats.nbinom(4, 4 / 10)),
        (0.0, stats.poisson(6)),
        (-1 / 9, stats.binom(9, 6 / 9)),
        (-1 / 6, stats.binom(6, 1.0)),
    ],
)
def test_a_count_is_of_the_law_its_variance_asks_for(inverse_shape, law):
    found = count_probability(column(6), column(inverse_shape), 40)[0]
    assert found == pytest.approx(law.pmf(np.arange(40)), abs=1e-9)


@pytest.mark.parametrize(("mean", "shape", "lot"), [(900, 3, 7), (5_000, 80, 12), (40, 0.7, 5)])
def test_in_lots_mean_and_variance_stay(mean, shape, lot):
    inverse = inverse_shape_in_lots(column(1 / shape), column(mean), lot)
    chance = count_probability(column(mean / lot), inverse, 20 * mean)[0]
    lots = np.arange(len(chance))
    found = lots @ chance * lot
    assert found == pytest.approx(mean, rel=1e-6)
    variance = (lots**2 @ chance) * lot**2 - found**2
    assert variance == pytest.approx(mean + mean**2 / shape, rel=1e-5)


@pytest.mark.parametrize("lot", [2, 7, 20])
def test_where_no_count_scatters_so_little_the_variance_is_a_lot_too_large_at_most(lot):
    mean = np.arange(1, 400)[:, None].astype(float)
    inverse = inverse_shape_in_lots(np.zeros_like(mean), mean, lot)
    chance = count_probability(mean / lot, inverse, 1_000)
    lots = np.arange(1_000)
    found = chance @ lots
    assert found == pytest.approx(mean[:, 0] / lot)
    too_large = chance @ lots**2 - found**2 - mean[:, 0] / lot**2
    assert too_large.min() > -1e-7 and too_large.max() < 1


@pytest.mark.parametrize("calendar", ["alike", "with a day off"])
@pytest.mark.parametrize("lot", [2, 7, 20])
@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
@pytest.mark.parametrize("model", ["negative_binomial", "reverting_level", "reference_class"])
def test_a_table_in_lots_is_that_of_items_to_a_lot_or_so(model, history, lot, calendar):
    """One lot for the column, and a third of one for what the variance may be too large by."""
    counts, top = np.array(history, float), 400
    factors = np.ones(24)
    factors[3] = 1 if calendar == "alike" else 0.8
    items = np.array(list(PACE_MODELS[model](counts, factors, top * lot)))
    lots = np.array(list(PACE_MODELS[model](counts, factors, top, lot)))
    for confidence in (0.05, 0.5, 0.85, 0.95):
        promised = (items >= confidence - 1e-12).sum(axis=1) - 1
        in_lots = (lots >= confidence - 1e-12).sum(axis=1) - 1
        inside = promised < (top - 1) * lot
        assert (abs(promised / lot - in_lots)[inside] <= 4 / 3).all()


@pytest.mark.parametrize("model", PACE_MODELS)
def test_large_lots_do_not_move_the_mean(model):
    counts = np.array(HISTORIES["wandering"], float)
    items, lots = (
        np.array(list(PACE_MODELS[model](counts, np.ones(4), top, lot)))[:, 1:].sum(axis=1) * lot
        for top, lot in ((9_000, 1), (450, 20))
    )
    assert lots == pytest.approx(items, abs=0.1 * 20)
