import datetime as dt
from dataclasses import replace

import pytest

from flow_forecaster.domain.errors import InvalidRequest, NotFound
from flow_forecaster.domain.job import NewJob, Runner, State
from flow_forecaster.domain.outages import QueueUnavailable
from flow_forecaster.domain.request import SimulationRequest
from flow_forecaster.jobs.context import JobContext
from flow_forecaster.jobs.port import JobQueue
from flow_forecaster.services import jobs
from flow_forecaster.services.simulate import simulate
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.jobs import JobTable
from flow_forecaster.storage.migrating import migrate
from flow_forecaster.storage.work import WorkTable

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
ANA = {"owner": "ana", "origin": "10.0.0.1"}
BIA = {"owner": "bia", "origin": "10.0.0.1"}
SCRIPT = {"owner": None, "origin": "10.0.0.1"}
OTHER_SCRIPT = {"owner": None, "origin": "10.0.0.2"}


class Dispatcher:
    """Notes what it is told."""

    runner = Runner.REDIS

    def __init__(self):
        self.told, self.is_down, self.answer = [], False, Runner.REDIS

    def dispatch(self):
        if self.is_down:
            raise QueueUnavailable
        self.told.append("dispatch")
        return self.answer

    def tend(self):
        if self.is_down:
            raise QueueUnavailable
        self.told.append("tend")

    def stop(self, job):
        self.told.append(f"stop {job.worker}")


@pytest.fixture
def database(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/jobs.db")
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def queue(database):
    return JobQueue(JobTable(database), Dispatcher())


@pytest.fixture
def work(database):
    return WorkTable(database)


def request_of(trials, **values):
    return SimulationRequest.model_validate(
        {
            "history": {"counts": [5, 6.5, 8], "last_period_end": "2026-11-22"},
            "scope": {"items": 80, "complexity": "medium"},
            "risks": [
                {"name": "Wait", "probability": 0.4, "impact": {"low": 8, "mode": 9, "high": 20}}
            ],
            "deadline": {"date": "2027-03-08"},
            "trials": trials,
        }
        | values
    )


def submit(queue, request, who=ANA, *, now=NOW, **values):
    return jobs.submit_simulation(queue, request, **who, today=TODAY, now=now, **values)


def test_a_small_simulation_is_done_at_once(queue):
    request = request_of(20_000)
    job = submit(queue, request)
    assert job.status == "completed"
    assert job.result == simulate(request, today=TODAY).model_dump(mode="json")
    assert queue.dispatcher.told == []
    assert jobs.read_job(queue, job.id, **ANA) == job


def test_a_larger_one_waits(queue):
    job = submit(queue, request_of(20_001))
    assert (job.state, job.runner) == (State.QUEUED, Runner.REDIS)
    assert queue.dispatcher.told == ["dispatch"]
    assert jobs.count_ahead(queue, job) == 0


def test_a_job_gives_what_the_same_request_gives_directly(queue, work):
    request = request_of(30_000, seed=5)
    submit(queue, request)
    job = work.claim("w", only=None, now=NOW)
    told = []
    context = JobContext(lambda share, partial: told.append((share, dict(partial))) or True)
    context.progress = lambda share, partial: told.append((share, dict(partial)))
    result = jobs.KINDS[job.kind](job.params, context)
    assert result == simulate(request, today=TODAY).model_dump(mode="json")
    assert [one["trials"] for _, one in told] == [round(30_000 * share) for share, _ in told]
    share, partial = told[-1]
    assert share == 1
    chances = [n / 30_000 for n in partial["finished_by_week"]]
    assert sum(chances) == pytest.approx(1 - result["not_finished"])
    assert sum(chances[:10]) == pytest.approx(result["chance_by_week"][9])


@pytest.mark.parametrize("trials", [1_000, 50_000])
def test_the_same_request_again_is_the_same_job(queue, trials):
    request = request_of(trials)
    later = NOW + dt.timedelta(minutes=5)
    first = submit(queue, request, idempotency_key="k")
    assert submit(queue, request).id == first.id
    assert submit(queue, request, now=later, idempotency_key="k").id == first.id
    assert submit(queue, request, now=later).id != first.id
    assert queue.dispatcher.told.count("dispatch") == (2 if trials > 20_000 else 0)


@pytest.mark.parametrize("trials", [1_000, 50_000])
def test_what_has_no_answer_is_refused_at_once(queue, trials):
    with pytest.raises(InvalidRequest):
        submit(queue, request_of(trials, deadline={"date": "2026-01-01"}))


def test_only_its_owner_sees_a_job(queue):
    job = submit(queue, request_of(50_000))
    assert jobs.read_job(queue, job.id, **ANA).id == job.id
    for stranger in (BIA, OTHER_SCRIPT):
        with pytest.raises(NotFound):
            jobs.read_job(queue, job.id, **stranger)
        with pytest.raises(NotFound):
            jobs.cancel_job(queue, job.id, **stranger, now=NOW)
    with pytest.raises(NotFound):
        jobs.read_job(queue, "unheard-of", **ANA)
    assert jobs.read_job(queue, job.id, **ANA).state is State.QUEUED


def test_who_has_no_cookie_is_known_by_origin(queue):
    job = submit(queue, request_of(50_000), SCRIPT)
    assert jobs.read_job(queue, job.id, **SCRIPT).id == job.id
    for stranger in (OTHER_SCRIPT, BIA, {"owner": None, "origin": None}):
        with pytest.raises(NotFound):
            jobs.read_job(queue, job.id, **stranger)


def test_a_job_is_cancelled_and_its_worker_told(queue, work):
    job = submit(queue, request_of(50_000))
    work.claim("rq:message", only=None, now=NOW)
    cancelled = jobs.cancel_job(queue, job.id, **ANA, now=NOW)
    assert cancelled.status == "cancelled"
    assert queue.dispatcher.told[-1] == "stop rq:message"
    assert jobs.cancel_job(queue, job.id, **ANA, now=NOW).status == "cancelled"
    assert sum(told.startswith("stop") for told in queue.dispatcher.told) == 1


def test_a_job_that_nobody_can_be_told_of_leaves_nothing_behind(queue):
    queue.dispatcher.is_down = True
    with pytest.raises(QueueUnavailable):
        submit(queue, request_of(50_000), idempotency_key="k")
    queue.dispatcher.is_down = False
    assert submit(queue, request_of(50_000), idempotency_key="k").attempts == 0
    assert queue.dispatcher.told == ["dispatch"]


def test_a_job_goes_to_who_takes_it(queue):
    queue.dispatcher.answer = Runner.EMBEDDED
    job = submit(queue, request_of(50_000))
    assert jobs.read_job(queue, job.id, **ANA).runner is Runner.EMBEDDED


def test_who_polls_sees_to_it_that_somebody_works(queue):
    job = submit(queue, request_of(50_000))
    jobs.read_job(queue, job.id, **ANA)
    assert queue.dispatcher.told == ["dispatch", "tend"]
    queue.dispatcher.is_down = True
    assert jobs.read_job(queue, job.id, **ANA).status == "processing"


def test_answers_go_on_without_a_dispatcher(queue):
    queue.dispatcher.is_down = True
    assert submit(queue, request_of(1_000)).status == "completed"


def test_equal_content_has_an_equal_digest_whatever_its_order():
    job = NewJob("k", {"a": 1, "b": 2}, "ana")
    assert job.digest == replace(job, params={"b": 2, "a": 1}, owner="bia").digest
    assert job.digest != replace(job, kind="other").digest
