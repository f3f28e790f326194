"""A real server for measuring: started, asked, weighed, ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil

SERVE = (sys.executable, "-m", "flow_forecaster", "serve", "--port", "0")


@dataclass(frozen=True, slots=True)
class Served:
    """Where a server answers, and its first process."""

    port: int
    pid: int

    def workers(self) -> list[psutil.Process]:
        """The processes that answer: the children of the one that was started, by age."""
        children = psutil.Process(self.pid).children()
        answering = [one for one in children if "gunicorn" in " ".join(one.cmdline())]
        return sorted(answering, key=lambda one: one.create_time())

    def everyone(self) -> list[psutil.Process]:
        """All its processes."""
        first = psutil.Process(self.pid)
        return [first, *first.children(recursive=True)]

    def worker_mb(self) -> list[float]:
        """What each worker holds of the memory (PSS: what is shared counts by shares), in MB."""
        return [pss_mb(one) for one in self.workers()]

    def cpu_s(self) -> float:
        """Seconds of processor that its processes have used so far."""
        times = [one.cpu_times() for one in self.everyone()]
        return sum(one.user + one.system for one in times)


@contextmanager
def serving(
    folder: str, *, workers: int = 2, command: Sequence[str] = SERVE, **environ: str
) -> Iterator[Served]:
    """A server of its own, its data in a folder; SQLite and no Redis."""
    unset = dict.fromkeys(("DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "CDN_URL"), "")
    process = subprocess.Popen(
        command,
        env=os.environ
        | unset
        | {"DATA_FOLDER": folder, "LANGUAGE": "en", "WORKERS": str(workers)}
        | environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process:
        try:
            greeting = process.stdout.readline()
            port = int(greeting.partition("http://127.0.0.1:")[2].split()[0])
            yield Served(port, process.pid)
        finally:
            process.terminate()
            process.wait(30)


def ask_once(port: int, method: str, path: str, body: Any = None) -> int:
    """The status of one answer, by a connection of its own."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json"})
        with connection.getresponse() as response:
            response.read()
            return response.status


def pss_mb(process: psutil.Process) -> float:
    """What a process holds of the memory, pages that others share by shares, in MB."""
    with Path(f"/proc/{process.pid}/smaps_rollup").open(encoding="ascii") as lines:
        [kilobytes] = [line.split()[1] for line in lines if line.startswith("Pss:")]
    return int(kilobytes) * 1_024 / 1e6
