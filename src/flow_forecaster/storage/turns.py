"""Whose turn it is: the order in which waiting jobs are begun.

Clients take turns. First comes the client with the fewest jobs under way; among those, the one who
has waited longest since it was last served, or since it came. A client's own jobs keep their order.
"""

from __future__ import annotations

from sqlalchemy import CTE, Select, case, func, select

from flow_forecaster.domain.job import Runner, State
from flow_forecaster.storage.tables import job

N_CANDIDATES = 32
"""More than there are workers that take a job at the same instant."""


def waiting_in_order(only: Runner | None = None) -> Select[str]:
    """Ids of the waiting jobs, the next one first; ``only`` those of one runner."""
    clients = _clients()
    queued = job.alias("queued")
    # One client's second job waits like a first one of a client with one job under way.
    nth = func.row_number().over(
        partition_by=queued.c.client, order_by=(queued.c.created_at, queued.c.id)
    )
    came, served_at = queued.c.created_at, clients.c.served_at
    waiting = (
        select(queued.c.id)
        .join(clients, clients.c.client == queued.c.client)
        .where(queued.c.state == State.QUEUED)
        .order_by(
            nth + clients.c.n_under_way,
            case((served_at > came, served_at), else_=came),
            came,
            queued.c.id,
        )
    )
    return waiting if only is None else waiting.where(queued.c.runner == only)


def next_job(only: Runner | None) -> Select[str]:
    """The id of the job whose turn it is, of which no other worker is just taking hold."""
    ordered = waiting_in_order(only).limit(N_CANDIDATES).subquery()
    place = func.row_number().over().label("place")
    first = _once(select(ordered.c.id, place), "first")
    candidate = job.alias("candidate")
    return (
        select(candidate.c.id)
        .join(first, first.c.id == candidate.c.id)
        .where(candidate.c.state == State.QUEUED)
        .order_by(first.c.place)
        .limit(1)
        .with_for_update(of=candidate, skip_locked=True)
    )


def _clients() -> CTE:
    """Who waits, how many of their jobs are under way, and when they were last served."""
    queued, busy, served = job.alias("present"), job.alias("busy"), job.alias("served")
    n_under_way = select(func.count()).where(
        busy.c.client == queued.c.client, busy.c.state == State.PROCESSING
    )
    served_at = select(func.max(served.c.started_at)).where(served.c.client == queued.c.client)
    return _once(
        select(
            queued.c.client,
            n_under_way.scalar_subquery().label("n_under_way"),
            served_at.scalar_subquery().label("served_at"),
        )
        .where(queued.c.state == State.QUEUED)
        .group_by(queued.c.client),
        "clients",
    )


def _once(query: Select[*tuple[object, ...]], name: str) -> CTE:
    """A part that is computed once: what a planner takes for one row may be hundreds."""
    return query.cte(name).prefix_with("MATERIALIZED", dialect="postgresql")
