"""Boosted trees in the backtest: what they learn, from whom, and what is said without them."""

import numpy as np
import pytest

from flow_forecaster.domain.language import load_language
from flow_forecaster.engine.quantile_pace import LEVELS, OFFSET, quantile_pace
from flow_forecaster.readers.history_table import NamedHistory
from flow_forecaster.services import boosted
from flow_forecaster.services.backtest import backtest
from flow_forecaster.services.boosted import (
    BoostedTrees,
    ExtraMissing,
    TooFewTeams,
    judged_by_others,
    train,
)
from flow_forecaster.services.boosted_cases import training_cases


def history(name, seed, n=90, pace=6.0):
    counts = np.random.default_rng(seed).poisson(pace, n)
    return NamedHistory(name, tuple(counts.astype(float)))


TEAMS = tuple(history(f"{owner}/repo", place) for place, owner in enumerate("abcd"))


@pytest.fixture(scope="module")
def trees():
    return train(TEAMS[1:])


def test_they_enter_the_backtest_as_one_more_model():
    result = backtest(TEAMS, models=("bayesian", "boosted"), windows=(8,))
    assert [one.model for one in result.models] == ["resample", "bayesian", "boosted"]
    assert result.suggestion.model != "boosted"
    assert result.boosted.against in {"resample", "bayesian"}
    assert result.boosted.wins == (result.boosted.difference < -result.boosted.standard_error)


def test_one_history_is_judged_by_what_others_teach():
    result = backtest(TEAMS[:1], models=("boosted",), windows=(8,), learn_from=TEAMS[1:])
    assert result.histories == 1 and result.boosted is not None


def test_nobody_is_judged_by_trees_that_learned_from_the_same_owner():
    teams = [*TEAMS, history("a/second", 9)]
    parts = judged_by_others(teams, teams)
    assert sorted(one.name for fold, _ in parts for one in fold) == sorted(t.name for t in teams)
    for fold, others in parts:
        owners = {one.name.split("/")[0] for one in fold}
        assert owners.isdisjoint(one.name.split("/")[0] for one in others)


def test_what_a_fold_has_not_seen_does_not_change_its_trees(trees):
    past = np.array(TEAMS[0].counts[:26])
    again = train(TEAMS[1:])
    rows = [np.array(list(one.rows(past, np.ones(13), 200))) for one in (trees, again)]
    assert np.array_equal(*rows)


def test_a_table_starts_certain_falls_with_items_and_rises_with_weeks(trees):
    table = np.array(list(trees.rows(np.array(TEAMS[0].counts[:26]), np.ones(60), 400)))
    assert table.shape == (61, 401)
    assert np.all(table[:, 0] == 1) and np.all(table[0, 1:] == 0)
    assert np.all(np.diff(table, axis=1) <= 0) and np.all(np.diff(table, axis=0) >= 0)


def test_they_learn_the_pace_of_steady_teams(trees):
    table = np.array(list(trees.rows(np.array(TEAMS[0].counts[:52]), np.ones(13), 300)))
    median = int((table[13, 1:] >= 0.5).sum())
    # Thirteen weeks of 6 +- 2.4 have a deviation of 9, and the level is known to a tenth.
    assert abs(median - 13 * 6) < 3 * np.hypot(9, 8)


def test_quantiles_that_cross_are_put_in_order():
    falling = tuple(lambda asked, q=q: np.full(len(asked), -q) for q in LEVELS)
    table = np.array(list(BoostedTrees(falling).rows(np.full(8, 5.0), np.ones(4), 50)))
    assert np.all(np.diff(table, axis=1) <= 0) and np.all((table >= 0) & (table <= 1))


def test_their_answer_for_a_history_is_what_they_are_judged_by(trees):
    past = np.array(TEAMS[0].counts)
    told = quantile_pace(trees.items_per_week(past))
    judged = np.array(list(trees.rows(past, np.ones(30), 300)))
    assert np.array(list(told.rows(np.ones(30), 300))) == pytest.approx(judged, abs=1e-9)


def test_no_case_looks_past_the_end_of_its_history():
    cases = training_cases([NamedHistory("a", (3.0,) * 60)])
    totals = (np.exp(cases.log_paces) * (OFFSET + 3) - OFFSET) * cases.inputs[:, -1]
    expected = 3 * cases.inputs[:, -1]
    assert np.all((totals >= expected - 1e-9) & (totals < expected + 1))


def test_too_few_owners_are_refused_with_the_number():
    with pytest.raises(TooFewTeams) as refused:
        backtest([*TEAMS[:3], history("a/second", 5)], models=("boosted",), windows=(8,))
    said = refused.value.detail(load_language("en"))
    assert "at least 4 owners" in said and "3 came" in said


def test_without_the_package_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(boosted, "has_extra", lambda: False)
    with pytest.raises(ExtraMissing) as refused:
        backtest(TEAMS, models=("boosted",), windows=(8,))
    assert "pip install 'flow-forecaster[ml]'" in refused.value.detail(load_language("en"))


def test_nothing_else_imports_the_package():
    import subprocess
    import sys

    code = (
        "import sys, flow_forecaster.services.backtest, flow_forecaster.services.jobs, "
        "flow_forecaster.web; sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
