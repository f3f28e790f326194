"""The pages of who leads a room, and its report."""

import json
import re
import zlib

import pytest

from flow_forecaster.services.rooms import find_room
from flow_forecaster.web.database import current_database
from tests.services.rooms import keep_model
from tests.web.people import new_browser, sign_up

DEVICE = "0123456789abcdef"


@pytest.fixture
def room(client, demo):
    """A room of two groups on the facilitator's demo: its code and the facilitator's key."""
    return open_room(client, demo)


def open_room(client, demo):
    case = {
        "title": "The fintech's cloud",
        "unit": "tasks",
        "team_size": 8,
        "cost_per_person_week": 6000,
        "backlog": 120,
        "deadline_weeks": 20,
        "throughput_weekly": demo["history"]["counts"],
        "risks": demo["risks"],
    }
    groups = [{"number": n, "name": f"Group {n}", "case": 0} for n in (1, 2)]
    setup = {"title": "Our <workshop>", "language": "en", "start": "2026-11-23"}
    answer = client.post("/api/v1/rooms", json=setup | {"cases": [case], "groups": groups})
    assert answer.status_code == 201
    return answer.json["code"], answer.json["key"]


def say(client, code, group, **fields):
    changes = [
        {"scope": f"g{group}", "name": name, "value": value, "clock": 1}
        for name, value in fields.items()
    ]
    body = {"device": DEVICE, "see": f"g{group}", "changes": changes}
    assert client.post(f"/api/v1/rooms/{code}/sync", json=body).status_code == 200


def report(client, code, kind, **form):
    headers = {"Accept-Language": "en", "Sec-Fetch-Site": "same-origin"}
    return client.post(f"/r/{code}/report.{kind}", data=form, headers=headers)


def data_of(answer):
    found = re.search(r'<script type="application/json" id="room-data">(.*?)</script>', answer.text)
    return json.loads(found[1])


def test_a_room_is_opened_without_an_account(client):
    answer = client.get("/rooms/new", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert "Open a room" in answer.text
    assert data_of(answer)["today"] == "2026-11-23"


def test_the_page_is_in_portuguese_too(client):
    answer = client.get("/rooms/new", headers={"Accept-Language": "pt-BR"})
    assert "Abrir uma sala" in answer.text


@pytest.mark.parametrize("view", ["board", "lead"])
def test_a_screen_has_the_room_and_not_the_key(client, room, view):
    code, key = room
    answer = client.get(f"/r/{code.lower()}/{view}")
    assert answer.status_code == 200
    data = data_of(answer)
    assert (data["view"], data["code"]) == (view, code)
    assert data["setup"]["title"] == "Our <workshop>"
    assert "<workshop>" not in answer.text
    assert key not in answer.text


@pytest.mark.parametrize("view", ["board", "lead"])
def test_a_room_that_is_not_there_is_not_found(client, view):
    assert client.get(f"/r/ZZZZZZ/{view}").status_code == 404


def test_only_the_lead_may_ask_for_the_camera(client, room):
    code, _key = room
    assert "camera=(self)" in client.get(f"/r/{code}/lead").headers["Permissions-Policy"]
    assert "camera=()" in client.get(f"/r/{code}/board").headers["Permissions-Policy"]


def test_no_engine_lists_a_room_and_no_other_site_is_told_of_it(client, room):
    headers = client.get(f"/r/{room[0]}/board").headers
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_do_not_believe_the_host_header(client, room):
    answer = client.get(f"/r/{room[0]}/board", headers={"Host": "evil.example.org"})
    assert "evil.example.org" not in answer.text


def test_the_table_has_a_line_for_each_group(any_app, demo):
    client = any_app.test_client()
    code, key = open_room(client, demo)
    on = {f"risk.{n}": True for n in range(3)}
    guess = {f"guess.{DEVICE}": {"weeks": 12}}
    say(client, code, 1, step=5, decision="go", reason="=We are sure", done=True, **on, **guess)
    answer = report(client, code, "csv", key=key)
    assert answer.status_code == 200
    head, first, second = answer.data.decode("utf-8-sig").splitlines()
    assert head.startswith("Group,Case,")
    numbers = "15,16,16,17,18,19,120,8,20,99.7,864000,BRL,GO"
    assert first == f"Group 1,The fintech's cloud,{numbers},GO,'=We are sure,12"
    assert second.startswith("Group 2,The fintech's cloud,,,,,,,,,,,,,,Did not begin,,")


def test_the_report_is_a_pdf_with_the_rooms_name(client, room):
    code, key = room
    say(client, code, 2, decision="no_go", reason="x" * 2_000)
    answer = report(client, code, "pdf", key=key)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "Our%20workshop.pdf" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"%PDF")
    assert len(pages_of(answer.data)) == 1


