import datetime as dt
import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import text

from flow_forecaster.domain.job import NewJob, Runner, State
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.outages import QueueFull, TooManyWaiting
from flow_forecaster.storage.jobs import JobTable, QueueLimits
from flow_forecaster.storage.work import WorkTable

SECOND = dt.timedelta(seconds=1)
numbers = itertools.count()


def new(owner="ana", **values):
    """A job like no other, unless its parameters are given."""
    return NewJob(**({"kind": "count", "params": {"n": next(numbers)}, "owner": owner} | values))


@pytest.fixture
def table(database):
    return JobTable(database)


@pytest.fixture
def work(database):
    return WorkTable(database)


def test_a_new_job_waits(table, now):
    job, is_new = table.submit(new(params={"n": 1}, origin="here", timeout_s=9), now=now)
    assert is_new
    assert (job.state, job.status, job.progress, job.attempts) == ("queued", "processing", 0, 0)
    assert (job.owner, job.origin, job.timeout_s, job.created_at) == ("ana", "here", 9, now)
    assert table.read(job.id) == job


def test_an_id_can_not_be_guessed(table, now):
    ids = {table.submit(new(), now=now)[0].id for _ in range(20)}
    assert len(ids) == 20
    assert {len(bytes.fromhex(one)) for one in ids} == {16}


def test_what_is_not_there_is_none(table):
    assert table.read("nothing") is None


def test_a_job_with_a_result_is_done_at_once(table, now):
    job, _ = table.submit(new(result={"weeks": 3}), now=now)
    assert (job.status, job.result, job.progress) == ("completed", {"weeks": 3}, 1)
    assert job.expires_at == now + dt.timedelta(days=1)


def test_the_same_key_gives_the_same_job_even_a_day_later(table, now):
    first, _ = table.submit(new(idempotency_key="k"), now=now)
    again, is_new = table.submit(new(idempotency_key="k"), now=now + dt.timedelta(hours=23))
    assert (again.id, is_new) == (first.id, False)


def test_the_same_key_of_another_owner_is_another_job(table, now):
    first, _ = table.submit(new("ana", idempotency_key="k"), now=now)
    other, _ = table.submit(new("bia", idempotency_key="k"), now=now)
    assert other.id != first.id


def test_the_same_content_within_a_minute_gives_the_same_job(table, now):
    asked = new()
    first, _ = table.submit(asked, now=now)
    assert table.submit(asked, now=now + 59 * SECOND)[0].id == first.id
    assert table.find_same(asked, now=now + 59 * SECOND).id == first.id
    assert table.find_same(asked, now=now + 61 * SECOND) is None
    assert table.submit(asked, now=now + 61 * SECOND)[0].id != first.id


def test_the_same_content_of_another_owner_or_origin_is_another_job(table, now):
    asked = new(None, origin="10.0.0.1")
    jobs = [
        table.submit(one, now=now)[0].id
        for one in (asked, replace(asked, origin="10.0.0.2"), replace(asked, owner="ana"))
    ]
    assert len(set(jobs)) == 3


def test_the_same_content_as_a_cancelled_job_is_a_new_job(table, now):
    asked = new()
    first, _ = table.submit(asked, now=now)
    table.cancel(first.id, now=now)
    assert table.submit(asked, now=now)[0].id != first.id


@pytest.mark.parametrize("key", [None, "k"])
def test_two_at_once_get_one_job(table, now, key):
    asked, at_once = new(idempotency_key=key), Barrier(2)

    def submit():
        at_once.wait(10)
        return table.submit(asked, now=now)

    for _ in range(5):
        with ThreadPoolExecutor(2) as pool:
            answers = [call.result() for call in [pool.submit(submit) for _ in range(2)]]
        assert answers[0][0].id == answers[1][0].id
    with table.database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM job")) == 1


def test_a_waiting_job_is_cancelled_once(table, now):
    job, _ = table.submit(new(), now=now)
    assert table.cancel(job.id, now=now)
    assert not table.cancel(job.id, now=now)
    job = table.read(job.id)
    assert (job.state, job.expires_at) == (State.CANCELLED, now + dt.timedelta(days=1))


def test_an_ended_job_is_not_cancelled(table, now):
    job, _ = table.submit(new(result={}), now=now)
    assert not table.cancel(job.id, now=now)
    assert table.read(job.id).status == "completed"


