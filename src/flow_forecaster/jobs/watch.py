"""Looking after the jobs that a crew runs: those cancelled, over time, or left by the dead."""

from __future__ import annotations

import logging
import signal
import time
from contextlib import suppress

from flow_forecaster.domain.job import Failure, HeldJob, Run, State
from flow_forecaster.domain.outages import StorageUnavailable
from flow_forecaster.jobs.attention import Every
from flow_forecaster.jobs.crew import Crew
from flow_forecaster.jobs.labour import STOP_JOB
from flow_forecaster.jobs.port import Clock, Stores, utc_now

log = logging.getLogger(__name__)

TICK_S = 0.2
"""How often to look."""

RENEW_S = 2.5
"""How often leases are renewed; well below their length."""

COOPERATION_S = 0.15
"""How long a cancelled job has to stop by itself."""


class Watch:
    """Watches one crew, and is the only one to do so."""

    def __init__(self, crew: Crew, stores: Stores, *, clock: Clock = utc_now) -> None:
        self._crew, self._stores, self._clock = crew, stores, clock
        self._renewal = Every(RENEW_S)
        self._asked_at: dict[Run, float] = {}
        self._killed: set[str] = set()

    def look(self) -> None:
        """See to everything once; often enough is every ``TICK_S``.

        Raises
        ------
        StorageUnavailable
            If the database does not answer; look again later.
        """
        self.bury()
        names = self._crew.names
        held = self._stores.watch.held_by(names)
        self._asked_at = {one.run: at for one in held if (at := self._asked_at.get(one.run))}
        for one in held:
            if one.state is State.CANCELLED:
                self._stop(one.run)
            elif (self._clock() - one.started_at).total_seconds() > one.timeout_s:
                self._time_out(one)
        if held and self._renewal.is_due():
            self._stores.watch.renew(names, now=self._clock())

    def bury(self) -> None:
        """Take back what those held who died."""
        self._release(self._crew.collect_ended())

    def end(self, *, grace_s: float) -> None:
        """End the crew; a job that does not end in the grace waits again, no attempt lost."""
        self._killed.update(self._crew.names)
        self._release(self._crew.end(grace_s=grace_s))

    def _stop(self, run: Run) -> None:
        asked_at = self._asked_at.setdefault(run, time.monotonic())
        if time.monotonic() - asked_at < COOPERATION_S:
            self._crew.signal(run.worker, STOP_JOB)
        else:
            self._kill(run.worker)

    def _time_out(self, held: HeldJob) -> None:
        failure = Failure("timed_out", {"limit": held.timeout_s})
        if self._stores.work.fail(held.run, failure, now=self._clock()):
            self._kill(held.run.worker)

    def _kill(self, worker: str) -> None:
        self._killed.add(worker)
        self._crew.signal(worker, signal.SIGKILL)

    def _release(self, ended: dict[str, int]) -> None:
        for worker, status in ended.items():
            is_lost = worker not in self._killed
            self._killed.discard(worker)
            if status == 0:
                continue
            if is_lost:
                log.warning("Process %s ended with %s", worker, status)
            # Without the database, the lease runs out instead.
            with suppress(StorageUnavailable):
                self._stores.watch.release(worker, is_lost=is_lost, now=self._clock())
