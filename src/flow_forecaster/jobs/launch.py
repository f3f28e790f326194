"""Starting the process that runs jobs, from another one.

It gets its options as a line of JSON on its standard input, which shows no passwords to others; the
end of its standard input tells it that its parent has ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

from flow_forecaster.domain.outages import QueueUnavailable
from flow_forecaster.jobs.lock import is_held

COMMAND = (sys.executable, "-m", "flow_forecaster.worker")

STARTING_S = 10.0
"""How long a process that was started may take until it holds the lock."""

BETWEEN_STARTS_S = 1.0


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """How jobs are run.

    ``lock_file`` : held by the one embedded runner of an installation, or of a machine.
    ``size`` : processes that run jobs; 0 leaves one processor to the web.
    ``is_embedded`` : beside the web; else a worker that Redis tells of jobs.
    ``niceness`` : by how much jobs give way to others on the machine.
    ``grace_s`` : how long running jobs may take to end when all ends.
    """

    database_url: str
    lock_file: str
    redis_url: str = ""
    size: int = 0
    is_embedded: bool = True
    niceness: int = 5
    grace_s: float = 3.0
    log_level: str = "WARNING"

    @property
    def n_processes(self) -> int:
        """Processes that run jobs, at least one."""
        return self.size or max(1, _count_processors() - 1)


class RunningWorker:
    """A process that runs jobs, as its parent sees it."""

    def __init__(self, process: subprocess.Popen[bytes], grace_s: float) -> None:
        self.process, self._grace_s = process, grace_s

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End it; what it runs waits again."""
        self.process.terminate()
        try:
            self.process.wait(self._grace_s + 2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()


def start_worker(options: WorkerOptions, command: Sequence[str] = COMMAND) -> RunningWorker:
    """Start the process; an embedded one ends at once where one runs already."""
    process = subprocess.Popen(  # noqa: S603 - a command of ours
        command, stdin=subprocess.PIPE, start_new_session=True
    )
    assert process.stdin is not None
    process.stdin.write(_line(options))
    process.stdin.flush()
    return RunningWorker(process, options.grace_s)


def become_worker(options: WorkerOptions, command: Sequence[str] = COMMAND) -> NoReturn:
    """Turn this process into one that runs jobs."""
    source, told = os.pipe()
    os.write(told, _line(options))
    os.dup2(source, 0)
    # It stays open as long as the process does, since the end of the input would end it.
    os.set_inheritable(told, True)  # noqa: FBT003
    os.execv(command[0], list(command))  # noqa: S606


def read_options(source: int = 0) -> WorkerOptions:
    """The options in the line that a file descriptor begins with."""
    line = b""
    while not line.endswith(b"\n"):
        more = os.read(source, 1)
        if not more:
            break
        line += more
    return WorkerOptions(**json.loads(line))


class Keeper:
    """Sees that the embedded runner lives, from any process and thread of the web."""

    def __init__(self, options: WorkerOptions, command: Sequence[str] = COMMAND) -> None:
        self._options, self._command = options, command
        self._lock = threading.Lock()
        self._started: RunningWorker | None = None
        self._started_at = float("-inf")

    def keep(self) -> None:
        """Start the runner if it does not live.

        Raises
        ------
        QueueUnavailable
            If it can't be started.
        """
        if is_held(Path(self._options.lock_file)):
            return
        with self._lock:
            if not self._is_starting():
                self._start()

    def stop(self) -> None:
        """End the runner, if this process started it."""
        if self._started:
            self._started.stop()

    def _is_starting(self) -> bool:
        patience_s = STARTING_S if self._started and self._started.is_alive else BETWEEN_STARTS_S
        return time.monotonic() < self._started_at + patience_s

    def _start(self) -> None:
        self._started_at = time.monotonic()
        self.stop()
        try:
            self._started = start_worker(self._options, self._command)
        except OSError as error:
            raise QueueUnavailable from error


def _count_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _line(options: WorkerOptions) -> bytes:
    return json.dumps(asdict(options)).encode() + b"\n"
