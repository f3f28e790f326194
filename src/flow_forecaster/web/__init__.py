"""The web: parses, calls one service, renders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from flask_compress import Compress
from flask_openapi import Info, OpenAPI
from werkzeug.middleware.proxy_fix import ProxyFix

from flow_forecaster.settings import Settings
from flow_forecaster.web import forecasts, imports, rooms_paper
from flow_forecaster.web.accounts import install_accounts
from flow_forecaster.web.api import install_api
from flow_forecaster.web.api.security import SCHEMES
from flow_forecaster.web.assets import Assets, AssetServer, load_assets
from flow_forecaster.web.database import LazyDatabase
from flow_forecaster.web.downloads import install_downloads
from flow_forecaster.web.errors import ProblemDocument, install_errors
from flow_forecaster.web.headers import install_cross_site_guard, install_headers
from flow_forecaster.web.health import install_health
from flow_forecaster.web.language import install_language
from flow_forecaster.web.places import install_places
from flow_forecaster.web.projects import install_project_pages
from flow_forecaster.web.queue import LazyQueue, open_queue
from flow_forecaster.web.room_watch import install_room_watch
from flow_forecaster.web.rooms import install_rooms
from flow_forecaster.web.rooms_lead import install_room_lead
from flow_forecaster.web.shares import install_shares
from flow_forecaster.web.uploads import RequestInMemory
from flow_forecaster.web.watching import install_watching

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

CONFIG = {
    "MAX_CONTENT_LENGTH": 1_000_000,
    # What is made for one request is as small by gzip, in less of the processor.
    "COMPRESS_ALGORITHM": ["gzip", "br"],
    "COMPRESS_ALGORITHM_STREAMING": ["br"],
}


def create_app(
    settings: Settings,
    *,
    today: Callable[[], dt.date] = dt.date.today,
    assets: Assets | None = None,
) -> OpenAPI:
    """The whole web application.

    Raises
    ------
    AssetsMissing
        If ``assets`` is not given and the pages' scripts and styles were not built.
    """
    # Where processes count together must be known before this is imported.
    from flow_forecaster.web.metrics import count_request, install_metrics

    built = assets or load_assets(settings.cdn_url)
    app = OpenAPI(
        __name__,
        info=Info(title="Flow Forecaster", version="1"),
        validation_error_model=ProblemDocument,
        security_schemes=SCHEMES,
        doc_ui=False,
        static_folder=None,
    )
    app.request_class = RequestInMemory
    app.config.update(CONFIG, TODAY=today)
    app.jinja_env.globals.update(asset=built.url, workshop=settings.workshop)
    database = LazyDatabase(settings)
    app.extensions["database"] = database
    install_room_watch(app, database)
    app.extensions["queue"] = LazyQueue(lambda: open_queue(settings, database))
    install_watching(app, settings, count_request)
    Compress(app)
    install_language(app)
    install_headers(app, cdn_url=settings.cdn_url)
    install_cross_site_guard(app, public_url=settings.public_url)
    install_errors(app)
    install_accounts(app, settings)
    install_places(app)
    install_api(app)
    install_health(app, settings)
    install_metrics(app, settings)
    app.register_blueprint(forecasts.blueprint)
    install_project_pages(app)
    install_shares(app, settings)
    install_downloads(app)
    app.register_blueprint(imports.blueprint)
    install_rooms(app, built)
    install_room_lead(app, settings)
    app.register_blueprint(rooms_paper.blueprint)
    app.wsgi_app = _before(app.wsgi_app, settings, built)  # type: ignore[method-assign, assignment]
    return app


def _before(app: WSGIApplication, settings: Settings, built: Assets) -> WSGIApplication:
    """What looks at a request before the application does."""
    n_proxies = settings.trusted_proxies
    if n_proxies:
        app = ProxyFix(app, x_for=n_proxies, x_proto=n_proxies)
    return AssetServer(app, built)
