"""The pages: opening a room, the board for the projector, and what the facilitator holds."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, render_template

from flow_forecaster.domain import limits
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.api.rooms import find_room, leads
from flow_forecaster.web.rooms_lead.reach import current_reach

blueprint = Blueprint("room_lead_pages", __name__)

OWN_CAMERA = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
"""For the page that reads a group's result off its screen; browsers keep it for https."""


@blueprint.after_request
def keep_out_of_engines(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("/rooms/new")
def new_room() -> str:
    data = {
        **current_reach(),
        "today": current_app.config["TODAY"]().isoformat(),
        "most_groups": limits.MAX_GROUPS,
        "most_risks": limits.MAX_ROOM_RISKS,
    }
    return render_template("rooms_lead/new.html", data=data)


@blueprint.get("/rooms/deck.yaml")
def example_deck() -> Response:
    """The built-in deck as a file, to be changed into one of one's own."""
    from flow_forecaster.readers.deck import built_in_text

    response = Response(built_in_text(), mimetype="application/yaml")
    response.headers["Content-Disposition"] = "attachment; filename=deck.yaml"
    return response


@blueprint.get("/r/<code>/board")
def board(code: str) -> str:
    return _screen(code, "board")


@blueprint.get("/r/<code>/lead")
def lead(code: str) -> Response:
    response = make_response(_screen(code, "lead"))
    response.headers["Permissions-Policy"] = OWN_CAMERA
    return response


def _screen(code: str, view: str) -> str:
    room = find_room(code)
    data = {
        "view": view,
        "code": room.code,
        "setup": room.setup.model_dump(mode="json", exclude_none=True),
        "leads": leads(room),
        "now_ms": round(utc_now().timestamp() * 1_000),
        **current_reach(),
    }
    return render_template("rooms_lead/screen.html", room=room, view=view, data=data)
