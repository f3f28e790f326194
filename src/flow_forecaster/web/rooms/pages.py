"""Joining a room: its code is typed or scanned, a group is picked, and its page has all it needs.

The group's page carries its case, so that it works on without the server once it was loaded.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.domain.room import NoRoom, Room, read_code
from flow_forecaster.web.api.rooms import find_room
from flow_forecaster.web.language import COOKIE

blueprint = Blueprint("room_pages", __name__)


@blueprint.get("/rooms")
def join() -> AnyResponse:
    typed = request.args.get("code", "")
    if not typed.strip():
        return _page("rooms/join.html", typed="", problem=None)
    try:
        room = find_room(typed[:20])
    except NoRoom as problem:
        return _page("rooms/join.html", HTTPStatus.NOT_FOUND, typed=typed[:20], problem=problem)
    return redirect(f"/r/{room.code}", HTTPStatus.SEE_OTHER)


@blueprint.get("/r/<code>")
def pick(code: str) -> AnyResponse:
    if (read_code(code) or code) != code:
        return redirect(f"/r/{read_code(code)}", HTTPStatus.SEE_OTHER)
    room = _room(code)
    return _page("rooms/pick.html", room=room, cases=room.setup.cases)


@blueprint.get("/r/<code>/g<int:number>")
def work(code: str, number: int) -> AnyResponse:
    room = _room(code)
    group = next((one for one in room.setup.groups if one.number == number), None)
    if group is None:
        raise NotFound
    if code != room.code:
        return redirect(f"/r/{room.code}/g{number}", HTTPStatus.SEE_OTHER)
    from flow_forecaster.services.room_file import given_of

    case = room.setup.cases[group.case]
    return _page("rooms/group.html", room=room, group=group, case=case, given=given_of(room, group))


def _room(code: str) -> Room:
    """The room, whose language is spoken unless the reader chose one."""
    room = find_room(code)
    if request.cookies.get(COOKIE) not in LANGUAGES:
        g.language = load_language(room.setup.language)
    return room


def _page(template: str, status: HTTPStatus = HTTPStatus.OK, **facts: object) -> Response:
    response = make_response(render_template(template, **facts), status)
    response.headers["Cache-Control"] = "no-cache"
    return response
