"""Kept forecasts and projects as files; what is dear to make is made one at a time."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flask import Blueprint, Flask, Response, make_response

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.language import Language
from flow_forecaster.domain.project import Project
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.refusals import TooManyFiles
from flow_forecaster.web.shares import keep_private
from flow_forecaster.web.signed_in import signed_in

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": EXCEL,
    "pdf": "application/pdf",
    "png": "image/png",
}
CHARTS = ("chance", "cone", "history")
MOST_WAITING = 32
"""Files of one process that wait to be made; each takes some tenths of a second."""

PATIENCE_S = 20

Make = Callable[[], bytes]

own = Blueprint("downloads", __name__)
public = Blueprint("shared_downloads", __name__, url_prefix="/s/<token>")
public.after_request(keep_private)

_one_at_a_time = threading.Lock()
_waiting = threading.BoundedSemaphore(MOST_WAITING)


def install_downloads(app: Flask) -> None:
    """Serve files of what is kept."""
    app.register_blueprint(own)
    app.register_blueprint(public)


@own.get("/forecasts/<forecast_id>/download/<kind>")
def download_forecast(forecast_id: str, kind: str) -> Response:
    from flow_forecaster.services.saved_forecasts import read_forecast

    account = signed_in()
    return _send_forecast(read_forecast(current_database(), account.id, forecast_id), kind)


@own.get("/projects/<project_id>/download/<kind>")
def download_project(project_id: str, kind: str) -> Response:
    from flow_forecaster.services.projects import read_project
    from flow_forecaster.services.saved_forecasts import list_forecasts

    account, database = signed_in(), current_database()
    project = read_project(database, account.id, project_id)
    return _send_project(project, list_forecasts(database, account.id, project_id), kind)


@public.get("/download/<kind>")
def download_shared(token: str, kind: str) -> Response:
    from flow_forecaster.services.shares import open_share

    shared = open_share(current_database(), token)
    if shared.project is None:
        return _send_forecast(shared.forecasts[0], kind)
    return _send_project(shared.project, shared.forecasts, kind)


@public.get("/forecasts/<name>/download/<kind>")
def download_shared_forecast(token: str, name: str, kind: str) -> Response:
    from flow_forecaster.services.shares import open_shared_forecast

    return _send_forecast(open_shared_forecast(current_database(), token, name), kind)


def _send_forecast(forecast: SavedForecast, kind: str) -> Response:
    name, ending = forecast.name, kind.partition("-")[0]
    makers = _forecast_makers(forecast, current_language())
    return _send(makers, kind, f"{name} {kind.partition('-')[2]}".strip(), ending)


def _send_project(project: Project, forecasts: Sequence[SavedForecast], kind: str) -> Response:
    makers = _project_makers(project, forecasts, current_language())
    return _send(makers, kind, project.content.name, kind)


def _send(makers: dict[str, Make], kind: str, name: str, ending: str) -> Response:
    from flow_forecaster.services.exports.file_names import content_disposition

    if kind not in makers:
        raise NotFound
    response = make_response(makers[kind]())
    response.headers["Content-Type"] = TYPES[ending]
    response.headers["Content-Disposition"] = content_disposition(name, ending)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _forecast_makers(forecast: SavedForecast, language: Language) -> dict[str, Make]:
    """What makes each kind of file; what is dear to import is imported when one is made."""

    def as_json() -> bytes:
        from flow_forecaster.services.transfer import export_forecast

        return json_bytes(export_forecast(forecast))

    def as_csv() -> bytes:
        from flow_forecaster.services.exports.csv_tables import forecast_csv

        return forecast_csv(forecast, language)

    def as_workbook() -> bytes:
        from flow_forecaster.services.exports.workbook import forecast_workbook

        return forecast_workbook(forecast, language)

    def as_page() -> bytes:
        from flow_forecaster.services.exports.apart import made_apart
        from flow_forecaster.services.exports.page import forecast_pdf

        return made_apart(forecast_pdf, forecast, language=language)

    def as_picture(chart: str) -> Make:
        def make() -> bytes:
            from flow_forecaster.services.exports.apart import made_apart
            from flow_forecaster.services.exports.charts import chart_png

            return made_apart(chart_png, forecast, chart, language=language)

        return make

    dear = {"xlsx": as_workbook, "pdf": as_page}
    dear |= {f"png-{chart}": as_picture(chart) for chart in CHARTS}
    return {"json": as_json, "csv": as_csv} | {kind: _in_turn(make) for kind, make in dear.items()}


def _project_makers(
    project: Project, forecasts: Sequence[SavedForecast], language: Language
) -> dict[str, Make]:
    def as_json() -> bytes:
        from flow_forecaster.services.transfer import export_project

        return json_bytes(export_project(project, forecasts))

    def as_csv() -> bytes:
        from flow_forecaster.services.exports.csv_tables import project_csv

        return project_csv(project, forecasts, language)

    def as_workbook() -> bytes:
        from flow_forecaster.services.exports.project_workbook import project_workbook

        return project_workbook(project, forecasts, language)

    return {"json": as_json, "csv": as_csv, "xlsx": _in_turn(as_workbook)}


def json_bytes(document: object) -> bytes:
    """A document as a file of JSON."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode()


def _in_turn(make: Make) -> Make:
    def wait_and_make() -> bytes:
        with _taking_turns():
            return make()

    return wait_and_make


@contextmanager
def _taking_turns() -> Iterator[None]:
    """One at a time, so that a room that presses PDF at once leaves the processor to others.

    Raises
    ------
    TooManyFiles
        If ``MOST_WAITING`` wait already, or it takes longer than ``PATIENCE_S``.
    """
    if not _waiting.acquire(blocking=False):
        raise TooManyFiles
    try:
        if not _one_at_a_time.acquire(timeout=PATIENCE_S):
            raise TooManyFiles
        try:
            yield
        finally:
            _one_at_a_time.release()
    finally:
        _waiting.release()
