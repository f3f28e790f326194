"""A workshop at its busiest: `python -m benchmarks.load`, about 40 seconds.

30 people change something every two seconds and poll a simulation as the page does, first while no
job runs, then while 20 jobs of 100,000 to 1,000,000 trials are always under way or waiting. The
server is the real one: `flow-forecaster serve`, its defaults, SQLite.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from benchmarks.person import Desk, Person

N_PEOPLE = 30
N_JOBS = 20
WARMING_S, QUIET_S, BUSY_S = 3.0, 10.0, 20.0
MOST_P95_MS = 100
KINDS = ("forecast", "poll", "hand in")


@dataclass
class Record:
    """What was seen: milliseconds by kind of request, failures, ends of jobs."""

    taken_ms: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    failures: list[str] = field(default_factory=list)
    n_done: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def percentiles(self, kind: str) -> np.ndarray:
        """p50, p95, p99 in milliseconds."""
        return np.percentile(self.taken_ms[kind], [50, 95, 99])


def main() -> int:
    """The exit status: 0 if nothing failed and forecasts were fast enough."""
    with serving() as port:
        measure(port, WARMING_S, n_jobs=0)
        quiet = measure(port, QUIET_S, n_jobs=0)
        busy = measure(port, BUSY_S, n_jobs=N_JOBS)
    print(f"{N_PEOPLE} people, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    report("no job", quiet, QUIET_S)
    report(f"{N_JOBS} jobs", busy, BUSY_S)
    ratio = busy.percentiles("forecast") / quiet.percentiles("forecast")
    print(f"forecasts with jobs / without: p50 {ratio[0]:.1f}, p95 {ratio[1]:.1f}")
    p95_ms = busy.percentiles("forecast")[1]
    failures = quiet.failures + busy.failures
    is_held = p95_ms < MOST_P95_MS and not failures
    print(f"forecasts under {MOST_P95_MS} ms at p95: {'holds' if is_held else 'MISSED'}")
    print("\n".join(failures[:5]))
    return int(not is_held)


def measure(port: int, duration_s: float, *, n_jobs: int) -> Record:
    """Let everybody do what they do for so long; the first ``n_jobs`` people have a job each."""
    record = Record()
    end = time.monotonic() + duration_s
    desks = [Desk() for _ in range(n_jobs or N_PEOPLE)]
    # Those without a job of their own look at somebody's, as in a second tab.
    people = [Person(port, n, desks[n % len(desks)], has_job=n < n_jobs) for n in range(N_PEOPLE)]
    threads = [threading.Thread(target=act, args=(one, record, end)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return record


def act(person: Person, record: Record, end: float) -> None:
    """What one person does until the end."""
    time.sleep(random.Random(person.number).uniform(0, 2))
    while (now := time.monotonic()) < end:
        for kind, ask in person.due(now):
            began_at = time.perf_counter()
            problem = ask()
            taken_ms = (time.perf_counter() - began_at) * 1_000
            with record.lock:
                record.taken_ms[kind].append(taken_ms)
                record.failures += [f"{kind}: {problem}"] if problem else []
        time.sleep(0.01)
    with record.lock:
        record.n_done += person.n_done
    person.leave()


def report(title: str, record: Record, duration_s: float) -> None:
    """Print what was seen."""
    print(f"{title}: {len(record.failures)} failures, {record.n_done / duration_s:.2f} jobs/s")
    for kind, taken_ms in record.taken_ms.items():
        if taken_ms:
            p50, p95, p99 = record.percentiles(kind)
            print(f"  {kind:9}{len(taken_ms):6}  p50 {p50:6.1f}  p95 {p95:6.1f}  p99 {p99:6.1f} ms")


@contextmanager
def serving() -> Iterator[int]:
    """The port of a server of its own, on an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DATA_FOLDER": folder, "LANGUAGE": "en", "REDIS_URL": ""}
        process = subprocess.Popen(
            [sys.executable, "-m", "flow_forecaster", "serve", "--port", "0"],
            env=environment | {"DATABASE_URL": ""},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        try:
            greeting = process.stdout.readline()
            yield int(greeting.partition("http://127.0.0.1:")[2].split()[0])
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    sys.exit(main())
