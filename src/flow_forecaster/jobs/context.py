"""What a running job is given: a way to say how far it is, and to learn that it should stop."""

from __future__ import annotations

import time
from collections.abc import Callable

from flow_forecaster.domain.job import Json

VISIBLE_S = 0.5
"""Progress is visible at least this often, if it is told as often."""


class Stopped(Exception):
    """The job was cancelled, or its process has to end."""


class JobContext:
    """How a job tells its progress.

    ``write`` stores it, and is False once the job is no longer ours; ``should_stop`` is True once
    the process has to end.
    """

    def __init__(
        self,
        write: Callable[[float, Json | None], bool],
        *,
        should_stop: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._write, self._should_stop, self._clock = write, should_stop, clock
        self._told_at = self._written_at = clock()

    def progress(self, share: float, partial: Json | None = None) -> None:
        """Say that this share is done, 0 to 1, and what is known so far. Call it often.

        Raises
        ------
        Stopped
            If the job should stop; let it pass.
        """
        if self._should_stop():
            raise Stopped
        now = self._clock()
        # The next call would come too late, if it takes as long as this one did.
        is_due = now - self._written_at + now - self._told_at >= VISIBLE_S
        self._told_at = now
        if is_due:
            self._written_at = now
            if not self._write(share, partial):
                raise Stopped
