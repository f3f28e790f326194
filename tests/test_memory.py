"""What a worker holds of the memory; `python -m benchmarks.memory` says more."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from benchmarks.memory import MOST_MB, keep_busy
from benchmarks.serving import serving
from tests.storage.servers import free_port

PLAIN = (sys.executable, "-m", "gunicorn", "wsgi:app")


def serving_plainly(folder):
    """Gunicorn without the command `serve`, which only says where it answers."""
    port = str(free_port())
    greeting = f"http://127.0.0.1:{port} "
    return serving(folder, workers=1, command=PLAIN, PORT=port, FLOW_FORECASTER_GREETING=greeting)


@pytest.mark.parametrize("serve", [partial(serving, workers=1), serving_plainly])
def test_a_worker_stays_small_after_forecasts_and_log_ins(tmp_path, serve):
    """1,000 forecasts by 30 people, then 30 log-ins at once, all by one process."""
    with serve(str(tmp_path)) as server, ThreadPoolExecutor(1) as thread:
        # A browser of another test may have its loop in this thread.
        thread.submit(asyncio.run, keep_busy(server)).result()
        [held_mb] = server.worker_mb()
    assert held_mb < MOST_MB
