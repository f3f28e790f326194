"""The worker that Redis tells of jobs: RQ takes a message, a watched process takes a job."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from redis import Redis
from rq import Queue, Worker
from rq.job import Job as Message

from flow_forecaster.jobs.attention import Attention
from flow_forecaster.jobs.chores import Chores
from flow_forecaster.jobs.crew import Crew, new_name
from flow_forecaster.jobs.labour import Labour
from flow_forecaster.jobs.messages import NAME, QUEUE
from flow_forecaster.jobs.running import keep_running
from flow_forecaster.jobs.watch import TICK_S, Watch

WORKER_TTL_S = 30
"""After how long RQ forgets a worker that is silent."""


def run_redis_workers(
    labour: Labour,
    chores: Chores,
    *,
    redis_url: str,
    size: int,
    attention: Attention,
    grace_s: float,
) -> None:
    """Keep ``size`` workers of RQ at work until SIGTERM, or until the parent ends."""

    def work(_name: str) -> None:
        os.nice(labour.niceness)
        worker(redis_url, lambda message_id: take_job(labour, message_id, grace_s=grace_s)).work(
            logging_level="WARNING"
        )

    crew = Crew(work, size=size)

    def look() -> None:
        crew.collect_ended()
        crew.fill()
        chores.do()

    keep_running(look, attention)
    crew.end(grace_s=2 * grace_s)


def take_job(labour: Labour, message_id: str, *, grace_s: float) -> None:
    """Run the job whose turn it is in a process of its own, and watch it."""
    attention = Attention()
    crew = Crew(labour.work_once, size=1, name=lambda: f"{NAME}{message_id}:{new_name()}")
    watch = Watch(crew, labour.open_stores())
    crew.fill()
    attention.wait(TICK_S)
    watch.bury()
    while crew.names and not attention.is_over:
        watch.look()
        attention.wait(TICK_S)
        watch.bury()
    watch.end(grace_s=grace_s)


def worker(redis_url: str, take: Callable[[str], None]) -> Worker:
    """A worker of RQ to which every message means the same; ``take`` gets the message's id."""

    class TakeNextJob(Message):
        def perform(self) -> Any:
            take(self.id)

    redis = Redis.from_url(redis_url)
    return _Worker(
        [Queue(QUEUE, connection=redis, job_class=TakeNextJob)],
        connection=redis,
        job_class=TakeNextJob,
        worker_ttl=WORKER_TTL_S,
        log_job_description=False,
    )


class _Worker(Worker):
    max_connection_wait_time = 2.0

    def handle_warm_shutdown_request(self) -> None:
        """Let the running job go back to the queue, rather than wait for its end."""
        super().handle_warm_shutdown_request()  # type: ignore[no-untyped-call]
        if self.horse_pid:
            self.kill_horse(signal.SIGTERM)
