import time
from itertools import islice

import numpy as np
import pytest

from flow_forecaster.engine.draws import week_draws
from flow_forecaster.engine.pace import PACE_MODELS

HISTORY = np.array([5, 6, 8, 5, 0, 9, 7, 4.0])
N_TRIALS = 20_000


def drawn(model, history, weeks, seed=1):
    rng = np.random.default_rng(seed)
    return np.array(list(islice(week_draws(model, history)(N_TRIALS, rng), weeks)), float)


@pytest.mark.parametrize("model", ["reverting_level", "reference_class", "pool"])
def test_every_total_has_the_law_of_the_table(model):
    totals = drawn(model, HISTORY, 40).cumsum(axis=0)
    table = np.array(list(PACE_MODELS[model](HISTORY, np.ones(40), 600)))
    for week in (1, 8, 40):
        for items in (1, 4 * week, 6 * week, 9 * week):
            chance = table[week, items]
            error = np.sqrt(max(chance * (1 - chance), 1 / N_TRIALS) / N_TRIALS)
            assert (totals[week - 1] >= items).mean() == pytest.approx(chance, abs=4 * error)


def test_so_has_the_week_in_which_the_work_is_done():
    totals = drawn("pool", HISTORY, 60).cumsum(axis=0)
    done_by = (totals >= 80).mean(axis=1)
    table = np.array(list(PACE_MODELS["pool"](HISTORY, np.ones(60), 80)))[1:, 80]
    assert done_by == pytest.approx(table, abs=4 * np.sqrt(0.25 / N_TRIALS))


def test_weeks_are_whole_and_never_negative():
    weeks = drawn("pool", HISTORY, 40)
    assert weeks.min() >= 0 and (weeks % 1 == 0).all()


def test_the_same_state_draws_the_same_weeks():
    assert (drawn("pool", HISTORY, 10) == drawn("pool", HISTORY, 10)).all()


def test_huge_counts_are_drawn_in_lots():
    weeks = drawn("pool", np.array([9_000.0, 10_000, 8_000, 9_500]), 4)
    # A team this fast is like no other: its pace is taken as its recent one, to a quarter or so.
    assert 0.6 < np.median(weeks[0]) / 9_125 < 1.5


def test_tables_are_made_once_for_all_trials():
    """A short history leaves trials that take years: their tables are the work."""
    draws = week_draws("pool", np.array([5.0, 6.0, 8.0]))
    taken = []
    for seed in (1, 2):
        began = time.process_time()
        for _ in islice(draws(100, np.random.default_rng(seed)), 300):
            pass
        taken.append(time.process_time() - began)
    assert taken[1] < taken[0] / 4
