"""What can happen to Redis, and to the workers that it tells of jobs."""

import signal
import time
from pathlib import Path

import psutil
import pytest
from redis import Redis

from flow_forecaster.domain.job import Runner, State
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.outages import QueueUnavailable
from tests.jobs.conftest import installed, is_running, kill, read_pids, wait_for
from tests.jobs.test_embedded import forget_lease
from tests.storage.servers import RedisServer


@pytest.fixture
def backend():
    return "redis-postgresql"


@pytest.fixture
def redis():
    """A Redis of the test's own, to stop and start."""
    server = RedisServer()
    server.start()
    yield server
    server.stop()


def test_without_redis_the_embedded_runner_takes_the_job(backend, redis, tmp_path):
    redis.stop()
    with (
        installed(backend, tmp_path, redis_url=redis.url, has_embedded=True) as installation,
        installation.working(is_embedded=True),
    ):
        job = installation.submit("answer")
        done = installation.wait_for_end(job)
    assert (done.status, done.runner) == ("completed", Runner.EMBEDDED)


def test_without_redis_and_anybody_else_a_job_is_refused_at_once(backend, redis, tmp_path):
    redis.stop()
    with installed(backend, tmp_path, redis_url=redis.url) as installation:
        began_at = time.monotonic()
        for _ in range(3):
            with pytest.raises(QueueUnavailable) as refusal:
                installation.submit("answer", idempotency_key="k")
        assert time.monotonic() - began_at < 3
        assert "Try again in 30 seconds" in refusal.value.detail(load_language("en"))
        redis.start()
        time.sleep(2)
        assert installation.submit("answer", idempotency_key="k").state is State.QUEUED


def test_a_silent_redis_does_not_hang_anybody(backend, redis, tmp_path):
    with installed(backend, tmp_path, redis_url=redis.url) as installation:
        installation.submit("answer")
        redis.process.send_signal(signal.SIGSTOP)
        began_at = time.monotonic()
        with pytest.raises(QueueUnavailable):
            installation.submit("answer")
        assert time.monotonic() - began_at < 3
        redis.process.send_signal(signal.SIGCONT)


def test_jobs_survive_a_redis_that_comes_back_empty(backend, redis, tmp_path):
    with installed(backend, tmp_path, redis_url=redis.url) as installation:
        jobs = [installation.submit("answer") for _ in range(5)]
        redis.stop()
        redis.start()
        with installation.working():
            done = [installation.wait_for_end(job) for job in jobs]
    assert {(job.status, job.attempts) for job in done} == {("completed", 1)}


def test_workers_survive_it_too(backend, redis, tmp_path):
    with installed(backend, tmp_path, redis_url=redis.url) as installation, installation.working():
        installation.wait_for_end(installation.submit("answer"))
        redis.stop()
        redis.start()
        time.sleep(2)
        assert installation.wait_for_end(installation.submit("answer")).status == "completed"


def test_where_no_worker_lives_the_embedded_runner_takes_over(backend, redis, tmp_path):
    with (
        installed(backend, tmp_path, redis_url=redis.url, has_embedded=True) as installation,
        installation.working(is_embedded=True),
    ):
        job = installation.submit("answer")
        assert job.runner is Runner.REDIS
        done = installation.wait_for_end(job)
    assert (done.status, done.runner) == ("completed", Runner.EMBEDDED)
    assert (done.started_at - done.created_at).total_seconds() >= 5


def test_where_a_worker_lives_the_embedded_runner_leaves_jobs_to_it(backend, redis, tmp_path):
    gate, pids = str(tmp_path / "gate"), str(tmp_path / "pids")
    with (
        installed(backend, tmp_path, redis_url=redis.url, has_embedded=True) as installation,
        installation.working(size=1),
        installation.working(is_embedded=True),
    ):
        held = installation.submit("wait", {"until": gate, "pids": pids})
        wait_for(lambda: read_pids(pids))
        waiting = installation.submit("answer")
        time.sleep(7)
        assert installation.read(waiting).state is State.QUEUED
        Path(gate).touch()
        runners = {installation.wait_for_end(job).runner for job in (held, waiting)}
    assert runners == {Runner.REDIS}


def test_a_worker_that_ends_gives_its_job_back(backend, redis, tmp_path):
    gate, pids = str(tmp_path / "gate"), str(tmp_path / "pids")
    with installed(backend, tmp_path, redis_url=redis.url) as installation:
        with installation.working() as worker:
            job = installation.submit("wait", {"until": gate, "pids": pids})
            wait_for(lambda: read_pids(pids))
            worker.process.terminate()
            assert worker.process.wait(5) == 0
        assert (installation.read(job).state, installation.read(job).attempts) == ("queued", 0)
        Path(gate).touch()
        with installation.working():
            assert installation.wait_for_end(job).attempts == 1


def test_a_killed_watcher_takes_its_job_with_it_and_another_worker_takes_it_up(
    backend, redis, tmp_path
):
    gate, pids = str(tmp_path / "gate"), str(tmp_path / "pids")
    with installed(backend, tmp_path, redis_url=redis.url) as installation, installation.working():
        job = installation.submit("wait", {"until": gate, "pids": pids})
        [busy] = wait_for(lambda: read_pids(pids))
        kill(psutil.Process(busy).ppid())
        wait_for(lambda: not is_running(busy))
        Path(gate).touch()
        forget_lease(installation, job)
        assert installation.wait_for_end(job).attempts == 2


def test_a_job_is_cancelled_without_redis_too(backend, redis, tmp_path):
    pids = str(tmp_path / "pids")
    with installed(backend, tmp_path, redis_url=redis.url) as installation, installation.working():
        job = installation.submit("ignore_all", {"pids": pids})
        [busy] = wait_for(lambda: read_pids(pids))
        redis.stop()
        installation.cancel(job)
        wait_for(lambda: not is_running(busy), patience_s=1)


def test_a_message_names_no_job_and_one_too_many_does_no_harm(backend, redis, tmp_path):
    with installed(backend, tmp_path, redis_url=redis.url) as installation:
        first, second = installation.submit("answer"), installation.submit("answer")
        installation.cancel(first)
        with Redis(port=redis.port) as client:
            assert client.llen("rq:queue:flow-forecaster") == 2
        with installation.working():
            assert installation.wait_for_end(second).status == "completed"
            assert installation.wait_for_end(installation.submit("answer")).attempts == 1
