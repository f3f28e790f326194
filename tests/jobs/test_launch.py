import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from flow_forecaster.domain.outages import QueueUnavailable
from flow_forecaster.jobs.launch import Keeper, WorkerOptions, start_worker
from flow_forecaster.jobs.lock import is_held, take_lock
from tests.jobs.conftest import wait_for

NOTE_START = """
import sys, time
open(sys.argv[1], "a").write("x")
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def options(tmp_path):
    return WorkerOptions("sqlite:///none.db", str(tmp_path / "lock"), grace_s=0.1)


def starter(tmp_path, lasts_s):
    """A command that notes that it was started."""
    return (sys.executable, "-c", NOTE_START, str(tmp_path / "starts"), str(lasts_s))


def count_starts(tmp_path):
    starts = tmp_path / "starts"
    return len(starts.read_text(encoding="utf-8")) if starts.exists() else 0


def test_many_threads_start_one_runner(options, tmp_path):
    keeper = Keeper(options, starter(tmp_path, 30))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: keeper.keep(), range(40)))
    wait_for(lambda: count_starts(tmp_path))
    assert count_starts(tmp_path) == 1
    keeper.stop()


def test_a_runner_that_lives_is_left_alone(options, tmp_path):
    keeper = Keeper(options, starter(tmp_path, 30))
    with take_lock(tmp_path / "lock"):
        keeper.keep()
    keeper.stop()
    assert count_starts(tmp_path) == 0


def test_a_runner_that_died_is_started_again_but_not_at_once(options, tmp_path):
    keeper = Keeper(options, starter(tmp_path, 0))
    keeper.keep()
    wait_for(lambda: count_starts(tmp_path) == 1)
    keeper.keep()
    wait_for(lambda: keeper.keep() or count_starts(tmp_path) == 2)
    keeper.stop()


def test_a_runner_that_can_not_be_started_is_a_refusal(options, tmp_path):
    with pytest.raises(QueueUnavailable):
        Keeper(options, (str(tmp_path / "missing"),)).keep()


def test_a_lock_is_held_by_one_until_it_is_closed(tmp_path):
    path = tmp_path / "folder" / "lock"
    assert not is_held(path)
    with take_lock(path):
        assert is_held(path)
        assert take_lock(path) is None
    assert not is_held(path)


def test_a_process_that_does_not_end_when_asked_is_killed(options):
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print(); time.sleep(60)"
    worker = start_worker(options, (sys.executable, "-c", stubborn))
    assert worker.is_alive
    worker.stop()
    assert not worker.is_alive


def test_one_processor_is_left_to_the_web(options, monkeypatch):
    for n_processors, n_processes in ((1, 1), (2, 1), (8, 7)):
        monkeypatch.setattr("os.sched_getaffinity", lambda _, n=n_processors: range(n))
        assert options.n_processes == n_processes
