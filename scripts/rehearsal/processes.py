"""Processes that are started here, and ended here with all that they started."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

GRACE_S = 15.0
LOOK_S = 0.05


class Running:
    """A process and what it started; its output goes to a file."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._command, self._environment, self._log = command, environment, log
        self._family: set[psutil.Process] = set()
        self._process = self._popen()

    @property
    def pid(self) -> int:
        """Of the process itself."""
        return self._process.pid

    @property
    def said(self) -> str:
        """The end of its output."""
        return self._log.read_text("utf-8", errors="replace")[-2_000:]

    def kill(self) -> None:
        """End it and all below it at once, as when a machine is gone."""
        for one in [*self._look_at_family(), psutil.Process(self.pid)]:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        self._process.wait()

    def start_again(self) -> None:
        """Start it, as a restart policy does."""
        self._process = self._popen()

    def ask_to_end(self) -> None:
        """Send SIGTERM, unless it has ended."""
        self._look_at_family()
        self._process.terminate()

    def wait_for_end(self) -> list[int]:
        """Wait for its end; who is left of those it started, who are then ended too."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE_S)
        _gone, left = psutil.wait_procs(self._family, timeout=GRACE_S)
        for one in left:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        if self._process.poll() is None:
            self.kill()
        return [one.pid for one in left]

    def _popen(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - commands of the deployment
                self._command,
                env=dict(self._environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _look_at_family(self) -> list[psutil.Process]:
        with suppress(psutil.NoSuchProcess):
            found = psutil.Process(self.pid).children(recursive=True)
            self._family.update(found)
            return found
        return []


def wait_until(look: Callable[[], bool], patience_s: float, what: str) -> None:
    """Wait until it is so.

    Raises
    ------
    AssertionError
        If it is not in time.
    """
    end = time.monotonic() + patience_s
    while not look():
        assert time.monotonic() < end, f"{what}: not within {patience_s:g} s"
        time.sleep(LOOK_S)
