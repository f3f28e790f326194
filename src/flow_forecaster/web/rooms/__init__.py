"""The pages by which people take part in a room: join by code, pick a group, work in it."""

from __future__ import annotations

from flask import Flask

from flow_forecaster.web.assets import Assets
from flow_forecaster.web.rooms import pages, worker


def install_rooms(app: Flask, assets: Assets) -> None:
    """Serve the pages, and the script that lets them open without a network."""
    app.register_blueprint(pages.blueprint)
    worker.install_worker(app, assets)