def test_a_full_queue_says_its_length(database, now):
    table = JobTable(database, QueueLimits(waiting=3, waiting_of_one=2))
    for owner in ("ana", "ana", "bia"):
        table.submit(new(owner), now=now)
    with pytest.raises(QueueFull) as full:
        table.submit(new("caio"), now=now)
    assert (full.value.n_waiting, full.value.limit, full.value.retry_after_s) == (3, 3, 30)
    assert "3 computations are waiting" in full.value.detail(load_language("en"))


def test_one_owner_fills_only_a_part(database, now):
    table = JobTable(database, QueueLimits(waiting=10, waiting_of_one=2))
    table.submit(new("ana"), now=now)
    job, _ = table.submit(new("ana"), now=now)
    with pytest.raises(TooManyWaiting) as many:
        table.submit(new("ana"), now=now)
    assert "2 of your computations" in many.value.detail(load_language("en"))
    table.submit(new("bia"), now=now)
    table.cancel(job.id, now=now)
    table.submit(new("ana"), now=now)


def test_a_full_queue_still_knows_the_same_request_and_takes_what_is_done(database, now):
    table = JobTable(database, QueueLimits(waiting=1, waiting_of_one=1))
    asked = new()
    first, _ = table.submit(asked, now=now)
    assert table.submit(asked, now=now)[0].id == first.id
    assert table.submit(new(result={}), now=now)[1]


def test_the_limits_are_those_of_the_design():
    assert QueueLimits() == QueueLimits(waiting=500, waiting_of_one=100)


def submit_in_turn(table, now, owners):
    return {
        f"{owner}{n}": table.submit(new(owner), now=now + n * SECOND)[0].id
        for n, owner in enumerate(owners)
    }


def claim_all(work, now):
    """Ids in the order in which one worker takes jobs, ending each before the next."""
    order = []
    while job := work.claim("w", only=None, now=now + len(order) * SECOND):
        order.append(job.id)
        work.complete(job.run, {}, now=now)
    return order


def test_owners_take_turns(table, work, now):
    ids = submit_in_turn(table, now, ["ana"] * 4 + ["bia", "caio"])
    names = {job_id: name for name, job_id in ids.items()}
    order = [names[job_id] for job_id in claim_all(work, now + 60 * SECOND)]
    assert order == ["ana0", "bia4", "caio5", "ana1", "ana2", "ana3"]


def test_thirty_jobs_of_one_do_not_starve_another(table, work, now):
    submit_in_turn(table, now, ["ana"] * 30)
    work.claim("w", only=None, now=now + 40 * SECOND)
    late, _ = table.submit(new("bia"), now=now + 41 * SECOND)
    assert table.count_ahead(late) == 0
    assert work.claim("x", only=None, now=now + 42 * SECOND).id == late.id


def test_who_has_fewest_under_way_comes_first(table, work, now):
    ids = submit_in_turn(table, now, ["ana", "ana", "ana", "bia", "bia"])
    later = now + 60 * SECOND
    begun = [work.claim(f"w{n}", only=None, now=later + n * SECOND).id for n in range(5)]
    assert begun == [ids[name] for name in ("ana0", "bia3", "ana1", "bia4", "ana2")]


def test_who_comes_anew_each_time_does_not_overtake_who_waits(table, work, now):
    waiting, _ = table.submit(new("ana"), now=now)
    for n in range(5):
        table.submit(new(f"guest{n}"), now=now + (1 + n) * SECOND)
    assert work.claim("w", only=None, now=now + 60 * SECOND).id == waiting.id


def test_the_place_in_the_queue_is_known(table, work, now):
    ids = submit_in_turn(table, now, ["ana", "ana", "ana", "bia"])
    ahead = {name: table.count_ahead(table.read(job_id)) for name, job_id in ids.items()}
    assert ahead == {"ana0": 0, "bia3": 1, "ana1": 2, "ana2": 3}
    work.claim("w", only=None, now=now + 60 * SECOND)
    assert table.count_ahead(table.read(ids["ana0"])) == 0


def test_jobs_can_be_handed_over_and_withdrawn(table, work, now):
    job, _ = table.submit(new(runner=Runner.REDIS), now=now)
    assert work.claim("w", only=Runner.EMBEDDED, now=now) is None
    table.hand_over(job.id, Runner.EMBEDDED)
    table.withdraw(table.submit(new(), now=now)[0].id)
    assert work.claim("w", only=Runner.EMBEDDED, now=now).id == job.id
    table.withdraw(job.id)
    assert table.read(job.id) is not None
    assert work.claim("w", only=None, now=now) is None
