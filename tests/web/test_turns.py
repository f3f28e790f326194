"""Threads that take turns: one at a time, and nobody is held up by who waits."""

import threading
import time
from concurrent.futures import CancelledError, wait

import pytest

from flow_forecaster.web.turns import Turns, _Runner, standing_aside

NEVER_S = 3_600.0
"""A patience that does not end within a test."""

SOON_S = 20.0


@pytest.fixture
def started():
    pools = []

    def start(most_threads=8, **options):
        pools.append(Turns(most_threads, **options))
        return pools[-1]

    yield start
    for pool in pools:
        pool.shutdown(wait=False, cancel_futures=True)


class Seen:
    """How many jobs run, and how many did at most."""

    def __init__(self):
        self.now = self.most = 0
        self._lock = threading.Lock()

    def run(self):
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.002)
        with self._lock:
            self.now -= 1


def test_one_runs_at_a_time_and_every_job_runs(started):
    turns, seen = started(patience_s=NEVER_S), Seen()
    done, waiting = wait([turns.submit(seen.run) for _ in range(50)], SOON_S)
    assert (len(done), len(waiting), seen.most) == (50, 0, 1)


def test_the_thread_that_ran_last_goes_on(started):
    turns = started(patience_s=NEVER_S)
    ran_in = {turns.submit(threading.get_ident).result(SOON_S) for _ in range(20)}
    assert len(ran_in) == 1


def test_jobs_run_in_the_order_in_which_they_came(started):
    turns, order = started(patience_s=NEVER_S), []
    wait([turns.submit(order.append, number) for number in range(100)], SOON_S)
    assert order == list(range(100))


def test_who_takes_long_holds_up_nobody(started):
    turns, told = started(), threading.Event()
    waiting = [turns.submit(told.wait, SOON_S) for _ in range(5)]
    turns.submit(told.set).result(SOON_S)
    assert all(future.result(SOON_S) for future in waiting)


@pytest.mark.parametrize(("most_looks", "begins"), [(10_000, False), (2, True)])
def test_who_computes_is_let_go_on_for_longer(started, monkeypatch, most_looks, begins):
    # Whoever has the turn has a whole processor, however busy the machine is.
    monkeypatch.setattr(_Runner, "used_s", lambda _: time.monotonic())
    turns = started(patience_s=0.05, most_looks=most_looks)
    begun, may_end, other_began = (threading.Event() for _ in range(3))

    def go_on():
        begun.set()
        may_end.wait(SOON_S)

    computing = turns.submit(go_on)
    assert begun.wait(SOON_S)
    other = turns.submit(other_began.set)
    assert other_began.wait(SOON_S if begins else 0.3) == begins
    may_end.set()
    assert not wait([computing, other], SOON_S).not_done


def test_each_thread_is_told_by_its_own_clock_what_it_has_had_of_a_processor(started):
    turns, told = started(patience_s=0.01), threading.Event()
    waiting = turns.submit(told.wait, SOON_S)

    def compute():
        runner = turns._runners[-1]
        until = runner.used_s() + 0.1
        while runner.used_s() < until:
            pass

    turns.submit(compute).result(SOON_S)
    waits, computes = turns._runners
    assert waits.used_s() < 0.1 <= computes.used_s()
    told.set()
    assert waiting.result(SOON_S)


def test_who_stands_aside_holds_up_nobody_at_once(started):
    turns, told = started(patience_s=NEVER_S), threading.Event()

    def wait_aside():
        with standing_aside():
            return told.wait(SOON_S)

    waiting = [turns.submit(wait_aside) for _ in range(5)]
    turns.submit(told.set).result(SOON_S)
    assert all(future.result(SOON_S) for future in waiting)


def test_who_stood_aside_goes_on_in_turn_before_what_has_not_begun(started):
    turns, order = started(patience_s=NEVER_S), []
    aside, may_go_on, busy, may_end = (threading.Event() for _ in range(4))

    def stand_aside():
        with standing_aside():
            aside.set()
            may_go_on.wait(SOON_S)
        order.append("came back")

    def have_the_turn():
        busy.set()
        may_end.wait(SOON_S)
        order.append("had the turn")

    futures = [turns.submit(stand_aside), turns.submit(have_the_turn)]
    assert aside.wait(SOON_S)
    assert busy.wait(SOON_S)
    futures.append(turns.submit(order.append, "came later"))
    may_go_on.set()
    time.sleep(0.05)
    assert order == []
    may_end.set()
    assert not wait(futures, SOON_S).not_done
    assert order == ["had the turn", "came back", "came later"]


def test_no_more_threads_than_allowed(started):
    turns, told, begun = started(2, patience_s=0.001), threading.Event(), []

    def begin():
        begun.append(threading.get_ident())
        told.wait(SOON_S)

    futures = [turns.submit(begin) for _ in range(6)]
    time.sleep(0.1)
    assert len(begun) == 2
    told.set()
    assert not wait(futures, SOON_S).not_done
    assert len(begun) == 6
    assert len(set(begun)) == 2


def test_what_fails_is_told_and_the_thread_goes_on(started):
    turns = started(patience_s=NEVER_S)
    with pytest.raises(ZeroDivisionError):
        turns.submit(lambda: 1 / 0).result(SOON_S)
    assert turns.submit(lambda: 7).result(SOON_S) == 7


def test_what_is_cancelled_does_not_run(started):
    turns, told, ran = started(patience_s=NEVER_S), threading.Event(), []
    first = turns.submit(told.wait, SOON_S)
    second, third = turns.submit(ran.append, 2), turns.submit(ran.append, 3)
    assert second.cancel()
    told.set()
    wait([first, third], SOON_S)
    assert ran == [3]
    with pytest.raises(CancelledError):
        second.result(SOON_S)


def test_an_end_waits_for_what_was_submitted_and_refuses_more(started):
    turns, seen = started(), Seen()
    futures = [turns.submit(seen.run) for _ in range(20)]
    turns.shutdown()
    assert all(future.done() for future in futures)
    with pytest.raises(RuntimeError):
        turns.submit(seen.run)


def test_standing_aside_elsewhere_is_nothing():
    with standing_aside():
        pass
