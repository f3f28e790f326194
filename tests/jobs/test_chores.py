import datetime as dt

import pytest

from flow_forecaster.domain.job import Runner
from flow_forecaster.domain.outages import QueueUnavailable
from flow_forecaster.jobs.chores import Chores

NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


class Store:
    """Notes what it is asked to do."""

    def __init__(self, n_waiting=0):
        self.n_waiting, self.asked = n_waiting, []

    def count_waiting(self, runner):
        assert runner is Runner.REDIS
        return self.n_waiting

    def purge(self, **values):
        self.asked.append(("purge", values))

    def take_back_expired(self, **values):
        self.asked.append(("take_back_expired", values))

    def hand_over_waiting(self, runner, **values):
        self.asked.append(("hand_over_waiting", {"runner": runner} | values))

    def was_asked(self, name):
        return [values for asked, values in self.asked if asked == name]


class Messages:
    """Redis as the test wants it."""

    def __init__(self, n_messages=0, *, is_worker_alive=True, is_down=False, is_turn=True):
        self.n_messages, self.is_down = n_messages, is_down
        self._is_worker_alive, self._is_turn = is_worker_alive, is_turn
        self.said_alive = 0

    def _answer(self, value=None):
        if self.is_down:
            raise QueueUnavailable
        return value

    def push(self, n):
        self._answer()
        self.n_messages += n

    def count(self):
        return self._answer(self.n_messages)

    def say_alive(self):
        self._answer()
        self.said_alive += 1

    def is_worker_alive(self):
        return self._answer(self._is_worker_alive)

    def take_turn(self):
        return self._answer(self._is_turn)


def do(store, messages=None, **options):
    Chores(store, messages, clock=lambda: NOW, **options).do()
    return store


def test_old_jobs_and_jobs_of_the_dead_are_seen_to():
    store = do(Store())
    assert store.asked == [("purge", {"now": NOW}), ("take_back_expired", {"now": NOW})]


def test_nothing_is_done_before_it_is_due():
    store = Store()
    chores = Chores(store, clock=lambda: NOW)
    chores.do()
    chores.do()
    assert len(store.asked) == 2


@pytest.mark.parametrize(("n_waiting", "n_messages", "then"), [(3, 0, 3), (3, 1, 1), (0, 0, 0)])
def test_lost_messages_are_sent_again_once_none_is_left(n_waiting, n_messages, then):
    messages = Messages(n_messages)
    do(Store(n_waiting), messages)
    assert messages.n_messages == then


def test_one_at_a_time_checks_the_messages():
    messages = Messages(is_turn=False)
    do(Store(3), messages)
    assert messages.n_messages == 0


def test_what_waited_for_a_worker_is_handed_over_where_none_lives():
    store = do(Store(), Messages(is_worker_alive=False))
    [handed] = store.was_asked("hand_over_waiting")
    assert handed == {"runner": Runner.EMBEDDED, "since": NOW - dt.timedelta(seconds=5)}
    assert not do(Store(), Messages()).was_asked("hand_over_waiting")


def test_and_where_redis_is_gone():
    assert do(Store(), Messages(is_down=True)).was_asked("hand_over_waiting")


def test_a_worker_tells_that_it_lives_and_hands_nothing_over():
    messages = Messages(is_worker_alive=False)
    assert not do(Store(), messages, is_worker=True).was_asked("hand_over_waiting")
    assert messages.said_alive == 1
    down = Messages(is_down=True)
    assert not do(Store(), down, is_worker=True).was_asked("hand_over_waiting")
