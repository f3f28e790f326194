"""The processes of a server count together, and leave nothing behind."""

import fcntl
import os
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psutil

from flow_forecaster.web.counting import PREFIX, memory_folder
from tests.e2e.conftest import serving

TOKEN = "a-token-for-tests"


@contextmanager
def counting(home, **settings):
    """A server whose processes count: its address and its first process."""
    before = set(psutil.Process().children())
    with serving(home, METRICS_TOKEN=TOKEN, **settings) as address:
        [server] = set(psutil.Process().children()) - before
        yield address, server


def folder_of(server):
    """Where its workers count, by what they have mapped."""
    mapped = {Path(file.path) for worker in server.children() for file in worker.memory_maps()}
    [folder] = {file.parent for file in mapped if file.parent.name.startswith(PREFIX)}
    return folder


def get(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as response:
        return response.read().decode()


def test_each_process_tells_what_all_have_counted(tmp_path):
    with counting(tmp_path, WORKERS="2") as (address, server):
        for _ in range(20):
            get(f"{address}/health/live")
        told = [get(f"{address}/metrics", Authorization=f"Bearer {TOKEN}") for _ in range(6)]
        folder = folder_of(server)
    counted = 'flow_forecaster_requests_total{method="GET",route="/health/live",status="200"} 20.0'
    assert all(counted in text for text in told)
    assert not folder.exists()


def test_what_killed_servers_left_is_dropped_by_the_next(tmp_path):
    place, other = memory_folder() or tempfile.gettempdir(), tmp_path / "other"
    other.mkdir()
    left, new, held = (Path(tempfile.mkdtemp(prefix=PREFIX, dir=place)) for _ in range(3))
    (left / "counter_1.db").touch()
    an_hour_ago = time.time() - 3_600
    for folder in (left, held):
        os.utime(folder, (an_hour_ago, an_hour_ago))
    holding = os.open(held, os.O_RDONLY)
    fcntl.flock(holding, fcntl.LOCK_EX)
    try:
        with counting(tmp_path, WORKERS="2") as (_, server):
            assert (left.exists(), new.exists(), held.exists()) == (False, True, True)
            own = folder_of(server)
            os.utime(own, (an_hour_ago, an_hour_ago))
            with counting(other, WORKERS="1"):
                assert own.exists()
    finally:
        os.close(holding)
        new.rmdir()
        held.rmdir()


def test_without_metrics_nothing_is_in_the_environment():
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ


def test_what_a_process_counted_before_it_was_killed_stays_counted(tmp_path):
    with counting(tmp_path, WORKERS="2") as (address, server):
        for _ in range(20):
            get(f"{address}/health/live")
        killed = server.children()
        for worker in killed:
            worker.kill()
        psutil.wait_procs(killed, timeout=30)
        # Answered once there are others, since the socket stays open.
        for _ in range(10):
            get(f"{address}/health/live")
        told = get(f"{address}/metrics", Authorization=f"Bearer {TOKEN}")
    assert (
        'flow_forecaster_requests_total{method="GET",route="/health/live",status="200"} 30.0'
        in told
    )