def pages_of(pdf):
    text = pdf + b"".join(map(_inflated, re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)))
    return re.findall(rb"/Type /Page\b", text)


def _inflated(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("kind", ["csv", "pdf"])
@pytest.mark.parametrize("form", [{}, {"key": ""}, {"key": "wrong"}])
def test_the_report_is_the_facilitators_alone(client, room, kind, form):
    assert report(client, room[0], kind, **form).status_code == 403


def test_a_key_opens_no_other_room(client, room, demo):
    other, _key = open_room(client, demo)
    assert report(client, other, "csv", key=room[1]).status_code == 403


def test_no_other_site_asks_for_a_report(client, room):
    code, key = room
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = client.post(f"/r/{code}/report.csv", data={"key": key}, headers=headers)
    assert answer.status_code == 403


def test_whatever_was_said_there_is_a_report(client, room):
    code, key = room
    odd = {"history": "0 0", "items": -3, "people": "many", "reason": {"a": 1}, "decision": ["go"]}
    say(client, code, 1, step="x", **odd, **{f"guess.{DEVICE}": {"weeks": "soon"}})
    for kind in ("csv", "pdf"):
        assert report(client, code, kind, key=key).status_code == 200


@pytest.mark.parametrize("model", ["bayesian", "negative_binomial"])
def test_a_room_of_old_opens_everywhere_and_says_how_it_forecasts_now(any_app, demo, model):
    client = any_app.test_client()
    code, key = open_room(client, demo)
    say(client, code, 1, step=2)
    before = report(client, code, "csv", key=key).data
    with any_app.app_context():
        keep_model(current_database(), find_room(current_database(), code).id, model)
    for language, words in (("en", "rooms no longer use"), ("pt-BR", "as salas não usam mais")):
        client.set_cookie("lang", language)
        for screen in ("g1", "board", "lead"):
            page = client.get(f"/r/{code}/{screen}")
            assert (page.status_code, words in page.text) == (200, True), (screen, language)
    for path in (f"/r/{code}", f"/r/{code}/paper", f"/api/v1/rooms/{code}"):
        assert client.get(path).status_code == 200
    client.set_cookie("lang", "en")
    assert report(client, code, "csv", key=key).data == before
    assert report(client, code, "pdf", key=key).status_code == 200


def test_own_rooms_are_listed_to_who_opened_them_alone(any_app, demo):
    ana, bia = sign_up(any_app), sign_up(any_app, "bia@example.org", "Bia")
    for browser in (ana, bia):
        browser.set_cookie("lang", "en")
    code, _key = open_room(ana, demo)
    other, _key = open_room(any_app.test_client(), demo)
    page = ana.get("/rooms/mine")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert f'href="/r/{code}/lead"' in page.text
    assert "Our &lt;workshop&gt;" in page.text
    assert "2 groups" in page.text and "Joining" in page.text
    assert other not in page.text
    assert code not in bia.get("/rooms/mine").text
    assert "No room yet." in bia.get("/rooms/mine").text
    nobody = new_browser(any_app).get("/rooms/mine")
    assert nobody.status_code == 303 and nobody.location.startswith("/login")


def test_an_account_leads_its_room_without_the_key(app, demo):
    ana, bia = sign_up(app), sign_up(app, "bia@example.org", "Bia")
    code, _key = open_room(ana, demo)
    assert data_of(ana.get(f"/r/{code}/lead"))["leads"] is True
    assert data_of(bia.get(f"/r/{code}/lead"))["leads"] is False
    assert data_of(app.test_client().get(f"/r/{code}/lead"))["leads"] is False
