"""The embedded runner: how it is started, and how it ends."""

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import make_url, text

from flow_forecaster.domain.job import State
from flow_forecaster.jobs.embedded import HEARD_S
from flow_forecaster.jobs.lock import is_held, touched_at
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.services.queue_state import SILENCE, look_at_runner
from tests.jobs.conftest import (
    COMMAND,
    children_of,
    installed,
    is_running,
    kill,
    read_pids,
    wait_for,
)

PARENT = """
import json, sys, time
from flow_forecaster.jobs.launch import WorkerOptions, become_worker, start_worker
options, command = json.loads(sys.argv[1]), sys.argv[3:]
if sys.argv[2] == "become":
    become_worker(WorkerOptions(**options), command)
worker = start_worker(WorkerOptions(**options), command)
print(worker.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def embedded(tmp_path):
    with installed("embedded-sqlite", tmp_path) as installation:
        yield installation


def start_parent(installation, how):
    options = json.dumps(asdict(installation.options))
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, options, how, *COMMAND], stdout=subprocess.PIPE, text=True
    )


def forget_lease(installation, job):
    """As if the worker had been silent for long."""
    with installation.database.writing() as connection:
        connection.execute(
            text("UPDATE job SET lease_until = '2020-01-01 00:00:00' WHERE id = :id"),
            {"id": job.id},
        )


def test_it_ends_with_its_parent_and_with_it_what_it_runs(embedded):
    pids = embedded.new_file()
    with start_parent(embedded, "start") as parent:
        runner = int(parent.stdout.readline())
        wait_for(lambda: is_held(Path(embedded.options.lock_file)))
        embedded.submit("ignore_all", {"pids": pids})
        [busy] = wait_for(lambda: read_pids(pids))
        processes = {runner, busy, *children_of(runner)}
        kill(parent.pid)
    wait_for(lambda: not any(map(is_running, processes)), patience_s=5)


def test_what_it_starts_ends_with_it(embedded):
    pids = embedded.new_file()
    with embedded.working() as worker:
        embedded.submit("ignore_all", {"pids": pids})
        [busy] = wait_for(lambda: read_pids(pids))
        processes = {busy, *children_of(worker.process.pid)}
        kill(worker.process.pid)
        wait_for(lambda: not any(map(is_running, processes)), patience_s=2)


def test_there_is_one_in_an_installation(embedded):
    with embedded.working() as first, start_parent(embedded, "start") as parent:
        second = int(parent.stdout.readline())
        wait_for(lambda: not is_running(second))
        assert first.is_alive
        parent.kill()


def test_a_process_can_become_one(embedded):
    with start_parent(embedded, "become") as process:
        wait_for(lambda: is_held(Path(embedded.options.lock_file)))
        assert embedded.wait_for_end(embedded.submit("answer")).status == "completed"
        process.terminate()
        assert process.wait(5) == 0


def test_the_first_job_starts_it(embedded):
    assert not is_held(Path(embedded.options.lock_file))
    assert embedded.wait_for_end(embedded.submit("answer")).status == "completed"
    assert is_held(Path(embedded.options.lock_file))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_job_that_is_interrupted_by_the_end_loses_no_attempt(embedded, how):
    gate, pids = embedded.new_file(), embedded.new_file()
    with embedded.working() as worker:
        job = embedded.submit("wait", {"until": gate, "pids": pids})
        wait_for(lambda: read_pids(pids))
        worker.process.send_signal(how)
        assert worker.process.wait(5) == 0
    assert (embedded.read(job).state, embedded.read(job).attempts) == (State.QUEUED, 0)
    Path(gate).touch()
    with embedded.working():
        assert embedded.wait_for_end(job).attempts == 1


def test_not_even_one_that_ignores_all(embedded):
    pids = embedded.new_file()
    with embedded.working() as worker:
        job = embedded.submit("ignore_all", {"pids": pids})
        wait_for(lambda: read_pids(pids))
        worker.stop()
    assert (embedded.read(job).state, embedded.read(job).attempts) == (State.QUEUED, 0)


def test_after_its_death_whoever_polls_starts_another(embedded):
    gate, pids = embedded.new_file(), embedded.new_file()
    with embedded.working() as worker:
        job = embedded.submit("wait", {"until": gate, "pids": pids})
        wait_for(lambda: read_pids(pids))
        kill(worker.process.pid)
        worker.process.wait()
    wait_for(lambda: not is_running(read_pids(pids)[0]))
    assert embedded.read(job).state is State.PROCESSING
    Path(gate).touch()
    forget_lease(embedded, job)
    assert embedded.wait_for_end(job).attempts == 2


def test_it_outlives_lost_connections_to_its_database(tmp_path):
    with installed("embedded-postgresql", tmp_path) as installation, installation.working():
        installation.wait_for_end(installation.submit("answer"))
        address = make_url(installation.options.database_url).render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert installation.wait_for_end(installation.submit("answer")).status == "completed"


def test_it_is_heard_while_it_lives_and_no_longer_once_it_hangs(embedded):
    lock_file = Path(embedded.options.lock_file)

    def silent_s():
        return look_at_runner(lock_file, now=utc_now()).silent_for.total_seconds()

    with embedded.working() as worker:
        heard_at = touched_at(lock_file)
        wait_for(lambda: touched_at(lock_file) > heard_at)
        assert silent_s() < SILENCE.total_seconds()
        worker.process.send_signal(signal.SIGSTOP)
        wait_for(lambda: silent_s() > 3 * HEARD_S)
        worker.process.send_signal(signal.SIGCONT)
        wait_for(lambda: silent_s() < 3 * HEARD_S)
    assert look_at_runner(lock_file, now=utc_now()).silent_for is None


def test_its_options_are_not_shown_to_others(embedded):
    with embedded.working() as worker:
        process = psutil.Process(worker.process.pid)
        shown = [*process.cmdline(), *process.environ().values()]
    assert not [text for text in shown if embedded.options.database_url in text]
