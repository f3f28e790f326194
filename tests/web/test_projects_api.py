import datetime as dt

import pytest

from tests.web.people import new_browser, sign_up

ENGLISH = {"Accept-Language": "en"}
HISTORY = {"counts": [5, 6, 8, 5, 9, 7, 6, 10], "last_period_end": "2026-11-22"}
ASKED = {"history": HISTORY, "scope": {"items": 60}, "deadline": {"weeks": 13}}


class Ana:
    """Somebody signed in, and what she asks in English."""

    def __init__(self, browser):
        self.browser = browser

    def ask(self, method, path, body=None, **headers):
        return self.browser.open(
            f"/api/v1{path}", method=method, json=body, headers=ENGLISH | headers
        )

    def new_project(self, **content):
        response = self.ask("POST", "/projects", {"name": "Portal", "history": HISTORY} | content)
        assert response.status_code == 201, response.text
        return response.json

    def new_forecast(self, project, name="First", **asked):
        body = {"name": name, "request": ASKED | asked}
        response = self.ask("POST", f"/projects/{project['id']}/forecasts", body)
        assert response.status_code == 201, response.text
        return response.json


@pytest.fixture
def ana(any_app):
    return Ana(sign_up(any_app))


@pytest.fixture
def bia(any_app, ana):
    return Ana(sign_up(any_app, "bia@example.org", "Bia"))


def test_a_project_is_made_and_read(ana):
    made = ana.ask("POST", "/projects", {"name": " Ação 🚀 ", "history": HISTORY})
    assert made.status_code == 201
    assert made.headers["Location"] == f"/api/v1/projects/{made.json['id']}"
    assert made.headers["Cache-Control"] == "private, no-store"
    read = ana.ask("GET", f"/projects/{made.json['id']}")
    assert read.json == made.json
    assert (read.json["content"]["name"], read.json["version"]) == ("Ação 🚀", 1)
    (listed,) = ana.ask("GET", "/projects").json["projects"]
    assert (listed["name"], listed["n_forecasts"], listed["sentence"]) == ("Ação 🚀", 0, None)


def test_a_change_that_comes_second_is_told_what_is_there(ana):
    project = ana.new_project()
    address = f"/projects/{project['id']}"
    first = ana.ask("PUT", address, {"version": 1, "content": {"name": "First"}})
    assert (first.status_code, first.json["version"]) == (200, 2)
    second = ana.ask("PUT", address, {"version": 1, "content": {"name": "Second"}})
    assert second.status_code == 409
    assert second.content_type == "application/problem+json"
    assert second.json["title"] == "This was changed elsewhere in the meantime"
    assert second.json["current"] == first.json
    merged = ana.ask("PUT", address, {"version": 2, "content": {"name": "Both"}})
    assert (merged.status_code, merged.json["content"]["name"]) == (200, "Both")


def test_a_forecast_changed_elsewhere_is_told_too(ana):
    forecast = ana.new_forecast(ana.new_project())
    address = f"/saved-forecasts/{forecast['id']}"
    kept = ana.ask("PUT", address, {"version": 1, "name": "Kept"})
    outcome = {"version": 1, "outcome": {"finished_on": "2027-01-10"}}
    refused = ana.ask("PUT", f"{address}/outcome", outcome)
    assert (refused.status_code, refused.json["current"]) == (409, kept.json)


def test_a_forecast_is_kept_and_its_answer_is_never_taken_from_outside(ana):
    project = ana.new_project()
    forecast = ana.new_forecast(project)
    assert forecast["result"]["sentence"].startswith("Go: ")
    assert ana.ask("GET", f"/saved-forecasts/{forecast['id']}").json == forecast
    body = {"name": "Mine", "request": ASKED, "result": forecast["result"]}
    refused = ana.ask("POST", f"/projects/{project['id']}/forecasts", body)
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "result")
    answered = ana.ask("POST", "/forecasts", ASKED).json
    assert answered == forecast["result"]


