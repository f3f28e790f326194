"""Jobs a second by workers, measured and drawn: `python -m benchmarks.throughput`, some minutes.

Beside the queue, the same simulations run in bare processes, which tells what the machine gives
right then. Rounds go over 1, 2 and 4 workers in turn, so that a busy moment hits all alike. What is
measured is kept in docs/images/jobs-by-workers.json; `--draw` only draws it again.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.chart import Line, draw
from benchmarks.jobs import WORKERS, make_params, measure
from flow_forecaster.jobs.context import JobContext
from flow_forecaster.services.jobs import SIMULATION, run_simulation

PLACE = Path(__file__).resolve().parents[1] / "docs" / "images" / "jobs-by-workers"
BACKENDS = {"embedded-sqlite": "Beside the web, SQLite", "redis-postgresql": "Redis, PostgreSQL"}
CEILINGS = {"embedded-sqlite": "embedded-sqlite", "redis-postgresql": "embedded-postgresql"}
"""What tells how many jobs a second the database bears: jobs that do nothing, in warm processes."""
BARE = "bare"
ROUNDS = 2
BARE_S = 3.0
ON_PAPER = (1, 2, 4, 8, 16, 32)
"""Workers, each with a processor of its own."""


def main() -> None:
    """Measure unless told only to draw; write both files."""
    numbers = PLACE.with_suffix(".json")
    if "--draw" not in sys.argv:
        numbers.parent.mkdir(exist_ok=True)
        numbers.write_text(json.dumps(measure_all(), indent=2) + "\n", "utf-8")
    measured = json.loads(numbers.read_text("utf-8"))
    PLACE.with_suffix(".svg").write_text(picture(measured), "utf-8")
    for name, rates in measured["jobs_per_second"].items():
        print(name, {n_workers: round(rate, 1) for n_workers, rate in medians(rates).items()})


def measure_all() -> dict[str, Any]:
    """Jobs a second of every round, and of jobs that do nothing."""
    rates: dict[str, Any] = {name: {str(n): [] for n in WORKERS} for name in (BARE, *BACKENDS)}
    for _ in range(ROUNDS):
        for n_workers in WORKERS:
            rates[BARE][str(n_workers)].append(round(measure_bare(n_workers), 2))
            for name in BACKENDS:
                rate = measure(name, n_workers, SIMULATION)
                rates[name][str(n_workers)].append(round(rate, 2))
    empty = {name: round(measure(by, 4, "answer"), 1) for name, by in CEILINGS.items()}
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "processors": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 1),
        "trials": 100_000,
        "jobs_per_second": rates,
        "empty_jobs_per_second": empty,
    }


def measure_bare(n_processes: int) -> float:
    """Simulations a second in processes that nobody hands jobs to."""
    with ProcessPoolExecutor(n_processes) as pool:
        # They are warm once each has done one.
        list(pool.map(simulate_for, [0.1] * n_processes))
        return sum(pool.map(simulate_for, [BARE_S] * n_processes)) / BARE_S


def simulate_for(duration_s: float) -> int:
    """How many simulations end in so long."""
    n_done, end = 0, time.monotonic() + duration_s
    context = JobContext(lambda *_: True)
    while time.monotonic() < end:
        run_simulation(make_params(SIMULATION, n_done), context)
        n_done += 1
    return n_done


def medians(rates: dict[str, list[float]]) -> dict[int, float]:
    """The middle round, by workers."""
    return {int(n): statistics.median(rounds) for n, rounds in rates.items()}


def on_paper(alone: float, ceiling: float) -> dict[int, float]:
    """Jobs a second if workers share no processors: in proportion, up to what the queue bears."""
    return {n: min(n * alone, ceiling) for n in ON_PAPER}


def picture(measured: dict[str, Any]) -> str:
    """The graph: what was measured, and what should come with more machines."""
    lines = []
    for name, title in BACKENDS.items():
        seen = medians(measured["jobs_per_second"][name])
        paper = on_paper(seen[1], measured["empty_jobs_per_second"][name])
        lines += [Line(f"{title}: measured", seen), Line(f"{title}: on paper", paper, dashed=True)]
    bare = medians(measured["jobs_per_second"][BARE])
    lines.append(Line("Bare processes, no queue: measured", bare))
    return draw(
        "Simulations of 100,000 trials a second, by workers",
        f"{measured['date']}, {measured['processors']} processors shared with other work; "
        "on paper every worker has its own",
        lines,
    )


if __name__ == "__main__":
    main()
