"""Backtests as jobs: names and dates of histories, and what a job gives."""

import datetime as dt

import numpy as np
import pytest

from flow_forecaster.domain.backtest_request import BacktestRequest, TeamHistory
from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.job import NewJob
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.engine.backtest import Plan
from flow_forecaster.jobs.context import JobContext
from flow_forecaster.jobs.port import JobQueue
from flow_forecaster.services import jobs
from flow_forecaster.services.backtest import NothingToTest, backtest
from flow_forecaster.services.backtest_jobs import submit_backtest
from flow_forecaster.services.backtest_runs import BACKTEST, named_histories, run_backtest
from flow_forecaster.services.forecast import forecast
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.jobs import JobTable
from flow_forecaster.storage.work import WorkTable
from tests.services.test_jobs import Dispatcher
from tests.storage.servers import migrated_database_url

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
COUNTS = tuple(np.random.default_rng(1).poisson(4, 40).astype(float))
ANA = {"owner": "ana", "origin": None}
BIA = {"owner": "bia", "origin": None}
QUICK = {"models": ("bayesian",), "windows": (8,), "horizons": (4,)}


@pytest.fixture(params=["sqlite", "postgresql"])
def queue(request, tmp_path):
    database = open_database(migrated_database_url(request.param, tmp_path))
    yield JobQueue(JobTable(database), Dispatcher())
    database.close()


def ask(queue, who=ANA, **changes):
    values = {"history": {"counts": COUNTS}} | QUICK | changes
    return submit_backtest(queue, BacktestRequest.model_validate(values), **who, now=NOW)


def test_a_job_gives_what_the_use_case_gives(queue):
    job = ask(queue)
    claimed = WorkTable(queue.store.database).claim("w", only=None, now=NOW)
    assert (claimed.id, claimed.kind) == (job.id, BACKTEST)
    told = []
    context = JobContext(lambda *_: True)
    context.progress = told.append
    result = jobs.KINDS[claimed.kind](claimed.params, context)
    expected = backtest(
        named_histories([TeamHistory(counts=COUNTS)]),
        models=("bayesian",),
        windows=(8,),
        plan=Plan((4,), (4,)),
    )
    assert result == expected.model_dump(mode="json")
    assert told == sorted(told) and told[-1] == 1


def test_only_its_owner_finds_one(queue):
    job = ask(queue)
    new = NewJob(BACKTEST, job.params, "ana")
    assert queue.store.find_latest(new).id == job.id
    assert queue.store.find_latest(NewJob(BACKTEST, job.params, "bia")) is None
    for reach in (jobs.read_job, lambda *a, **who: jobs.cancel_job(*a, **who, now=NOW)):
        with pytest.raises(NotFound):
            reach(queue, job.id, **BIA)


def test_the_newest_is_found_whatever_came_of_it(queue):
    first = ask(queue)
    jobs.cancel_job(queue, first.id, **ANA, now=NOW)
    new = NewJob(BACKTEST, first.params, "ana")
    assert queue.store.find_latest(new).status == "cancelled"
    later, _ = queue.store.submit(new, now=NOW + dt.timedelta(minutes=5))
    assert queue.store.find_latest(new).id == later.id


def test_nothing_is_queued_that_cannot_be_tested(queue):
    with pytest.raises(NothingToTest):
        ask(queue, history={"counts": (3.0,) * 12})
    with pytest.raises(NothingToTest):
        ask(queue, history={"counts": (0.0,) * 40})
    assert queue.dispatcher.told == []


def test_every_history_has_a_name_of_its_own():
    teams = [TeamHistory(counts=COUNTS, name=name) for name in ("a", None, "a")]
    assert [one.name for one in named_histories(teams)] == ["a", "2", "a (2)"]


def test_the_end_of_a_history_dates_its_periods():
    end = dt.date(2026, 11, 22)
    weeks = TeamHistory(counts=(1, 2, 3), last_period_end=end)
    days = TeamHistory(counts=(9, *range(1, 15)), period_days=1, last_period_end=end)
    fortnights = TeamHistory(counts=(1, 2), period_days=14, last_period_end=end)
    named = named_histories([weeks, days, fortnights])
    starts = [dt.date(2026, 11, 2), dt.date(2026, 11, 9), dt.date(2026, 10, 26)]
    assert [one.start for one in named] == starts
    assert [one.period_weeks for one in named] == [1, 1, 2]
    (undated,) = named_histories([TeamHistory(counts=(1, 2))])
    assert undated.start is None and undated.worths.tolist() == [1, 1]
    assert named[1].counts == (28, 77)


def test_a_run_without_choices_tests_every_model_of_a_forecast():
    result = run_backtest({"request": {"history": {"counts": COUNTS}}}, JobContext(lambda *_: True))
    assert [one["model"] for one in result["models"]][-1] == "pool"
    assert result["windows"] == [8, 12] and result["boosted"] is None


def wave(seed, n=190):
    """A team that does four times as much in one quarter as in the next, and so on."""
    rng = np.random.default_rng(seed)
    place = np.arange(n) + rng.integers(0, 26)
    return {"counts": rng.poisson(np.where(place // 13 % 2, 12.0, 3.0)).astype(float).tolist()}


def test_trees_that_win_on_enough_cases_say_what_a_forecast_needs():
    history = wave(1)
    params = {
        "request": {"history": history, "models": ["pool", "boosted"], "windows": [26]},
        "learn_from": [wave(seed) for seed in range(2, 7)],
    }
    verdict = run_backtest(params, JobContext(lambda *_: True))["boosted"]
    assert verdict["wins"] and verdict["difference"] < -0.2
    request = ForecastRequest.model_validate(
        {"history": history, "scope": {"items": 60}, "pace_quantiles": verdict["quantiles"]}
    )
    answer = forecast(request, today=NOW.date(), language=load_language("en"))
    assert answer.model.pace == "boosted"
    # On few cases they may win by chance.
    params["request"]["history"] = {"counts": history["counts"][-70:]}
    assert run_backtest(params, JobContext(lambda *_: True))["boosted"]["quantiles"] is None
