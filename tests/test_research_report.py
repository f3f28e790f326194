"""What the judge tells beyond the product's own backtest."""

import numpy as np
import pytest

from flow_forecaster.engine.backtest import Plan
from flow_forecaster.engine.pace import PACE_MODELS
from flow_forecaster.readers.history_table import NamedHistory
from flow_forecaster.services.backtest import score_model
from flow_forecaster.services.backtest_summary import summarise_backtests
from research.judge import Judged
from research.report import report
from research.teams import by_team

PLAN = Plan(horizons=(1, 2), work=(2,))

SLOW = NamedHistory("a/slow", tuple(np.random.default_rng(1).poisson(1, 30).astype(float)))
QUICK = NamedHistory("b/quick", tuple(np.random.default_rng(2).poisson(9, 30).astype(float)))


@pytest.fixture(scope="module")
def tested():
    return [
        score_model(history, "resample", PACE_MODELS["resample"], windows=(8,), plan=PLAN)
        for history in (SLOW, QUICK)
    ]


def kept_85(one):
    return one.by_window[8].how_many.kept(0.85).mean()


def test_slow_teams_are_told_apart(tested):
    [teams] = by_team(tested, (SLOW, QUICK), ["resample"])
    assert teams.n_slow == 1
    assert teams.how_many.slow == pytest.approx(kept_85(tested[0]), abs=1e-4)


def test_a_team_is_near_when_its_promises_hold_between_80_and_90(tested):
    [teams] = by_team(tested, (SLOW, QUICK), ["resample"])
    near = [0.8 <= kept_85(one) <= 0.9 for one in tested]
    assert teams.how_many.near == np.mean(near)


def test_without_slow_teams_nothing_is_said_of_them(tested):
    [teams] = by_team(tested[1:], (QUICK,), ["resample"])
    assert teams.n_slow == 0 and teams.when.slow is None


def test_the_report_has_every_window_and_horizon(tested):
    result = summarise_backtests(
        tested, plan=PLAN, models=("resample",), left_out=(), rng=np.random.default_rng(0)
    )
    judged = Judged(backtest=result, teams=by_team(tested, (SLOW, QUICK), ["resample"]))
    lines = report(judged, "resample").splitlines()
    assert "| How many, weeks | 1 | 2 |" in lines and "| When, weeks | 2 |" in lines
    cell = result.models[0].when.by_window_and_horizon[0]
    kept = "/".join(f"{100 * share:.1f}" for share in cell.kept.values())
    assert f"| 8 | 0.0 %; {kept} |" in lines
