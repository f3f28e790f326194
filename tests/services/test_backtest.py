import datetime as dt

import numpy as np
import pytest

from flow_forecaster.domain.backtest import BacktestResult
from flow_forecaster.domain.language import load_language
from flow_forecaster.engine.backtest import Plan, backtest_model, rolling_origins
from flow_forecaster.engine.pace import PACE_MODELS
from flow_forecaster.readers.history_table import NamedHistory
from flow_forecaster.services.backtest import NothingFinished, NothingToTest, backtest

MODELS = ("resample", "bayesian", "pool")


def history(name, seed, n=100, start=None):
    rng = np.random.default_rng(seed)
    pace = 5 * np.exp(np.cumsum(0.15 * rng.standard_normal(n)))
    return NamedHistory(name, tuple(rng.poisson(pace).astype(float)), start)


TEAMS = (history("a", 1), history("b", 2), history("c", 3, 80))


@pytest.fixture(scope="module")
def result():
    return backtest(TEAMS, models=MODELS, windows=(8, 26))


def test_plain_resampling_is_the_measure(result):
    plain = result.models[0]
    assert plain.model == "resample"
    for scores in (plain.how_many, plain.when):
        assert scores.crps_vs_resample == 0 and scores.interval == (0, 0)


def test_the_numbers_are_those_of_the_engine(result):
    relative = []
    for team in TEAMS:
        counts = np.array(team.counts)
        origins = rolling_origins(len(counts), first=26, follow=13)
        crps = {
            model: np.mean(
                [
                    backtest_model(
                        PACE_MODELS[model], counts, origins, window=window, plan=Plan()
                    ).when.crps.mean()
                    for window in (8, 26)
                ]
            )
            for model in MODELS
        }
        relative.append((crps["pool"], crps["resample"]))
    pool, plain = np.mean(relative, axis=0)
    assert result.models[2].when.crps_vs_resample == pytest.approx(pool / plain - 1, abs=1e-4)


def test_everything_is_told_overall_and_by_window_and_horizon(result):
    for model in result.models:
        for scores, horizons in ((model.how_many, [1, 4, 8, 13]), (model.when, [4, 8, 13])):
            assert list(scores.kept) == ["0.5", "0.7", "0.85", "0.95"]
            assert [cell.window for cell in scores.by_window] == [8, 26]
            assert [cell.horizon for cell in scores.by_horizon] == horizons
            assert len(scores.by_window_and_horizon) == 2 * len(horizons)
            assert scores.cases == sum(cell.cases for cell in scores.by_window_and_horizon)
            for cell in (scores, *scores.by_window, *scores.by_window_and_horizon):
                assert cell.interval[0] <= cell.crps_vs_resample <= cell.interval[1]
            assert sum(scores.transform) == pytest.approx(1, abs=1e-3)
            for promise in scores.promises:
                assert promise.interval[0] <= promise.share <= promise.interval[1]


def test_a_wandering_pace_is_forecast_better_by_the_pool(result):
    pool = result.models[2]
    assert pool.when.interval[1] < 0 and pool.how_many.interval[1] < 0
    assert abs(pool.when.kept["0.85"] - 0.85) < abs(result.models[0].when.kept["0.85"] - 0.85)


def test_of_models_that_chance_alone_parts_the_simpler_is_suggested():
    steady = NamedHistory("steady", tuple([5.0, 5, 6, 4, 5, 5] * 20))
    suggestion = backtest([steady], models=("resample", "bayesian"), windows=(52,)).suggestion
    assert suggestion.model == "resample"
    assert suggestion.behind <= suggestion.standard_error or suggestion.best == "resample"


def test_one_history_alone_has_intervals_too():
    scores = backtest([TEAMS[0]], models=("pool",), windows=(8,)).models[1].how_many
    assert scores.interval[0] < scores.crps_vs_resample < scores.interval[1]


def test_short_histories_are_left_out_by_name():
    short = NamedHistory("short", (3.0,) * 28)
    nothing = NamedHistory("nothing", (0.0,) * 90)
    result = backtest([TEAMS[0], short, nothing], models=(), windows=(8,))
    assert result.left_out == ("short", "nothing") and result.histories == 1


def test_a_short_history_is_tested_with_the_windows_it_has_room_for():
    assert backtest([history("d", 5, 40)], models=()).windows == (8, 12)


def test_nothing_long_enough_is_refused_with_both_lengths():
    with pytest.raises(NothingToTest) as refused:
        backtest([NamedHistory("short", (3.0,) * 28)])
    said = refused.value.detail(load_language("en"))
    assert "has 28" in said and "29 weeks" in said


def test_dates_tell_the_learned_models_of_new_year():
    counts = [8.0] * 130
    for week in (26, 78):  # the ISO weeks 52 from 2023-06-26 on
        counts[week] = counts[week + 1] = 0.0
    dated = NamedHistory("dated", tuple(counts), dt.date(2023, 6, 26))
    undated = NamedHistory("dated", tuple(counts))
    first, second = (backtest([one], models=("pool",), windows=(26,)) for one in (dated, undated))
    assert first.models[1].how_many.crps != second.models[1].how_many.crps
    assert first.models[0] == second.models[0]


def test_several_processes_give_the_same_numbers():
    told = []
    shared = backtest(
        TEAMS[:2], models=("bayesian",), windows=(8,), n_processes=2, on_progress=told.append
    )
    assert shared == backtest(TEAMS[:2], models=("bayesian",), windows=(8,))
    assert told == sorted(told) and told[-1] == 1


def test_cases_of_one_history_are_counted_once_each():
    # Forecasts of 13 weeks from weeks 8 to 47: those of 8, 21, 34 and 47 share none.
    found = backtest([history("a", 1, 60)], models=["resample"], windows=[8])
    assert found.models[0].when.independent == found.models[0].how_many.independent == 4


def test_a_team_that_never_varies_is_tested_too():
    same = NamedHistory("same", (3.0,) * 60)
    found = backtest([same], windows=[8, 12])
    assert (found.suggestion.model, found.suggestion.standard_error) == ("resample", 0)
    pool = found.models[-1].how_many
    assert (pool.crps_vs_resample, pool.interval) == (None, None) and pool.crps > 0
    # A stretch without error among others.
    mostly = NamedHistory("mostly", (3.0,) * 60 + history("a", 1, 40).counts)
    for model in backtest([mostly], models=["pool"], windows=[8]).models:
        for cell in (model.when, *model.when.by_window_and_horizon):
            assert cell.interval[0] <= cell.crps_vs_resample <= cell.interval[1]


def test_histories_of_nothing_are_refused_as_such():
    with pytest.raises(NothingFinished) as refused:
        backtest([NamedHistory("a", (0.0,) * 100)], models=["pool"])
    assert refused.value.detail(load_language("en")).startswith("Nothing was finished")


def test_a_result_that_was_kept_before_cells_had_ranges_is_read(result):
    kept = result.model_dump(mode="json")
    for model in kept["models"]:
        for cell in model["when"]["by_window"]:
            del cell["interval"]
    assert BacktestResult.model_validate(kept).models[0].when.by_window[0].interval is None
