"""Which workers that Redis tells of jobs have lately been heard of, and on which machine."""

from __future__ import annotations

import datetime as dt

from redis import Redis
from redis.exceptions import RedisError
from rq import Worker

from flow_forecaster.domain.outages import QueueUnavailable
from flow_forecaster.jobs.messages import TIMEOUT_S
from flow_forecaster.jobs.port import utc_now

HEARD_WITHIN = dt.timedelta(seconds=45)
"""RQ lets a worker be heard of every 15 seconds, every 30 while it works."""


def count_workers_on(machine: str, redis_url: str) -> int:
    """How many workers of a machine are there, by its host name.

    Raises
    ------
    QueueUnavailable
        If Redis does not answer.
    """
    try:
        with Redis.from_url(
            redis_url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S
        ) as redis:
            workers = Worker.all(connection=redis)
    except RedisError as error:
        raise QueueUnavailable from error
    return sum(one.hostname == machine and _is_heard(one.last_heartbeat) for one in workers)


def _is_heard(at: dt.datetime | None) -> bool:
    """Whether a worker was heard of lately; RQ writes when, in UTC."""
    return at is not None and at.replace(tzinfo=dt.UTC) > utc_now() - HEARD_WITHIN
