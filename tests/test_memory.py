"""What a worker holds of the memory; `python -m benchmarks.memory` says more."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from benchmarks.memory import MOST_MB, keep_busy
from benchmarks.serving import serving


def test_a_worker_stays_small_after_forecasts_and_log_ins(tmp_path):
    """1,000 forecasts by 30 people, then 30 log-ins at once, all by one process."""
    with serving(str(tmp_path), workers=1) as server, ThreadPoolExecutor(1) as thread:
        # A browser of another test may have its loop in this thread.
        thread.submit(asyncio.run, keep_busy(server)).result()
        [held_mb] = server.worker_mb()
    assert held_mb < MOST_MB