def test_what_is_sent_twice_with_a_key_is_kept_once(ana):
    project = ana.new_project()
    address, body = f"/projects/{project['id']}/forecasts", {"name": "Once", "request": ASKED}
    key = {"Idempotency-Key": "7f3e"}
    first, again = (ana.ask("POST", address, body, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    rerun = f"/saved-forecasts/{first.json['id']}/rerun"
    assert ana.ask("POST", rerun, **key).json == ana.ask("POST", rerun, **key).json
    (newest, oldest) = ana.ask("GET", address).json["forecasts"]
    assert (oldest["id"], newest["name"]) == (first.json["id"], "Once, again on November 23, 2026")
    assert oldest["when"] == first.json["result"]["when"]
    assert "distribution" not in oldest


def test_a_project_that_is_sent_twice_with_a_key_is_kept_once(ana, bia):
    key, body = {"Idempotency-Key": "7f3e"}, {"name": "Once"}
    first, again = (ana.ask("POST", "/projects", body, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    others = bia.ask("POST", "/projects", body, **key)
    assert (others.status_code, others.json["id"] == first.json["id"]) == (201, False)
    another = ana.ask("POST", "/projects", body, **{"Idempotency-Key": "8a01"})
    assert another.json["id"] != first.json["id"]
    assert len(ana.ask("GET", "/projects").json["projects"]) == 2


def test_from_a_week_more_to_what_moved(ana):
    project = ana.new_project()
    older = ana.new_forecast(project)
    more = {"counts": [3], "last_period_end": "2026-11-29"}
    longer = ana.ask("POST", f"/projects/{project['id']}/history", more)
    assert (longer.status_code, longer.json["version"]) == (200, 2)
    assert longer.json["content"]["history"]["counts"][-1] == 3
    again = ana.ask("POST", f"/projects/{project['id']}/history", more)
    assert (again.status_code, again.json["errors"][0]["field"]) == (422, "last_period_end")
    newer = ana.ask("POST", f"/saved-forecasts/{older['id']}/rerun").json
    query = f"/comparisons?older={older['id']}&newer={newer['id']}"
    comparison = ana.ask("GET", query).json
    assert comparison["question"] == "when"
    assert {one["input"] for one in comparison["parts"]} == {"pace", "start"}
    assert sum(one["moved"] for one in comparison["parts"]) == comparison["moved"]
    assert comparison["sentence"].startswith("P85 moved ")
    portuguese = ana.ask("GET", query, **{"Accept-Language": "pt-BR"}).json
    assert portuguese["sentence"].startswith("O P85 foi adiado")
    assert {one["label"] for one in portuguese["parts"]} == {"ritmo", "início"}


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("?older=a", 422), ("?older=a&newer=b", 404), ("?older=%00&newer=%00", 404)],
)
def test_what_cannot_be_compared_is_refused(ana, query, status):
    response = ana.ask("GET", f"/comparisons{query}")
    assert response.status_code == status
    assert response.content_type == "application/problem+json"


def test_what_happened_makes_a_track_record(ana, bia):
    project = ana.new_project()
    forecast = ana.new_forecast(project)
    (p85,) = (one["date"] for one in forecast["result"]["when"] if one["confidence"] == 0.85)
    address = f"/saved-forecasts/{forecast['id']}/outcome"
    told = ana.ask("PUT", address, {"version": 1, "outcome": {"finished_on": p85}})
    assert told.json["outcome"] == {
        "finished_on": p85,
        "items_by_deadline": None,
        "from_history": False,
    }
    record = ana.ask("GET", f"/projects/{project['id']}/track-record").json
    assert (record["n_forecasts"], record["n_things"]) == (1, 1)
    by_level = {one["confidence"]: one["kept"] for one in record["levels"]}
    assert by_level == {0.5: 0, 0.7: 0, 0.85: 1, 0.95: 1}
    assert record["levels"][2]["in_words"].startswith("1 of 1 kept what 85% promised")
    assert bia.new_project()
    assert ana.ask("GET", "/track-record").json == record
    back = ana.ask("PUT", address, {"version": 2, "outcome": None})
    assert (back.status_code, back.json["outcome"]) == (200, None)
    assert ana.ask("GET", "/track-record").json["n_forecasts"] == 0


def test_the_installations_record_is_for_its_owner(ana, bia):
    assert ana.ask("GET", "/track-record").status_code == 200
    refused = bia.ask("GET", "/track-record")
    assert (refused.status_code, refused.json["status"]) == (403, 403)
    assert "owner of this installation" in refused.json["detail"]


def test_what_is_deleted_is_gone(ana):
    project = ana.new_project()
    forecast = ana.new_forecast(project)
    for address in (f"/saved-forecasts/{forecast['id']}", f"/projects/{project['id']}"):
        assert ana.ask("DELETE", address).status_code == 204
        assert ana.ask("GET", address).status_code == 404
        assert ana.ask("DELETE", address).status_code == 404


def routes(project, forecast):
    return [
        ("GET", f"/projects/{project}", None),
        ("PUT", f"/projects/{project}", {"version": 1, "content": {"name": "Mine"}}),
        ("POST", f"/projects/{project}/history", {"counts": [1]}),
        ("GET", f"/projects/{project}/forecasts", None),
        ("POST", f"/projects/{project}/forecasts", {"name": "Mine", "request": ASKED}),
        ("GET", f"/projects/{project}/track-record", None),
        ("GET", f"/saved-forecasts/{forecast}", None),
        ("PUT", f"/saved-forecasts/{forecast}", {"version": 1, "name": "Mine"}),
        ("POST", f"/saved-forecasts/{forecast}/rerun", None),
        ("PUT", f"/saved-forecasts/{forecast}/outcome", {"version": 1, "outcome": None}),
        ("GET", f"/comparisons?older={forecast}&newer={forecast}", None),
        ("DELETE", f"/saved-forecasts/{forecast}", None),
        ("DELETE", f"/projects/{project}", None),
    ]


def test_somebody_elses_is_not_there_and_nobody_sees_anything(any_app, ana, bia):
    project = ana.new_project()
    forecast = ana.new_forecast(project)
    caio = Ana(new_browser(any_app))
    for method, path, body in routes(project["id"], forecast["id"]):
        assert bia.ask(method, path, body).status_code == 404, (method, path)
        refused = caio.ask(method, path, body)
        assert refused.status_code == 401, (method, path)
        assert refused.headers["WWW-Authenticate"] == "Bearer"
    for guessed in ("0" * 32, "x" * 300, "%00", "%F0%9F%9A%80"):
        for method, path, body in routes(guessed, guessed):
            assert ana.ask(method, path, body).status_code == 404, (method, path)
    assert bia.ask("GET", "/projects").json == {"projects": []}
    assert caio.ask("GET", "/projects").status_code == 401
    assert ana.ask("GET", f"/projects/{project['id']}").json == project
    assert ana.ask("GET", f"/saved-forecasts/{forecast['id']}").json == forecast


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x" * 5_000}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({}, "name"),
        ({"name": "a", "account_id": "bia"}, "account_id"),
        ({"name": "a", "history": {"counts": []}}, "history.counts"),
        ({"name": "a", "history": {"counts": [1] * 1_001}}, "history.counts"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(ana, body, field):
    response = ana.ask("POST", "/projects", body)
    assert response.status_code == 422
    assert [one["field"] for one in response.json["errors"]] == [field]
    assert ana.ask("GET", "/projects").json == {"projects": []}


def test_a_lone_half_of_a_character_is_refused(ana):
    response = ana.browser.post(
        "/api/v1/projects", data=b'{"name": "\\ud83d"}', content_type="application/json"
    )
    assert response.status_code == 422


@pytest.mark.parametrize("version", [0, -1, 2**31, 1.5, "1", None, True])
def test_a_version_is_a_whole_number(ana, version):
    project = ana.new_project()
    body = {"version": version, "content": {"name": "New"}}
    response = ana.ask("PUT", f"/projects/{project['id']}", body)
    assert response.status_code == 422
    assert response.json["errors"][0]["field"] == "version"


def test_a_body_of_more_than_a_megabyte_is_refused(ana):
    response = ana.ask("POST", "/projects", {"name": "Portal", "note": "x" * 1_000_000})
    assert response.status_code == 413


def test_the_day_is_that_of_the_server(ana):
    asked = {name: value for name, value in ASKED.items() if name != "history"}
    forecast = ana.new_forecast(ana.new_project(), history={"counts": [5, 6, 8]}, **asked)
    assert (forecast["today"], forecast["result"]["start"]) == ("2026-11-23", "2026-11-23")
    assert dt.datetime.fromisoformat(forecast["created_at"]).tzinfo is not None
