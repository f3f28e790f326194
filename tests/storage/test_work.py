import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest

from flow_forecaster.domain.job import Failure, NewJob, Run, State
from flow_forecaster.domain.language import load_language
from flow_forecaster.storage.jobs import JobTable
from flow_forecaster.storage.watch import WatchTable
from flow_forecaster.storage.work import WorkTable

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def table(database):
    return JobTable(database)


@pytest.fixture
def work(database):
    return WorkTable(database)


@pytest.fixture
def watch(database):
    return WatchTable(database)


@pytest.fixture
def claimed(table, work, now):
    table.submit(NewJob("count", {"n": 1}, "ana", timeout_s=7), now=now)
    return work.claim("w1", only=None, now=now)


def test_a_claimed_job_is_under_way(claimed, now):
    assert (claimed.state, claimed.status) == (State.PROCESSING, "processing")
    assert (claimed.worker, claimed.attempts, claimed.started_at) == ("w1", 1, now)
    assert claimed.params == {"n": 1}


def test_a_job_is_claimed_by_one_of_many(table, work, now):
    for n in range(10):
        table.submit(NewJob("count", {"n": n}, "ana"), now=now)
    with ThreadPoolExecutor(6) as pool:
        claims = list(pool.map(lambda n: work.claim(f"w{n}", only=None, now=now), range(10)))
    taken = [job.id for job in claims if job is not None]
    assert len(taken) == len(set(taken))
    rest = [work.claim("w", only=None, now=now) for _ in range(11 - len(taken))]
    assert rest[-1] is None


def test_progress_and_result_are_stored(table, work, claimed, now):
    assert work.write_progress(claimed.run, 0.5, {"n": 3})
    seen = table.read(claimed.id)
    assert (seen.progress, seen.partial) == (0.5, {"n": 3})
    assert work.complete(claimed.run, {"n": 9}, now=now)
    seen = table.read(claimed.id)
    assert (seen.status, seen.progress, seen.result, seen.partial) == (
        "completed",
        1,
        {"n": 9},
        None,
    )
    assert (seen.finished_at, seen.expires_at) == (now, now + dt.timedelta(days=1))


def test_a_failure_is_stored_and_said_in_both_languages(table, work, claimed, now):
    assert work.fail(claimed.run, Failure("timed_out", {"limit": 7}), now=now)
    seen = table.read(claimed.id)
    assert seen.status == "failed"
    assert "7 seconds" in seen.error.message(load_language("en"))
    assert "7" in seen.error.message(load_language("pt-BR"))


def late_writes(work, run, now):
    return [
        work.write_progress(run, 0.9, None),
        work.complete(run, {"late": True}, now=now),
        work.fail(run, Failure("broken"), now=now),
    ]


def test_a_cancelled_job_is_not_written_to(table, work, claimed, now):
    table.cancel(claimed.id, now=now)
    assert late_writes(work, claimed.run, now) == [False] * 3
    assert table.read(claimed.id).state is State.CANCELLED
    assert table.read(claimed.id).result is None


def test_who_was_taken_over_writes_nothing_more(table, work, watch, claimed, now):
    later = now + 11 * SECOND
    watch.take_back_expired(now=later)
    again = work.claim("w2", only=None, now=later)
    assert (again.id, again.attempts) == (claimed.id, 2)
    assert late_writes(work, claimed.run, later) == [False] * 3
    assert work.complete(again.run, {"right": True}, now=later)
    assert late_writes(work, claimed.run, later) == [False] * 3
    assert table.read(claimed.id).result == {"right": True}


def test_the_same_worker_in_an_earlier_attempt_writes_nothing_either(work, claimed, now):
    assert late_writes(work, replace(claimed.run, attempt=0), now) == [False] * 3
    assert late_writes(work, Run(claimed.id, 1, "w2"), now) == [False] * 3


def test_a_job_that_is_let_go_waits_again_with_no_attempt_lost(table, work, claimed, now):
    work.write_progress(claimed.run, 0.5, {"n": 1})
    work.let_go(claimed.run)
    job = table.read(claimed.id)
    assert (job.state, job.attempts, job.worker, job.progress) == (State.QUEUED, 0, None, 0)
    assert job.partial is None


def test_a_cancelled_job_that_is_let_go_has_no_worker(table, work, watch, claimed, now):
    table.cancel(claimed.id, now=now)
    [held] = watch.held_by(["w1"])
    assert (held.run, held.state) == (claimed.run, State.CANCELLED)
    work.let_go(claimed.run)
    assert watch.held_by(["w1"]) == []
    assert table.read(claimed.id).state is State.CANCELLED


def test_what_workers_hold(watch, claimed, now):
    [held] = watch.held_by(["w0", "w1"])
    assert (held.run, held.started_at, held.timeout_s) == (claimed.run, now, 7)
    assert watch.held_by(["w2"]) == []


def test_a_renewed_lease_does_not_run_out(table, watch, claimed, now):
    watch.renew(["w1"], now=now + 9 * SECOND)
    watch.take_back_expired(now=now + 11 * SECOND)
    assert table.read(claimed.id).state is State.PROCESSING
    watch.take_back_expired(now=now + 20 * SECOND)
    assert table.read(claimed.id).state is State.QUEUED


def test_a_job_whose_worker_dies_twice_fails_clearly(table, work, watch, claimed, now):
    watch.release("w1", is_lost=True, now=now)
    assert table.read(claimed.id).state is State.QUEUED
    work.claim("w2", only=None, now=now)
    watch.release("w2", is_lost=True, now=now)
    job = table.read(claimed.id)
    assert (job.status, job.error) == ("failed", Failure("worker_lost", {"attempts": 2}))
    assert "interrupted 2 times" in job.error.message(load_language("en"))


def test_a_worker_that_was_ended_loses_no_attempt(table, watch, claimed, now):
    watch.release("w1", is_lost=False, now=now)
    job = table.read(claimed.id)
    assert (job.state, job.attempts) == (State.QUEUED, 0)


def test_what_was_kept_long_enough_goes(table, work, watch, claimed, now):
    waiting, _ = table.submit(NewJob("count", {"n": 2}, "ana"), now=now)
    work.complete(claimed.run, {}, now=now)
    watch.purge(now=now + dt.timedelta(hours=23))
    assert table.read(claimed.id)
    watch.purge(now=now + dt.timedelta(hours=25))
    assert table.read(claimed.id) is None
    assert table.read(waiting.id)


def test_others_hear_of_a_new_job(table, work, now):
    with closing(work.listen()) as changes:
        assert not changes.wait(0.05)
        table.submit(NewJob("count", {"n": 3}, "ana"), now=now)
        assert changes.wait(2)
        assert not changes.wait(0.05)
