"""The page of the rooms that an account opened."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from flow_forecaster.domain.language import N_
from flow_forecaster.web.database import current_database
from flow_forecaster.web.projects.answering import show_page
from flow_forecaster.web.signed_in import signed_in

blueprint = Blueprint("own_room_pages", __name__)

PHASES = {
    "lobby": N_("Joining"),
    "guess": N_("Guessing"),
    "work": N_("Working"),
    "present": N_("Presenting"),
    "poll": N_("Poll"),
    "over": N_("The end"),
}
"""Where a workshop is, as the board calls it."""


@blueprint.get("/rooms/mine")
def list_rooms() -> Response:
    from flow_forecaster.services.own_rooms import list_own_rooms

    found = list_own_rooms(current_database(), signed_in().id)
    return show_page("rooms_lead/mine.html", rooms=found, phases=PHASES)
