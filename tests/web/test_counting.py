"""The processes of a server count together, and leave nothing behind."""

import fcntl
import os
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

from flow_forecaster.web.counting import PREFIX, memory_folder
from tests.e2e.conftest import serving

TOKEN = "a-token-for-tests"


def folders_of_children():
    """Where processes that this one started count.

    By what they have mapped: a killed server of an hour ago may have had a number of today.
    """
    children = psutil.Process().children(recursive=True)
    files = [Path(mapped.path) for child in children for mapped in child.memory_maps()]
    return {file.parent for file in files if "flow-forecaster-metrics-" in str(file)}


def get(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as response:
        return response.read().decode()


def test_each_process_tells_what_all_have_counted(tmp_path):
    before = folders_of_children()
    with serving(tmp_path, METRICS_TOKEN=TOKEN, WORKERS="2") as address:
        for _ in range(20):
            get(f"{address}/health/live")
        told = [get(f"{address}/metrics", Authorization=f"Bearer {TOKEN}") for _ in range(6)]
        [folder] = folders_of_children() - before
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
        with serving(tmp_path, METRICS_TOKEN=TOKEN, WORKERS="2"):
            assert (left.exists(), new.exists(), held.exists()) == (False, True, True)
            [own] = folders_of_children() - {held}
            os.utime(own, (an_hour_ago, an_hour_ago))
            with serving(other, METRICS_TOKEN=TOKEN, WORKERS="1"):
                assert own.exists()
    finally:
        os.close(holding)
        new.rmdir()
        held.rmdir()


def test_without_metrics_nothing_is_in_the_environment():
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ


def test_what_a_process_counted_before_it_was_killed_stays_counted(tmp_path):
    with serving(tmp_path, METRICS_TOKEN=TOKEN, WORKERS="2") as address:
        for _ in range(20):
            get(f"{address}/health/live")
        killed = workers()
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


def workers():
    """Those who answer, of the server that this process has started."""
    servers = psutil.Process().children()
    return [
        child
        for server in servers
        if "gunicorn" in " ".join(server.cmdline())
        for child in server.children()
    ]
