"""The processes of a server count together, and leave nothing behind."""

import os
import tempfile
import urllib.request
from pathlib import Path

from tests.e2e.conftest import serving

TOKEN = "a-token-for-tests"


def folders():
    return set(Path(tempfile.gettempdir()).glob("flow-forecaster-metrics-*"))


def get(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as response:
        return response.read().decode()


def test_each_process_tells_what_all_have_counted(tmp_path):
    before = folders()
    with serving(tmp_path, METRICS_TOKEN=TOKEN, WORKERS="2") as address:
        for _ in range(20):
            get(f"{address}/health/live")
        told = [get(f"{address}/metrics", Authorization=f"Bearer {TOKEN}") for _ in range(6)]
        assert len(folders() - before) == 1
    counted = 'flow_forecaster_requests_total{method="GET",route="/health/live",status="200"} 20.0'
    assert all(counted in text for text in told)
    assert folders() == before


def test_without_metrics_nothing_is_in_the_environment():
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
