"""What came of a room, as files; asked by a form, since a link cannot say the facilitator's key."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, request

from flow_forecaster.domain.room import NotTheFacilitator, Room
from flow_forecaster.web.api.rooms import find_room
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.signed_in import current_account

blueprint = Blueprint("room_reports", __name__)

TYPES = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@blueprint.post("/r/<code>/report.csv")
def report_csv(code: str) -> Response:
    from flow_forecaster.services.room_report import room_csv, room_lines

    room = led_room(code)
    lines = room_lines(current_database(), room, language=current_language())
    return _file(room_csv(lines, current_language()), room, "csv")


@blueprint.post("/r/<code>/report.pdf")
def report_pdf(code: str) -> Response:
    from flow_forecaster.services.room_poll import room_poll
    from flow_forecaster.services.room_report import room_lines
    from flow_forecaster.services.room_report_page import room_pdf

    room, language = led_room(code), current_language()
    lines = room_lines(current_database(), room, language=language)
    poll = room_poll(current_database(), room)
    return _file(room_pdf(room, lines, language, poll), room, "pdf")


def led_room(code: str) -> Room:
    """The room of who leads it.

    Raises
    ------
    NotTheFacilitator
        If neither the key nor the account says so.
    """
    from flow_forecaster.services.rooms import is_facilitator

    room = find_room(code)
    key = request.form.get("key") or None
    account = None if key else current_account()
    if not is_facilitator(room, key=key, account_id=account.id if account else None):
        raise NotTheFacilitator
    return room


def _file(content: bytes, room: Room, ending: str) -> Response:
    from flow_forecaster.services.exports.file_names import content_disposition

    response = make_response(content)
    response.headers["Content-Type"] = TYPES[ending]
    response.headers["Content-Disposition"] = content_disposition(room.setup.title, ending)
    response.headers["Cache-Control"] = "private, no-store"
    return response
