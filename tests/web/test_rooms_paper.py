"""A room on paper: cards for everybody, the key for who leads."""

import re

import pytest

from tests.data.workshop import CASES, PAPER
from tests.services.rooms import SETUP

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def opened(client):
    """A room with the built-in deck, and its key."""
    deck = client.get("/api/v1/decks", headers={"Accept-Language": "en"}).json["decks"][0]
    groups = [{"number": n, "name": f"Group {n}", "case": n - 1} for n in range(1, 7)]
    setup = SETUP | {"cases": deck["cases"], "groups": groups}
    return client.post("/api/v1/rooms", json=setup, headers=OWN).json


def texts(page):
    """The text of each cell."""
    return [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", page)]


def test_the_pack_has_a_card_and_a_sheet_for_each_group(client, opened):
    page = client.get(f"/r/{opened['code']}/paper", headers={"Accept-Language": "en"})
    assert page.text.count("page card") == 6
    assert page.text.count("page sheet") == 6
    assert "Cloud migration" in page.text
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_the_pack_says_nothing_of_the_answers(client, opened):
    page = client.get(f"/r/{opened['code']}/paper").text
    sheets = re.findall(r'<section class="page sheet">.*?</section>', page, re.DOTALL)
    assert len(sheets) == 6
    for sheet in sheets:
        told = texts(sheet)
        assert [cell for cell in told if re.search(r"\d", cell)] == []


@pytest.mark.parametrize("key", [None, "", "wrong"])
def test_the_key_is_for_who_leads(client, opened, key):
    form = {} if key is None else {"key": key}
    answer = client.post(f"/r/{opened['code']}/key", data=form, headers=OWN)
    assert answer.status_code == 403
    assert client.get(f"/r/{opened['code']}/key").status_code == 405


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_the_key_is_what_the_api_answers(client, opened, language):
    headers = OWN | {"Accept-Language": language}
    page = client.post(
        f"/r/{opened['code']}/key", data={"key": opened["key"]}, headers=headers
    ).text
    tables = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    for table, request in zip(tables, CASES.values(), strict=False):
        asked = request | {"pace_model": "resample", "percentiles": [0.5, 0.85, 0.95]}
        told = texts(table)
        for row, risks in enumerate(([], request["risks"])):
            answer = client.post("/api/v1/forecasts", json=asked | {"risks": risks}, headers=OWN)
            weeks = [str(one["weeks"]) for one in answer.json["when"]]
            assert told[5 * row : 5 * row + 3] == weeks
    exercise = PAPER | {"pace_model": "resample", "percentiles": [0.5, 0.85, 0.95]}
    answer = client.post("/api/v1/forecasts", json=exercise, headers=OWN).json
    assert texts(tables[-1]) == [str(one["weeks"]) for one in answer["when"]]
    assert len(tables) == 7
