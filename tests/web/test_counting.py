"""The processes of a server count together, and leave nothing behind."""

import os
import urllib.request
from pathlib import Path

import psutil

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
