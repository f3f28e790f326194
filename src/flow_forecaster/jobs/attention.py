"""Waiting that a signal, or the end of a child or of the parent, cuts short."""

from __future__ import annotations

import os
import select
import signal
import time
from types import FrameType


class Attention:
    """What a process that looks after others waits with; there is one in a process.

    ``parent`` is a file descriptor that is at its end once the parent has ended.
    """

    def __init__(self, parent: int | None = None) -> None:
        self.is_over = False
        self._heard, tell = os.pipe()
        self._sources = [self._heard] if parent is None else [self._heard, parent]
        for end in (self._heard, tell):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _ignore)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)

    def wait(self, timeout_s: float) -> None:
        """Wait, at most so long; ``is_over`` says afterwards whether to go on."""
        ready, _, _ = select.select(self._sources, [], [], timeout_s)
        for source in ready:
            if os.read(source, 1_000) == b"":
                self.is_over = True

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.is_over = True


class Every:
    """Says when something is due that is done every so many seconds."""

    def __init__(self, period_s: float) -> None:
        self._period_s = period_s
        self._next = time.monotonic()

    def is_due(self) -> bool:
        """Whether it is; then the next time is a period from now."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + self._period_s
        return True


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Hear of a signal without doing anything: the waiting ends."""
