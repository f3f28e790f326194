"""Many jobs while workers die: every result is right, none is lost, none comes twice.

`STRESS_JOBS=200 make test ARGS=tests/jobs/test_stress.py` runs it whole.
"""

import datetime as dt
import os
import random
import time
from functools import cache

import pytest
from sqlalchemy import text

from flow_forecaster.domain.request import SimulationRequest
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.services.jobs import submit_simulation
from flow_forecaster.services.simulate import simulate
from flow_forecaster.storage.jobs import QueueLimits
from tests.jobs.conftest import BACKENDS, children_of, installed, kill, wait_for

N_JOBS = int(os.environ.get("STRESS_JOBS", "14"))
N_KILLS = 4
OWNERS = ("ana", "bia", "caio")
TODAY = dt.date(2026, 11, 23)


def make_request(seed):
    return SimulationRequest.model_validate(
        {
            "history": {"counts": [5, 6, 8, 5, 7, 9, 4, 6]},
            "scope": {"low": 70, "high": 90, "split_rate": {"low": 1.0, "high": 1.3}},
            "trials": 100_000,
            "seed": seed,
        }
    )


def busy_processes(pid):
    """Those below a process that have none below them: they run jobs, or wait for some."""
    below = children_of(pid)
    return [leaf for child in below for leaf in busy_processes(child) or [child]]


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_result_is_right_while_workers_die(backend, tmp_path):
    limits = QueueLimits(waiting=N_JOBS, waiting_of_one=N_JOBS)
    with installed(backend, tmp_path, limits=limits) as installation:
        run_all_while_workers_die(installation, random.Random(7))


def run_all_while_workers_die(installation, chance):
    with installation.working(size=2) as worker:
        jobs = [submit(installation, seed) for seed in range(N_JOBS)]
        for _ in range(N_KILLS):
            time.sleep(chance.uniform(0.1, 0.6))
            # To die twice is to fail, by design, and there is a test of it.
            wait_for(lambda: not count_second_attempts(installation.database))
            kill(chance.choice(wait_for(lambda: busy_processes(worker.process.pid))))
        done = [installation.wait_for_end(job, patience_s=120) for job in jobs]
    for seed, job in enumerate(done):
        assert job.status == "completed", job.error
        assert job.result == right_result(seed)
    assert sum(job.attempts for job in done) <= N_JOBS + N_KILLS


@cache
def right_result(seed):
    """The same whoever computes it."""
    return simulate(make_request(seed), today=TODAY).model_dump(mode="json")


def count_second_attempts(database):
    """Jobs whose process died, which wait again or are under way again."""
    query = "SELECT count(*) FROM job WHERE finished_at IS NULL AND attempts > :n"
    with database.reading() as connection:
        waiting = connection.scalar(text(query + " AND state = 'queued'"), {"n": 0})
        return waiting + connection.scalar(text(query), {"n": 1})


def submit(installation, seed):
    return submit_simulation(
        installation.queue,
        make_request(seed),
        owner=OWNERS[seed % len(OWNERS)],
        origin=None,
        today=TODAY,
        now=utc_now(),
    )
