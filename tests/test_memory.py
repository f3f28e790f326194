"""What a worker holds of the memory; `python -m benchmarks.memory` says more."""

import asyncio

from benchmarks.memory import MOST_MB, keep_busy
from benchmarks.serving import serving


def test_a_worker_stays_small_after_forecasts_and_log_ins(tmp_path):
    """1,000 forecasts by 30 people, then 30 log-ins at once, all by one process."""
    with serving(str(tmp_path), workers=1) as server:
        asyncio.run(keep_busy(server))
        [held_mb] = server.worker_mb()
    assert held_mb < MOST_MB
