"""From the command to the first answers: `python -m benchmarks.start`, about a minute.

Each start is of the real server, `flow-forecaster serve`, on an empty folder. It has answered when
the page and a forecast have come.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time

from benchmarks.person import PROJECT
from benchmarks.serving import ask_once, serving

ROUNDS = 20
TARGETS_S = {2: 1.2, 4: 1.5}
"""By the number of workers."""


def main() -> int:
    """The exit status: 0 if every start was soon enough."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    times: dict[int, list[float]] = {workers: [] for workers in TARGETS_S}
    for _ in range(ROUNDS):
        for workers, taken_s in times.items():
            taken_s.append(time_start(workers))
    held = [_report(workers, taken_s) for workers, taken_s in times.items()]
    return int(not all(held))


def time_start(workers: int) -> float:
    """Seconds from the command until the page and a forecast have come."""
    with tempfile.TemporaryDirectory() as folder:
        began_at = time.perf_counter()
        with serving(folder, workers=workers) as server:
            assert ask_once(server.port, "GET", "/") == 200
            body = PROJECT | {"scope": {"items": 80}}
            assert ask_once(server.port, "POST", "/api/v1/forecasts", body) == 200
            return time.perf_counter() - began_at


def _report(workers: int, taken_s: list[float]) -> bool:
    target_s = TARGETS_S[workers]
    n_held = sum(one <= target_s for one in taken_s)
    print(
        f"{workers} workers: median {statistics.median(taken_s):.2f} s, "
        f"least {min(taken_s):.2f}, most {max(taken_s):.2f}; "
        f"{n_held} of {len(taken_s)} within {target_s} s"
    )
    return n_held == len(taken_s)


if __name__ == "__main__":
    sys.exit(main())
