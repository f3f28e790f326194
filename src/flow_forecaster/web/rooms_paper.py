"""A room on paper: cards, sheets for results, the exercise with slips, and the key to be sealed."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from flow_forecaster.domain.deck import PaperExercise
from flow_forecaster.domain.room import Case, RoomSetup
from flow_forecaster.web.api.rooms import find_room
from flow_forecaster.web.language import current_language
from flow_forecaster.web.rooms_lead.reports import led_room

blueprint = Blueprint("room_paper", __name__)


@blueprint.after_request
def keep_out_of_engines(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("/r/<code>/paper")
def show_pack(code: str) -> str:
    room = find_room(code)
    exercise = _exercise()
    return render_template(
        "rooms_paper/pack.html",
        room=room,
        cards=_cards(room.setup),
        exercise=exercise,
        slips=_slips(exercise),
    )


@blueprint.post("/r/<code>/key")
def show_key(code: str) -> Response:
    from flow_forecaster.services.room_key import exercise_key, room_key

    room = led_room(code)
    language, exercise = current_language(), _exercise()
    answer = exercise_key(exercise.backlog, exercise.throughput_weekly, room.setup, language)
    page = render_template(
        "rooms_paper/key.html",
        room=room,
        keys=room_key(room.setup, language),
        exercise=exercise,
        answer=answer,
    )
    return make_response(page)


def _cards(setup: RoomSetup) -> list[tuple[str, Case]]:
    """Each group's name, and its case."""
    return [(group.name, setup.cases[group.case]) for group in setup.groups]


def _exercise() -> PaperExercise:
    from flow_forecaster.readers.deck import built_in_deck

    exercise = built_in_deck().paper_exercise
    assert exercise is not None, "the built-in deck has one"
    return exercise


def _slips(exercise: PaperExercise, *, sets: int = 3) -> list[float]:
    """Slips to cut out: every past week, a few times over, since a slip goes back into the bag."""
    return list(exercise.throughput_weekly) * sets
