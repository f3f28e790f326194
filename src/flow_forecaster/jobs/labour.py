"""What a forked process does: one job after the other, or one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from types import FrameType

from flow_forecaster.domain.job import Runner
from flow_forecaster.jobs.execute import execute_next
from flow_forecaster.jobs.port import Kinds, OpenStores, WorkStore

STOP_JOB = signal.SIGUSR1
"""Asks for the end of the running job; SIGTERM asks for the end of the process."""

IDLE_S = 1.0
"""How long nothing is heard until the queue is looked at all the same."""


@dataclass(frozen=True, slots=True)
class Labour:
    """How a process works.

    ``only`` : the runner whose jobs it takes; else any.
    ``niceness`` : by how much it gives way to others on the machine.
    """

    open_stores: OpenStores
    kinds: Kinds
    only: Runner | None = None
    niceness: int = 0

    def work(self, name: str) -> None:
        """Run jobs until SIGTERM."""
        signals = _Signals()
        os.nice(self.niceness)
        store = self.open_stores().work
        with closing(store.listen()) as changes:
            while not signals.is_ending:
                while self._take_next(store, name, signals):
                    pass
                signals.while_idle(partial(changes.wait, IDLE_S))

    def work_once(self, name: str) -> None:
        """Run the job whose turn it is, if any."""
        self._take_next(self.open_stores().work, name, _Signals())

    def _take_next(self, store: WorkStore, name: str, signals: _Signals) -> bool:
        signals.is_unwanted = False
        if signals.is_ending:
            return False
        return execute_next(
            store, self.kinds, name, only=self.only, should_stop=signals.should_stop
        )


class _Signals:
    """What the process was asked for."""

    def __init__(self) -> None:
        self.is_ending = self.is_unwanted = self._is_idle = False
        signal.signal(STOP_JOB, self._stop_job)
        signal.signal(signal.SIGTERM, self._end)

    def should_stop(self) -> bool:
        return self.is_ending or self.is_unwanted

    def while_idle(self, wait: Callable[[], object]) -> None:
        self._is_idle = True
        if not self.is_ending:
            wait()
        self._is_idle = False

    def _stop_job(self, _number: int, _frame: FrameType | None) -> None:
        self.is_unwanted = True

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.is_ending = True
        if self._is_idle:
            os._exit(0)
