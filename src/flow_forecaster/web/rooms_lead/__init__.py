"""What the facilitator and the projector see of a room, from opening it to its report."""

from __future__ import annotations

from flask import Flask

from flow_forecaster.settings import Settings
from flow_forecaster.web.rooms_lead import own, pages, reports


def install_room_lead(app: Flask, settings: Settings) -> None:
    """Serve the pages of who leads a room, and its report."""
    app.config["PUBLIC_URL"] = settings.public_url
    app.config["LISTENS_ON"] = settings.host
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(reports.blueprint)
    app.register_blueprint(own.blueprint)
