"""Secret links: made by their owner, read by anybody who has them."""

import re

import pytest

from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from tests.services.keeping import COUNTS
from tests.web.conftest import TODAY
from tests.web.people import new_browser, sign_up

REQUEST = {
    "history": {"counts": COUNTS},
    "scope": {"items": 60},
    "deadline": {"weeks": 10},
    "team": {"size": 4, "cost_per_person_week": 1000},
}


def make_project(ana, **content):
    sent = {"name": "Portal <b>", "history": {"counts": COUNTS}} | content
    made = ana.post("/api/v1/projects", json=sent).json
    path = f"/api/v1/projects/{made['id']}"
    forecast = ana.post(
        f"{path}/forecasts", json={"name": "First & last", "request": REQUEST, "note": "Why"}
    ).json
    return made["id"], forecast["id"]


@pytest.fixture
def ana(any_app):
    return sign_up(any_app)


@pytest.fixture
def caio(any_app):
    return new_browser(any_app)


def link_in(page):
    return re.search(r'value="(/s/[\w-]{43})"', page).group(1)


def test_the_form_makes_a_link_that_anybody_reads(ana, caio):
    project_id, forecast_id = make_project(ana)
    made = ana.post(f"/projects/{project_id}/shares", data={})
    assert (made.status_code, made.location) == (303, f"/projects/{project_id}#shares")
    link = link_in(ana.get(f"/projects/{project_id}").text)
    page = caio.get(link)
    assert page.status_code == 200
    assert "Portal &lt;b&gt;" in page.text
    assert "First &amp; last" in page.text
    assert "ana@example.org" not in page.text
    assert project_id not in page.text
    assert forecast_id not in page.text


def test_a_link_to_a_forecast_is_made_and_revoked_on_its_page(ana, caio):
    project_id, forecast_id = make_project(ana)
    form = {"forecast_id": forecast_id, "page": forecast_id}
    made = ana.post(f"/projects/{project_id}/shares", data=form)
    assert made.location == f"/forecasts/{forecast_id}#shares"
    link = link_in(ana.get(f"/forecasts/{forecast_id}").text)
    assert "Why" in caio.get(link).text
    token = link.removeprefix("/s/")
    gone = ana.post(
        f"/projects/{project_id}/shares/revoke", data={"token": token, "page": forecast_id}
    )
    assert gone.location == f"/forecasts/{forecast_id}#shares"
    page = caio.get(link)
    assert page.status_code == 404
    assert "This link leads nowhere" in caio.get(link, headers={"Accept-Language": "en"}).text


def test_where_the_form_stood_is_never_another_site(ana):
    project_id, _ = make_project(ana)
    made = ana.post(f"/projects/{project_id}/shares", data={"page": "//evil.example/x"})
    assert made.location == "/forecasts/%2F%2Fevil.example%2Fx#shares"


def test_a_shared_page_is_told_to_nobody(ana, caio):
    project_id, _ = make_project(ana)
    token = ana.post(f"/api/v1/projects/{project_id}/shares", json={}).json["token"]
    for path in (f"/s/{token}", f"/s/{token}/download/json", f"/s/{'A' * 43}"):
        headers = caio.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in headers


def test_a_page_without_script_says_the_answer(ana, caio):
    project_id, forecast_id = make_project(ana)
    sent = {"forecast_id": forecast_id}
    token = ana.post(f"/api/v1/projects/{project_id}/shares", json=sent).json["token"]
    page = caio.get(f"/s/{token}", headers={"Accept-Language": "en"}).text
    assert 'class="plain-answer"' in page
    assert 'id="saved-data"' in page
    assert "Chance of the deadline" in page
    assert "Portal" not in page


def test_the_full_address_is_shown_where_it_is_known(assets, tmp_path):
    settings = Settings(data_folder=str(tmp_path), public_url="https://forecast.example.org")
    app = create_app(settings, today=lambda: TODAY, assets=assets)
    ana = sign_up(app)
    project_id, _ = make_project(ana)
    made = ana.post(f"/api/v1/projects/{project_id}/shares", json={}).json
    assert made["address"] == f"https://forecast.example.org/s/{made['token']}"
    assert made["address"] in ana.get(f"/projects/{project_id}").text
    app.extensions["database"].close()


def test_the_api_makes_lists_and_revokes(ana, caio):
    project_id, forecast_id = make_project(ana)
    path = f"/api/v1/projects/{project_id}/shares"
    whole = ana.post(path, json={})
    one = ana.post(path, json={"forecast_id": forecast_id}).json
    assert whole.status_code == 201
    assert set(whole.json) == {"token", "address", "forecast_id", "created_at"}
    assert {share["token"] for share in ana.get(path).json["shares"]} == {
        whole.json["token"], one["token"],
    }  # fmt: skip
    assert ana.delete(f"{path}/{one['token']}").status_code == 204
    assert ana.delete(f"{path}/{one['token']}").status_code == 404
    assert caio.get(f"/s/{one['token']}").status_code == 404
    assert caio.get(f"/s/{whole.json['token']}").status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [({"forecast_id": 1}, 422), ({"all": True}, 422), ({"forecast_id": "x"}, 404)],
)
def test_a_link_to_what_is_none_is_refused(ana, body, status):
    project_id, _ = make_project(ana)
    assert ana.post(f"/api/v1/projects/{project_id}/shares", json=body).status_code == status


def test_names_of_any_kind_are_shown_as_they_are(ana, caio):
    name = '"><script>alert(1)</script> ação 🚀'
    project_id, _ = make_project(ana, name=name, note="=cmd|' /C calc'!A0\n<i>")
    token = ana.post(f"/api/v1/projects/{project_id}/shares", json={}).json["token"]
    page = caio.get(f"/s/{token}").text
    assert "<script>alert" not in page
    assert "ação 🚀" in page
