"""Metrics for Prometheus, counted over all processes of a machine; behind a token."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.outages import StorageUnavailable
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.settings import Settings
from flow_forecaster.web.counting import FOLDER
from flow_forecaster.web.database import current_database

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

# Counted in this process even where no other one is to know.
REQUESTS = Counter(
    "flow_forecaster_requests_total", "Requests answered", ["method", "route", "status"]
)
SECONDS = Histogram(
    "flow_forecaster_request_seconds", "Time to answer", ["route"], buckets=BUCKETS_S
)

blueprint = Blueprint("metrics", __name__)


def install_metrics(app: Flask, settings: Settings) -> None:
    """Answer at ``/metrics`` whoever shows METRICS_TOKEN; without that setting, nobody."""
    app.config["METRICS_TOKEN"] = settings.metrics_token
    app.config["OWN_DATABASE_FILE"] = settings.own_database_file
    app.register_blueprint(blueprint)


def count_request(method: str, route: str, status: int, taken_s: float) -> None:
    """One more request was answered."""
    REQUESTS.labels(method if method in METHODS else "other", route, status).inc()
    SECONDS.labels(route).observe(taken_s)


@blueprint.get("/metrics")
def show_metrics() -> Response:
    expected = f"Bearer {current_app.config['METRICS_TOKEN']}"
    told = request.headers.get("Authorization", "")
    is_known = hmac.compare_digest(told.encode(), expected.encode())
    if not (current_app.config["METRICS_TOKEN"] and is_known):
        raise NotFound
    registry = CollectorRegistry()
    registry.register(_Stored())
    text = generate_latest(_counts()) + generate_latest(registry)
    return Response(text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _counts() -> CollectorRegistry:
    """What was counted: by all processes if they count together, else by this one."""
    if FOLDER not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


class _Stored(Collector):
    """What the database holds, counted when it is asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        stored = _count_stored()
        up = GaugeMetricFamily("flow_forecaster_database_up", "1 if the database answers")
        up.add_metric([], float(stored is not None))
        yield up
        if stored:
            yield from (_gauge(table, numbers) for table, numbers in stored.items())


def _count_stored() -> dict[str, dict[str, int]] | None:
    """Numbers by name and kind; nothing before there is a database, None if it does not answer."""
    file = current_app.config["OWN_DATABASE_FILE"]
    if file is not None and not file.exists():
        return {}
    from flow_forecaster.services.census import count_stored
    from flow_forecaster.services.promise_counts import PromiseCounts

    promises = current_app.extensions.setdefault("promise_counts", PromiseCounts())
    try:
        database = current_database()
        return count_stored(database, now=utc_now()) | {"promises": promises.read(database)}
    except StorageUnavailable:
        return None


def _gauge(name: str, numbers: dict[str, int]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(f"flow_forecaster_{name}", f"{name} in the database", labels=["kind"])
    for kind, number in numbers.items():
        gauge.add_metric([kind], number)
    return gauge
