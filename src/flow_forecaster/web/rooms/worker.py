"""The script by which browsers open a group's page again with no network, where they allow it."""

from __future__ import annotations

from flask import Flask, Response

from flow_forecaster.web.assets import Assets

NAME = "room-worker.en.js"
"""It says nothing, so that one language's is everybody's."""


def install_worker(app: Flask, assets: Assets) -> None:
    """Serve it from where it may watch over every room's pages."""

    @app.get("/room-worker.js")
    def send_room_worker() -> Response:
        script = (assets.folder / assets.names[NAME]).read_bytes()
        response = Response(script, mimetype="text/javascript")
        response.headers["Cache-Control"] = "no-cache"
        return response
