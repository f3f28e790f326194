"""Counting attempts, over processes too."""

import datetime as dt
import multiprocessing

import pytest
from sqlalchemy import select

from flow_forecaster.domain.access import TooManyAttempts
from flow_forecaster.services.attempts import Attempts, Limit
from flow_forecaster.storage.attempts import AttemptTable
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.tables import attempts
from tests.storage.servers import empty_redis, free_port

LIMIT = Limit("login", "ana", 10, 900)


def table_at(database, instant):
    return AttemptTable(database, lambda: instant)


def test_each_key_counts_from_its_first_attempt_on(database, now):
    table = table_at(database, now)
    assert [table.incr("a", 60) for _ in range(3)] == [1, 2, 3]
    assert table.incr("b", 60) == 1
    assert (table.get("a"), table.get("b"), table.get("c")) == (3, 1, 0)
    assert table.get_expiry("a") == now.timestamp() + 60
    assert table.check()


def test_a_time_that_is_over_counts_anew(database, now):
    table_at(database, now).incr("a", 60)
    later = table_at(database, now + dt.timedelta(seconds=60))
    assert later.get("a") == 0
    assert later.incr("a", 60) == 1
    assert later.get_expiry("a") == now.timestamp() + 120


def test_a_later_attempt_does_not_make_the_time_longer(database, now):
    table_at(database, now).incr("a", 60)
    later = table_at(database, now + dt.timedelta(seconds=30))
    assert later.incr("a", 60) == 2
    assert later.get_expiry("a") == now.timestamp() + 60


def test_what_is_over_is_swept(database, now):
    for key in "abc":
        table_at(database, now).incr(key, 60)
    table_at(database, now + dt.timedelta(hours=1)).incr("d", 60)
    with database.reading() as connection:
        assert connection.scalars(select(attempts.c.key)).all() == ["d"]


def test_it_can_be_forgotten(database, now):
    table = table_at(database, now)
    table.incr("a", 60)
    table.incr("b", 60)
    table.clear("a")
    assert (table.get("a"), table.get("b")) == (0, 1)
    assert table.reset() == 1


def try_often(database_url, redis_url, barrier, passed):
    database = open_database(database_url)
    counted = Attempts(database, redis_url)
    barrier.wait(30)
    for _ in range(20):
        try:
            counted.count([LIMIT])
        except TooManyAttempts:
            continue
        with passed.get_lock():
            passed.value += 1
    database.close()


@pytest.mark.parametrize("has_redis", [False, True], ids=["database", "redis"])
def test_two_processes_let_exactly_as_many_pass_as_one(database_url, has_redis):
    spawn = multiprocessing.get_context("spawn")
    barrier, passed = spawn.Barrier(2), spawn.Value("i", 0)
    arguments = (database_url, empty_redis() if has_redis else "", barrier, passed)
    processes = [spawn.Process(target=try_often, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert passed.value == LIMIT.most


def test_while_redis_does_not_answer_the_database_counts(database, caplog):
    counted = Attempts(database, f"redis://127.0.0.1:{free_port()}/0")
    for _ in range(LIMIT.most):
        counted.count([LIMIT])
    with pytest.raises(TooManyAttempts) as caught:
        counted.check([LIMIT])
    assert 0 < caught.value.retry_after_s <= LIMIT.within_s
    assert "Redis does not answer" in caplog.text


def test_the_longest_wait_is_told(database):
    counted = Attempts(database)
    short, long = Limit("a", "ana", 1, 60), Limit("b", "ana", 1, 3600)
    counted.count([short, long])
    with pytest.raises(TooManyAttempts) as caught:
        counted.count([short, long])
    assert 3590 < caught.value.retry_after_s <= 3600
