"""Pages of other sites change nothing, whatever the browser says of them."""

import pytest

from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from tests.web.people import sign_up

OWN, OTHER = "http://localhost", "https://evil.example"
CHANGE = {"name": "Changed", "email": "ana@example.org"}


@pytest.fixture
def browser(app):
    """Ana's browser, which says of its requests only what a test has it say."""
    plain = app.test_client()
    plain.set_cookie("session", sign_up(app).get_cookie("session").value)
    return plain


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
        {"Sec-Fetch-Site": "strange"},
        {"Origin": OTHER},
        {"Origin": "null"},
        {"Origin": f"{OWN}.evil.example"},
        {"Origin": f"{OWN}:8080"},
        {"Origin": ""},
        {},
        {"Referer": f"{OWN}/account"},
    ],
)
def test_a_request_with_a_session_that_may_come_from_elsewhere_is_refused(browser, headers):
    response = browser.post("/account/profile", data=CHANGE, headers=headers)
    assert response.status_code == 403
    assert "Changed" not in browser.get("/account").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": OWN},
        {"Sec-Fetch-Site": "same-origin", "Origin": OWN},
    ],
)
def test_a_request_of_our_own_page_is_taken(browser, headers):
    response = browser.post("/account/profile", data=CHANGE, headers=headers)
    assert response.status_code == 303
    assert "Changed" in browser.get("/account").text


def test_other_sites_may_lead_here(browser):
    assert browser.get("/account", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("headers", [{"Origin": OTHER}, {"Sec-Fetch-Site": "cross-site"}])
def test_nobody_is_logged_in_by_another_site(app, headers):
    sign_up(app)
    form = {"email": "ana@example.org", "password": "weeks of zero count"}
    response = app.test_client().post("/login", data=form, headers=headers)
    assert response.status_code == 403
    assert "Set-Cookie" not in response.headers


def test_a_program_without_a_session_need_say_nothing(client, demo):
    assert client.post("/api/v1/forecasts", json=demo).status_code == 200


def test_behind_a_proxy_that_renames_the_host_the_public_one_is_our_own(assets, tmp_path):
    settings = Settings(data_folder=str(tmp_path), public_url="https://forecasts.example.org")
    app = create_app(settings, assets=assets)
    plain = app.test_client()
    plain.set_cookie("session", sign_up(app).get_cookie("session").value)
    for origin, status in ((settings.public_url, 303), (OTHER, 403)):
        headers = {"Origin": origin}
        assert plain.post("/account/profile", data=CHANGE, headers=headers).status_code == status
