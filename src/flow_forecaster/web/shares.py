"""Secret links: the pages they lead to, for everybody, and the forms that make and revoke them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.domain.share import Share
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.settings import Settings
from flow_forecaster.web.database import current_database
from flow_forecaster.web.signed_in import signed_in

if TYPE_CHECKING:
    from flow_forecaster.services.shares import Shared

PRIVATE = {
    "Cache-Control": "private, no-store",
    # The link is a secret: no engine lists it, no other site is told of it.
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}

public = Blueprint("shared_pages", __name__, url_prefix="/s/<token>")
forms = Blueprint("share_forms", __name__)


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link as its owner sees it; ``address`` is a path where nobody said how people get here."""

    token: str
    address: str
    created_at: dt.datetime
    forecast_name: str | None


def install_shares(app: Flask, settings: Settings) -> None:
    """Serve what secret links lead to, and the forms that make them."""
    app.config["PUBLIC_URL"] = settings.public_url
    app.jinja_env.globals["links_of"] = links_of
    app.register_blueprint(public)
    app.register_blueprint(forms)


def links_of(project_id: str, forecast_id: str | None = None) -> list[ShownLink]:
    """The links to a project and its forecasts, or to one of its forecasts, of who is signed in."""
    # Dear to import, and who has no account needs none of it.
    from flow_forecaster.services import shares as services

    found = services.list_shares(current_database(), signed_in().id, project_id)
    return [_shown(one) for one in found if forecast_id in {None, one.forecast_id}]


def share_address(share: Share) -> str:
    """Where a link leads, in full where that is known."""
    return f"{current_app.config['PUBLIC_URL']}{share.path}"


@public.after_request
def keep_private(response: Response) -> Response:
    response.headers.update(PRIVATE)
    return response


@public.get("")
def show(token: str) -> str:
    from flow_forecaster.services import shares as services

    shared = services.open_share(current_database(), token)
    if shared.project is None:
        return _forecast_page(shared.forecasts[0], path=shared.share.path, back=None)
    return _project_page(shared)


@public.get("/forecasts/<name>")
def show_forecast(token: str, name: str) -> str:
    from flow_forecaster.services import shares as services

    forecast = services.open_shared_forecast(current_database(), token, name)
    return _forecast_page(forecast, path=f"/s/{token}/forecasts/{name}", back=f"/s/{token}")


@forms.post("/projects/<project_id>/shares")
def make_link(project_id: str) -> AnyResponse:
    from flow_forecaster.services import shares as services

    account, forecast_id = signed_in(), request.form.get("forecast_id", "")
    database, now = current_database(), utc_now()
    if forecast_id:
        services.share_forecast(database, account.id, project_id, forecast_id, now=now)
    else:
        services.share_project(database, account.id, project_id, now=now)
    return _back(project_id)


@forms.post("/projects/<project_id>/shares/revoke")
def revoke_link(project_id: str) -> AnyResponse:
    from flow_forecaster.services import shares as services

    account, token = signed_in(), request.form.get("token", "")
    services.revoke_share(current_database(), account.id, project_id, token)
    return _back(project_id)


def _back(project_id: str) -> AnyResponse:
    """Where the form stood: on the page of a forecast, or of the project."""
    forecast_id = request.form.get("page", "")
    path = f"/forecasts/{quote(forecast_id, safe='')}" if forecast_id else f"/projects/{project_id}"
    response = redirect(f"{path}#shares", HTTPStatus.SEE_OTHER)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _project_page(shared: Shared) -> str:
    from flow_forecaster.services.outcomes import track_record
    from flow_forecaster.web.projects.drawings import forecast_course, history_bars
    from flow_forecaster.web.projects.forecast_view import view

    assert shared.project is not None
    content = shared.project.content
    bases = [one for one in shared.forecasts if one.base_id is None]
    counts = content.history.counts if content.history else ()
    return render_template(
        "shares/project.html",
        content=content,
        path=shared.share.path,
        forecasts=[(view(one), shared.share.name_of(one.id)) for one in shared.forecasts],
        bars=history_bars(counts) if counts else None,
        course=forecast_course(bases),
        record=track_record(bases),
    )


def _forecast_page(forecast: SavedForecast, *, path: str, back: str | None) -> str:
    from flow_forecaster.web.projects.forecast_view import view

    return render_template(
        "shares/forecast.html",
        forecast=forecast,
        shown=view(forecast),
        path=path,
        back=back,
        data=saved_data(forecast),
    )


def saved_data(forecast: SavedForecast) -> dict[str, object]:
    """What the script draws an answer from; no ids are in it."""
    return {
        "request": forecast.request.model_dump(mode="json", exclude_none=True),
        "result": forecast.result.model_dump(mode="json"),
    }


def _shown(share: Share) -> ShownLink:
    return ShownLink(share.token, share_address(share), share.created_at, share.forecast_name)
