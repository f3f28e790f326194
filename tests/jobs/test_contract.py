"""What holds for jobs whoever runs them and wherever they are stored."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from flow_forecaster.domain.job import State
from flow_forecaster.domain.language import load_language
from flow_forecaster.jobs.port import utc_now
from tests.jobs.conftest import is_running, kill, read_pids, wait_for


def test_a_job_is_run_and_its_result_kept(running):
    job = running.submit("answer", {"items": 80})
    assert job.status == "processing"
    done = running.wait_for_end(job)
    assert (done.status, done.progress, done.result["items"]) == ("completed", 1, 80)
    assert done.finished_at >= done.started_at
    assert (done.attempts, done.worker, done.error) == (1, None, None)


def test_many_jobs_are_each_run_once(running):
    jobs = [running.submit("answer", {"n": n}) for n in range(20)]
    done = [running.wait_for_end(job) for job in jobs]
    assert [job.result["n"] for job in done] == list(range(20))
    assert {job.attempts for job in done} == {1}


def test_progress_is_visible_every_half_second(running):
    job = running.submit("count", {"steps": 60, "step_s": 0.04})
    seen = []
    while (read := running.read(job)).is_unfinished:
        if read.started_at and (not seen or read.progress != seen[-1][1]):
            seen.append((time.monotonic(), read.progress, read.partial))
        time.sleep(0.01)
    gaps = [after[0] - before[0] for before, after in pairwise(seen)]
    assert len(seen) >= 4
    assert max(gaps) < 0.75, "half a second, and the time to store and to look"
    assert [share for _, share, _ in seen] == sorted(share for _, share, _ in seen)
    assert seen[-1][2]["n"] == round(60 * seen[-1][1])


def test_a_waiting_job_is_cancelled_at_once_and_never_run(running):
    gate, pids = running.new_file(), running.new_file()
    blockers = [running.submit("wait", {"until": gate, "pids": pids}) for _ in range(2)]
    wait_for(lambda: len(read_pids(pids)) == 2)
    waiting = running.submit("answer")
    assert running.cancel(waiting).status == "cancelled"
    Path(gate).touch()
    for blocker in blockers:
        assert running.wait_for_end(blocker).status == "completed"
    running.wait_for_end(running.submit("answer"))
    assert (running.read(waiting).state, running.read(waiting).attempts) == (State.CANCELLED, 0)


def test_a_job_that_cooperates_is_told_to_stop(running):
    tidied = running.new_file()
    job = running.submit("cooperate", {"tidied": tidied})
    wait_for(lambda: running.read(job).partial)
    running.queue.store.cancel(job.id, now=utc_now())
    wait_for(Path(tidied).exists, patience_s=1)
    wait_for(lambda: running.read(job).worker is None)
    assert running.read(job).state is State.CANCELLED


@pytest.mark.parametrize("is_worker_told", [True, False])
def test_a_job_that_ignores_all_is_ended_within_a_second(running, is_worker_told):
    pids = running.new_file()
    job = running.submit("ignore_all", {"pids": pids})
    [pid] = wait_for(lambda: read_pids(pids))
    cancelled_at = time.monotonic()
    if is_worker_told:
        assert running.cancel(job).status == "cancelled"
    else:
        running.queue.store.cancel(job.id, now=utc_now())
    wait_for(lambda: not is_running(pid), patience_s=2)
    # A second is the promise; another is left to the machine, which runs other tests beside.
    assert time.monotonic() - cancelled_at < 2
    assert running.wait_for_end(running.submit("answer")).status == "completed"
    assert running.read(job).state is State.CANCELLED


def test_a_job_over_its_time_fails_with_a_sentence(running):
    pids = running.new_file()
    job = running.submit("ignore_all", {"pids": pids}, timeout_s=1)
    done = running.wait_for_end(job)
    assert (done.status, done.error.code) == ("failed", "timed_out")
    assert "1 seconds" in done.error.message(load_language("en"))
    assert 1 <= (done.finished_at - done.started_at).total_seconds() < 2
    wait_for(lambda: not is_running(read_pids(pids)[0]), patience_s=1)


def test_a_job_whose_process_is_killed_is_taken_up_again(running):
    gate, pids = running.new_file(), running.new_file()
    job = running.submit("wait", {"until": gate, "pids": pids})
    [first] = wait_for(lambda: read_pids(pids))
    kill(first)
    pair = wait_for(lambda: read_pids(pids), lambda seen: len(seen) == 2)
    Path(gate).touch()
    done = running.wait_for_end(job)
    assert (done.status, done.attempts) == ("completed", 2)
    assert done.result["pid"] == pair[1] != first


def test_a_job_whose_process_dies_twice_fails_clearly(running):
    pids = running.new_file()
    done = running.wait_for_end(running.submit("die", {"pids": pids, "deaths": 9}))
    assert (done.status, done.error.code, done.attempts) == ("failed", "worker_lost", 2)
    assert len(read_pids(pids)) == 2
    assert "interrupted 2 times" in done.error.message(load_language("en"))


def test_a_job_that_breaks_down_fails_without_its_details(running):
    done = running.wait_for_end(running.submit("break_down"))
    assert (done.status, done.error.code, done.attempts) == ("failed", "broken", 1)
    assert "secret" not in str(done.error)
    assert "fault of ours" in done.error.message(load_language("en"))


def test_a_refused_job_fails_with_its_sentence(running):
    done = running.wait_for_end(running.submit("refuse"))
    assert done.error.message(load_language("en")) == "At most 7 items."


def test_an_unknown_kind_fails(running):
    assert running.wait_for_end(running.submit("unheard_of")).error.code == "broken"


def test_a_cancelled_job_is_not_completed_by_its_process(running):
    job = running.submit("count", {"steps": 1, "step_s": 0.3})
    wait_for(lambda: running.read(job).started_at)
    running.cancel(job)
    running.wait_for_end(running.submit("answer"))
    time.sleep(0.4)
    assert (running.read(job).state, running.read(job).result) == (State.CANCELLED, None)


def test_the_same_request_again_is_one_job(running):
    jobs = [running.submit("answer", {"number": 0}, idempotency_key="k") for _ in range(3)]
    assert len({job.id for job in jobs}) == 1
    assert running.wait_for_end(jobs[0]).attempts == 1


def test_a_job_is_begun_soon(running):
    delays = []
    for _ in range(10):
        done = running.wait_for_end(running.submit("answer"))
        delays.append((done.started_at - done.created_at).total_seconds())
        assert utc_now() >= done.finished_at
    assert sorted(delays)[5] < 0.5
