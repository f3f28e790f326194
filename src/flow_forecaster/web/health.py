"""Health: whether the process answers, and whether the installation can do its work."""

from __future__ import annotations

import datetime as dt
import threading
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, current_app, json

from flow_forecaster.settings import Settings

if TYPE_CHECKING:
    from flow_forecaster.services.readiness import Probe, Readiness

FRESH = {"Cache-Control": "no-store"}

blueprint = Blueprint("health", __name__)


class LazyProbe:
    """Opens its connections at the first question, in the process that is asked."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._lock = settings, threading.Lock()
        self._probe: Probe | None = None

    def get(self) -> Probe:
        """The probe of the installation that the settings name."""
        with self._lock:
            if self._probe is None:
                self._probe = open_probe(self._settings)
            return self._probe


def open_probe(settings: Settings) -> Probe:
    """A probe of the installation that the settings name."""
    # Dear to import, and a forecast needs none of it.
    from flow_forecaster.services.readiness import Probe

    return Probe(
        settings.database_address,
        settings.redis_url,
        lock_file=Path(settings.lock_file),
        file=settings.own_database_file,
    )


def install_health(app: Flask, settings: Settings) -> None:
    """Answer those who watch over the installation."""
    app.extensions["probe"] = LazyProbe(settings)
    app.register_blueprint(blueprint)


@blueprint.get("/health/live")
def show_life() -> Response:
    return Response("ok\n", mimetype="text/plain", headers=FRESH)


@blueprint.get("/health/ready")
def show_readiness() -> Response:
    probe: LazyProbe = current_app.extensions["probe"]
    readiness = probe.get().look()
    return Response(
        json.dumps(_told(readiness)) + "\n",
        HTTPStatus.OK if readiness.is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
        mimetype="application/json",
        headers=FRESH,
    )


def _told(readiness: Readiness) -> dict[str, object]:
    waiting = readiness.waiting
    queue = {
        "waiting": None if waiting is None else waiting.number,
        "oldest_waiting_s": None if waiting is None else _seconds(waiting.oldest),
        "runner_silent_s": _seconds(readiness.runner.silent_for),
    }
    return {"status": readiness.verdict, "parts": readiness.parts, "queue": queue}


def _seconds(length: dt.timedelta | None) -> float | None:
    return None if length is None else round(length.total_seconds(), 1)
