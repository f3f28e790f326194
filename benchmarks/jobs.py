"""Jobs a second with 1, 2 and 4 workers: `python -m benchmarks.jobs [BACKEND ...]`.

For each way to run jobs: jobs that do nothing, which shows what the queue costs, and simulations of
100,000 trials, which show how the work spreads over processors.
"""

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

import psutil

from flow_forecaster.domain.request import SimulationRequest
from flow_forecaster.services.jobs import SIMULATION
from tests.jobs.conftest import BACKENDS, installed, wait_for

WORKERS = (1, 2, 4)
N_JOBS = {"answer": 120, SIMULATION: 60}
REQUEST = {
    "history": {"counts": [5, 6, 8, 5, 7, 9, 4, 6]},
    "scope": {"low": 70, "high": 90, "split_rate": {"low": 1.0, "high": 1.3}},
    "ramp": {"start_people": 0.5},
    "trials": 100_000,
}


def make_params(kind, seed):
    if kind != SIMULATION:
        return {"number": seed}
    request = SimulationRequest.model_validate(REQUEST | {"seed": seed})
    return {
        "request": request.model_dump(mode="json"),
        "today": dt.date(2026, 11, 23).isoformat(),
    }


def measure(backend, n_workers, kind):
    """Jobs a second, from submitting to warm workers until the last ends; CPU ms of each."""
    with tempfile.TemporaryDirectory() as folder, installed(backend, Path(folder)) as installation:
        params = [make_params(kind, n) for n in range(N_JOBS[kind])]
        with installation.working(size=n_workers) as worker:
            installation.wait_for_end(installation.submit("answer"))
            used_s, began_at = cpu_s(worker.process.pid), time.perf_counter()
            jobs = [
                installation.submit(kind, one, f"owner {n % 5}") for n, one in enumerate(params)
            ]
            for job in reversed(jobs):
                wait_for(lambda job=job: not installation.read(job).is_unfinished, patience_s=120)
            seconds = time.perf_counter() - began_at
            used_s = cpu_s(worker.process.pid) - used_s
    return len(jobs) / seconds, 1_000 * used_s / len(jobs)


def cpu_s(pid):
    """Seconds of processor that a process and all below it used, those included that ended."""
    top = psutil.Process(pid)
    tree = [top, *top.children(recursive=True)]
    return sum(sum(process.cpu_times()[:4]) for process in tree if process.is_running())


def main():
    print(f"{'':24}{'':>8}{'no-op':>20}{'100,000 trials':>20}")
    print(f"{'':24}{'workers':>8}" + 2 * f"{'jobs/s':>10}{'CPU ms':>10}")
    for backend in sys.argv[1:] or BACKENDS:
        for n_workers in WORKERS:
            measured = [number for kind in N_JOBS for number in measure(backend, n_workers, kind)]
            numbers = "".join(f"{number:>10.1f}" for number in measured)
            print(f"{backend:24}{n_workers:>8}{numbers}", flush=True)


if __name__ == "__main__":
    main()
