"""What is known of each request afterwards: an id, a line in the log, a count and a time."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

from flask import Flask, Response, g, request

from flow_forecaster.logs import context
from flow_forecaster.settings import Settings

CountRequest = Callable[[str, str, int, float], None]
"""Takes note of a method, a route, a status and seconds."""

ID_HEADER = "X-Request-Id"
ID = re.compile(r"[\w-]{8,64}")
UNMATCHED = "none"
"""The route of a request that no route answers."""

log = logging.getLogger(__name__)


def install_watching(app: Flask, settings: Settings, count: CountRequest) -> None:
    """Give every request an id, which its answer and its log lines carry, and count it."""
    is_told_by_proxy = settings.trusted_proxies > 0

    @app.before_request
    def begin() -> None:
        told = request.headers.get(ID_HEADER, "") if is_told_by_proxy else ""
        g.request_id = told if ID.fullmatch(told) else secrets.token_hex(8)
        g.began_at = time.perf_counter()
        context.set({"request": g.request_id})

    @app.after_request
    def end(response: Response) -> Response:
        if "request_id" in g:
            response.headers[ID_HEADER] = g.request_id
            taken_s = time.perf_counter() - g.began_at
            route = request.url_rule.rule if request.url_rule else UNMATCHED
            count(request.method, route, response.status_code, taken_s)
            _log(route, response, taken_s)
        return response


def _log(route: str, response: Response, taken_s: float) -> None:
    if log.isEnabledFor(logging.INFO):
        facts = {
            "method": request.method,
            "route": route,
            "status": response.status_code,
            "ms": round(taken_s * 1_000, 1),
        }
        log.info("answered", extra={"facts": facts})
