"""The vectors that hold a room's pages are the server's requests and answers."""

import json

import pytest

from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.room import RoomSetup
from flow_forecaster.domain.room_case import case_request, read_history
from scripts.write_room_vectors import PLACE, vectors
from tests.test_kernel_vectors import assert_near

VECTORS = json.loads(PLACE.read_text("utf-8"))
SETUP = RoomSetup.model_validate(VECTORS["setup"])
STALE = "run: python -m scripts.write_room_vectors"


def test_the_vectors_are_what_the_server_makes_of_every_case():
    assert_near(json.loads(json.dumps(vectors())), VECTORS, STALE)


@pytest.mark.parametrize("tried", VECTORS["tried"], ids=lambda tried: tried["name"])
def test_fields_make_this_request(tried):
    request = case_request(SETUP.cases[tried["case"]], tried["values"], SETUP)
    assert request == ForecastRequest.model_validate(tried["request"])


def test_a_history_is_read_whatever_stands_between_its_numbers():
    assert read_history("5, 6; 8\n5\t9\u00a07") == (5, 6, 8, 5, 9, 7)
    assert read_history("5,5") == (5, 5)


@pytest.mark.parametrize(
    "text", ["", " ", "0 0", "five", "-5 6", "5 10001", "5 nan", "1e3", "5 " * 523]
)
def test_what_is_no_history_is_none(text):
    assert read_history(text) is None
