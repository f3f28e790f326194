"""Messages in Redis: "take the next job", one for each that waits.

A message names no job, so that the fair order of the database holds, and a lost or doubled message
does no harm. RQ carries them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.command import send_stop_job_command
from rq.exceptions import InvalidJobOperation, NoSuchJobError

from flow_forecaster.domain.job import Job, Runner
from flow_forecaster.domain.outages import QueueUnavailable
from flow_forecaster.jobs.port import Dispatcher

QUEUE = "flow-forecaster"
TAKE_NEXT_JOB = "flow_forecaster.take_next_job"
"""How a message reads; the worker knows what it means."""

WORKER_ALIVE = f"{QUEUE}:worker-alive"
ALIVE_S = 10
CHECKING = f"{QUEUE}:checking"
CHECKING_MS = 900

TIMEOUT_S = 0.5
"""How long Redis may take for an answer."""

PAUSE_S = 2.0
"""How long nobody asks again after it did not answer."""

FAILURE_KEPT_S = 60
NAME = "rq:"
"""How the names of workers begin that took a message; its id follows."""


class Messages:
    """The messages, by the address of Redis. Every method may raise ``QueueUnavailable``."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._silent_until = 0.0

    def push(self, n: int = 1) -> None:
        """Send so many messages; none for zero or less."""
        with self._answering():
            for _ in range(n):
                self._queue.enqueue_call(
                    TAKE_NEXT_JOB, timeout=-1, result_ttl=0, failure_ttl=FAILURE_KEPT_S
                )

    def count(self) -> int:
        """How many nobody has taken yet."""
        with self._answering():
            return self._queue.count

    def say_alive(self) -> None:
        """Tell that there are workers."""
        with self._answering():
            self._redis.set(WORKER_ALIVE, 1, ex=ALIVE_S)

    def is_worker_alive(self) -> bool:
        """Whether there are workers, as far as they have told."""
        with self._answering():
            return bool(self._redis.exists(WORKER_ALIVE))

    def take_turn(self) -> bool:
        """Whether it is this process's turn to check the messages, and nobody else's."""
        with self._answering():
            return bool(self._redis.set(CHECKING, 1, nx=True, px=CHECKING_MS))

    def stop(self, message_id: str) -> None:
        """Kill the process that took a message; nothing if it has ended."""
        with self._answering(), suppress(NoSuchJobError, InvalidJobOperation):
            send_stop_job_command(self._redis, message_id)

    def close(self) -> None:
        """Close the connections."""
        self._redis.close()

    @cached_property
    def _redis(self) -> Redis:
        return Redis.from_url(
            self._url,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
        )

    @cached_property
    def _queue(self) -> Queue:
        return Queue(QUEUE, connection=self._redis)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        if time.monotonic() < self._silent_until:
            raise QueueUnavailable
        try:
            yield
        except RedisError as error:
            self._silent_until = time.monotonic() + PAUSE_S
            raise QueueUnavailable from error


class RedisDispatcher:
    """Tells workers by Redis; without Redis, the embedded runner, if there may be one."""

    runner = Runner.REDIS

    def __init__(self, messages: Messages, otherwise: Dispatcher | None) -> None:
        self._messages, self._otherwise = messages, otherwise

    def dispatch(self) -> Runner:
        """Say that a job waits.

        Raises
        ------
        QueueUnavailable
            If Redis does not answer and there is no embedded runner.
        """
        try:
            self._messages.push()
        except QueueUnavailable:
            if self._otherwise is None:
                raise
            return self._otherwise.dispatch()
        return self.runner

    def tend(self) -> None:
        """See that the embedded runner lives, if there may be one."""
        if self._otherwise is not None:
            self._otherwise.tend()

    def stop(self, job: Job) -> None:
        """Have the process that runs a job killed; its watcher would do it a little later."""
        if job.worker is not None and job.worker.startswith(NAME):
            with suppress(QueueUnavailable):
                self._messages.stop(job.worker.removeprefix(NAME).split(":")[0])

    def close(self) -> None:
        """End the workers that this process started, and the connection."""
        if self._otherwise is not None:
            self._otherwise.close()
        self._messages.close()
