"""Joining a room: by code, by group, in one's own language; and what a group's page is given."""

import json
import re

import pytest

from tests.vectors.room_cases import SETUP


def case(title):
    return {
        "title": title,
        "story": "Before </script> the end.",
        "unit": "tasks",
        "team_size": 5,
        "cost_per_person_week": 5500,
        "backlog": 80,
        "deadline_weeks": 15,
        "throughput_weekly": [5, 6, 8],
    }


@pytest.fixture
def code(client):
    groups = [{"number": n, "name": f"Group {n}", "case": n - 1} for n in (1, 2)]
    wifi = {"name": "hall", "password": "not for the page"}
    setup = {"cases": [case("The first"), case("The second")], "groups": groups, "wifi": wifi}
    return client.post("/api/v1/rooms", json=SETUP | setup).json["code"]


def given_to(page):
    """What the page's script reads."""
    found = re.search(
        r'<script type="application/json" id="room-given">(.*?)</script>', page, re.DOTALL
    )
    return json.loads(found[1])


@pytest.mark.parametrize(("model", "comes_first"), [("resample", False), ("auto", True)])
@pytest.mark.parametrize("screen", ["g1", "board", "lead"])
def test_a_learned_model_comes_before_the_script_that_asks_it(client, model, comes_first, screen):
    setup = {"cases": [case("One")], "groups": [{"number": 1, "name": "One", "case": 0}]}
    code = client.post("/api/v1/rooms", json=SETUP | setup | {"pace_model": model}).json["code"]
    page = client.get(f"/r/{code}/{screen}").text
    scripts = re.findall(r'<script type="module" src="/static/([a-z]+)', page)
    assert scripts == [*(["learned"] if comes_first else []), "room" if screen == "g1" else "board"]


def test_a_code_leads_to_its_room_however_it_was_typed(client, code):
    answer = client.get("/rooms", query_string={"code": f" {code[:3].lower()}-{code[3:]} "})
    assert (answer.status_code, answer.location) == (303, f"/r/{code}")
    answer = client.get(f"/r/{code.lower()}/g2")
    assert (answer.status_code, answer.location) == (303, f"/r/{code}/g2")
    answer = client.get(f"/r/{code.lower()}")
    assert (answer.status_code, answer.location) == (303, f"/r/{code}")


@pytest.mark.parametrize("typed", ["222222", "K7", "0O1IL8", "x" * 5_000, "<b>", "é"])
def test_what_is_no_rooms_code_is_said_and_kept_in_its_field(client, typed):
    answer = client.get("/rooms", query_string={"code": typed})
    assert answer.status_code == 404
    assert "problem" in answer.text
    assert "<b>" not in answer.text


def test_without_a_code_there_is_only_the_question(client):
    answer = client.get("/rooms")
    assert answer.status_code == 200
    assert 'role="alert"' not in answer.text


def test_every_group_can_be_picked(client, code):
    page = client.get(f"/r/{code}").text
    assert f'href="/r/{code}/g1"' in page
    assert f'href="/r/{code}/g2"' in page


def test_a_groups_page_has_its_own_case_and_no_other(client, code):
    page = client.get(f"/r/{code}/g2").text
    given = given_to(page)
    assert given["code"] == code
    assert [one["title"] for one in given["setup"]["cases"]] == ["The second"]
    assert [(one["number"], one["case"]) for one in given["setup"]["groups"]] == [(2, 0)]
    assert "The first" not in page
    assert "not for the page" not in page


@pytest.mark.parametrize("path", ["/r/222222", "/r/222222/g1", "/r/{code}/g3", "/r/{code}/g0"])
def test_what_is_not_there_is_not_found(client, code, path):
    assert client.get(path.format(code=code)).status_code == 404


def test_the_rooms_language_is_spoken_unless_the_reader_chose(client, code):
    headers = {"Accept-Language": "pt-BR"}
    assert '<html lang="en"' in client.get(f"/r/{code}/g1", headers=headers).text
    client.set_cookie("lang", "pt-BR")
    assert '<html lang="pt-BR"' in client.get(f"/r/{code}/g1").text


def test_the_worker_is_a_script_that_browsers_ask_for_again(client, assets):
    (assets.folder / "room-worker.en-0A1B2C3D.js").write_text("self;")
    answer = client.get("/room-worker.js")
    assert answer.text == "self;"
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
