"""The pages of what an account keeps: projects, their forecasts, and what came of them."""

from __future__ import annotations

from flask import Flask

from flow_forecaster.web.projects.backtests import blueprint as backtest_pages
from flow_forecaster.web.projects.comparisons import blueprint as comparison_pages
from flow_forecaster.web.projects.forecasts import blueprint as forecast_pages
from flow_forecaster.web.projects.history import blueprint as history_pages
from flow_forecaster.web.projects.installation import blueprint as installation_pages
from flow_forecaster.web.projects.outcomes import blueprint as outcome_pages
from flow_forecaster.web.projects.projects import blueprint as project_pages
from flow_forecaster.web.projects.scenarios import blueprint as scenario_pages
from flow_forecaster.web.projects.wording import install_wording


def install_project_pages(app: Flask) -> None:
    """Serve the pages of projects and saved forecasts."""
    for pages in (project_pages, history_pages, forecast_pages, outcome_pages):
        app.register_blueprint(pages)
    for pages in (comparison_pages, scenario_pages, backtest_pages, installation_pages):
        app.register_blueprint(pages)
    install_wording(app)
