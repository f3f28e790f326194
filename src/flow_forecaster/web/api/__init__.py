"""The JSON API, version 1."""

from __future__ import annotations

from flask_openapi import OpenAPI

from flow_forecaster.web.api import (
    accounts,
    backtests,
    countries,
    decks,
    documents,
    forecasts,
    judgements,
    projects,
    rooms,
    saved_forecasts,
    shares,
    simulations,
    transfers,
)

PREFIX = "/api/v1"
JOBS_PREFIX = "/api"


def install_api(app: OpenAPI) -> None:
    """Add the API and its documents to the application."""
    for module in (
        forecasts,
        countries,
        accounts,
        projects,
        saved_forecasts,
        judgements,
        shares,
        transfers,
        rooms,
        decks,
        backtests,
    ):
        app.register_api(module.blueprint, url_prefix=PREFIX)
    app.register_api(simulations.blueprint, url_prefix=JOBS_PREFIX)
    app.register_blueprint(documents.blueprint, url_prefix=PREFIX)
