"""Forked processes that work, each under a name that stands in the rows of its jobs."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

log = logging.getLogger(__name__)

AFTER_ERROR_S = 1.0
"""How long a process that failed waits before it ends, so that its successor does not spin."""

LOOK_S = 0.02


def new_name() -> str:
    """A name that no other process has or had, on any machine."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(6)}"


class Crew:
    """``size`` forked processes that run ``work``, given their name.

    They end with the process that forks them, which must have no threads.
    """

    def __init__(
        self,
        work: Callable[[str], None],
        *,
        size: int,
        shut: tuple[int, ...] = (),
        name: Callable[[], str] = new_name,
    ) -> None:
        """``shut`` are file descriptors that the forked processes must not keep open."""
        self._work, self._size, self._name = work, size, name
        self._alive, alive_while_open = os.pipe()
        self._shut = (*shut, alive_while_open)
        self._pids: dict[str, int] = {}

    @property
    def names(self) -> list[str]:
        """Who is at work."""
        return list(self._pids)

    def fill(self) -> None:
        """Fork as many as are missing."""
        while len(self._pids) < self._size:
            name = self._name()
            pid = os.fork()
            if pid == 0:
                self._run(name)
            self._pids[name] = pid

    def collect_ended(self) -> dict[str, int]:
        """Who ended since this was last asked, with the exit status; a signal's is negative."""
        ended = {}
        for name, pid in list(self._pids.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                ended[name] = os.waitstatus_to_exitcode(status)
                del self._pids[name]
        return ended

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to one of them; nothing if it has ended."""
        if name in self._pids:
            with suppress(ProcessLookupError):
                os.kill(self._pids[name], number)

    def end(self, *, grace_s: float) -> dict[str, int]:
        """Ask everybody to end, kill who has not after the grace; who ended, as above."""
        for name in self.names:
            self.signal(name, signal.SIGTERM)
        ended = self._collect_until(time.monotonic() + grace_s)
        for name in self.names:
            self.signal(name, signal.SIGKILL)
        return ended | self._collect_until(float("inf"))

    def _collect_until(self, end_s: float) -> dict[str, int]:
        ended = self.collect_ended()
        while self._pids and time.monotonic() < end_s:
            time.sleep(LOOK_S)
            ended |= self.collect_ended()
        return ended

    def _run(self, name: str) -> None:
        """Work, in the forked process, which ends here whatever happens."""
        status = 1
        try:
            self._settle()
            self._work(name)
            status = 0
        except Exception:
            log.exception("Process %s failed", name)
            time.sleep(AFTER_ERROR_S)
        finally:
            # Nothing of the parent's is closed or flushed on the way out.
            os._exit(status)

    def _settle(self) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # A terminal sends it to all; who forked decides.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for descriptor in self._shut:
            os.close(descriptor)
        threading.Thread(target=_end_with, args=(self._alive,), daemon=True).start()


def _end_with(descriptor: int) -> None:
    """End this process once nobody else keeps the other end of a pipe open."""
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGKILL)
