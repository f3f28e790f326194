"""How the forecasts of the whole installation kept their word: for its owner, in numbers only."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from flow_forecaster.domain.account import Role
from flow_forecaster.web.database import current_database
from flow_forecaster.web.projects.answering import show_page
from flow_forecaster.web.refusals import OwnerOnly
from flow_forecaster.web.signed_in import signed_in

blueprint = Blueprint("installation_pages", __name__)


@blueprint.get("/track-record")
def show_track_record() -> Response:
    from flow_forecaster.services.outcomes import installation_track_record

    if signed_in().role is not Role.OWNER:
        raise OwnerOnly
    record = installation_track_record(current_database())
    return show_page("projects/installation_record.html", record=record)
