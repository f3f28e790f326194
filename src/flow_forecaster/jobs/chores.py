"""What is to be done now and then, by whoever it is: jobs of the dead, old jobs, lost messages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from flow_forecaster.domain.job import Runner
from flow_forecaster.domain.outages import QueueUnavailable
from flow_forecaster.jobs.attention import Every
from flow_forecaster.jobs.port import Clock, WatchStore, utc_now

if TYPE_CHECKING:
    # It brings RQ along, which an installation without Redis never needs.
    from flow_forecaster.jobs.messages import Messages

CHECK_S = 1.0
PURGE_S = 60.0

UNHEARD = dt.timedelta(seconds=5)
"""How long a job waits for a worker that Redis should tell of it."""


class Chores:
    """Chores of any process that looks after workers; several may do them at once.

    ``messages`` : of Redis, where jobs go by Redis.
    ``is_worker`` : whether this process has workers that Redis tells of jobs; else, when nobody
    has any, its own workers take the jobs that waited too long.
    """

    def __init__(
        self,
        store: WatchStore,
        messages: Messages | None = None,
        *,
        is_worker: bool = False,
        clock: Clock = utc_now,
    ) -> None:
        self._store, self._messages = store, messages
        self._is_worker, self._clock = is_worker, clock
        self._check, self._purge = Every(CHECK_S), Every(PURGE_S)

    def do(self) -> None:
        """Do what is due."""
        now = self._clock()
        if self._purge.is_due():
            self._store.purge(now=now)
        if self._check.is_due():
            self._store.take_back_expired(now=now)
            if self._messages is not None:
                self._see_to_messages(self._messages, now)

    def _see_to_messages(self, messages: Messages, now: dt.datetime) -> None:
        is_heard = self._is_worker
        try:
            if self._is_worker:
                messages.say_alive()
            else:
                is_heard = messages.is_worker_alive()
            # Some jobs always wait whose message was just taken. Only when no message is left are
            # messages missing for sure; one too many finds nothing to do and does no harm.
            if messages.take_turn() and messages.count() == 0:
                messages.push(self._store.count_waiting(Runner.REDIS))
        except QueueUnavailable:
            is_heard = False
        if not is_heard and not self._is_worker:
            self._store.hand_over_waiting(Runner.EMBEDDED, since=now - UNHEARD)
