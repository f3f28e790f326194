"""What came of a room's poll."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.room import Room
from flow_forecaster.domain.room_field import RoomField
from flow_forecaster.services.room_poll import PollResult, count_votes
from flow_forecaster.services.room_report_page import room_pdf
from tests.services.rooms import setup

ASKED = {"question": "Was it worth it?", "options": ["Yes", "No"]}


def said(scope, name, value):
    return RoomField(scope, name, value, 1, "0" * 16, 1)


def test_each_device_has_one_vote_whatever_its_group():
    fields = [
        said("room", "poll", ASKED),
        said("g1", "poll.a", {"option": 0}),
        said("g2", "poll.b", {"option": 1}),
        said("g2", "poll.c", {"option": 1}),
    ]
    assert count_votes(fields) == PollResult("Was it worth it?", (("Yes", 1), ("No", 2)))


@pytest.mark.parametrize("vote", [None, 0, "Yes", {}, {"option": True}, {"option": 9}])
def test_what_is_no_vote_is_not_counted(vote):
    fields = [said("room", "poll", ASKED), said("g1", "poll.a", vote)]
    assert count_votes(fields).votes == (("Yes", 0), ("No", 0))


@pytest.mark.parametrize("poll", [None, "?", {"question": "?"}, {"question": 1, "options": []}])
def test_what_is_no_question_is_none(poll):
    assert count_votes([said("room", "poll", poll)]) is None


@pytest.mark.parametrize("n_options", [2, 8])
def test_the_report_ends_with_the_poll(n_options):
    room = Room("0" * 32, "K7M2PQ", "", None, setup(), 1, dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    poll = PollResult("Was it worth it?", tuple((f"Answer {n}", n) for n in range(n_options)))
    pdf = room_pdf(room, [], load_language("pt-BR"), poll)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "Was it worth it?" in text
    assert "Answer 1" in text
    assert "1 voto" in text
