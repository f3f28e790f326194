"""The account and its tokens over the API."""

import pytest

from tests.web.people import new_browser, sign_up

GUESS = "0" * 32


@pytest.fixture
def ana(any_app):
    return sign_up(any_app)


def make(browser, name="Script"):
    response = browser.post("/api/v1/tokens", json={"name": name})
    assert response.status_code == 201, response.text
    return response.json


def by_token(app, token):
    """A program, which has no cookies and says nothing of where it comes from."""
    client = app.test_client(use_cookies=False)
    headers = {"Authorization": f"Bearer {token}"}

    def ask(method, path, **more):
        return client.open(path, method=method, headers=headers, **more)

    return ask


def test_a_browser_and_a_program_are_told_who_they_are(any_app, ana):
    told = ana.get("/api/v1/account")
    assert told.headers["Cache-Control"] == "private, no-store"
    assert set(told.json) == {"email", "name", "role", "created_at"}
    assert (told.json["email"], told.json["role"]) == ("ana@example.org", "owner")
    assert by_token(any_app, make(ana)["token"])("GET", "/api/v1/account").json == told.json


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/account"),
        ("GET", "/api/v1/tokens"),
        ("POST", "/api/v1/tokens"),
        ("DELETE", f"/api/v1/tokens/{GUESS}"),
    ],
)
@pytest.mark.parametrize(
    "authorization",
    [None, "Bearer", "Bearer ", "Bearer ff_guess", "Bearer \x01", "Basic YTpi", "ff_guess"],
)
def test_nobody_is_told_how_to_sign_in(any_app, ana, method, path, authorization):
    headers = {"Authorization": authorization} if authorization else {}
    body = {"name": "Script"} if method == "POST" else None
    response = any_app.test_client().open(path, method=method, json=body, headers=headers)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.content_type == "application/problem+json"
    assert set(response.json) == {"type", "title", "status", "detail", "errors"}


def test_a_wrong_token_is_not_made_good_by_a_session(any_app, ana):
    response = ana.get("/api/v1/account", headers={"Authorization": "Bearer ff_guess"})
    assert response.status_code == 401


def test_a_token_is_listed_without_its_secret_and_with_its_last_use(any_app, ana):
    made = make(ana)
    assert ana.get("/api/v1/tokens").json["tokens"][0]["used_at"] is None
    listed = by_token(any_app, made["token"])("GET", "/api/v1/tokens")
    assert made["token"] not in listed.text
    (token,) = listed.json["tokens"]
    assert token["used_at"] is not None
    assert token | {"used_at": None, "token": made["token"]} == made


def test_a_token_makes_no_others_but_revokes_itself(any_app, ana):
    made = make(ana)
    ask = by_token(any_app, made["token"])
    assert ask("POST", "/api/v1/tokens", json={"name": "Another"}).status_code == 403
    assert ask("DELETE", f"/api/v1/tokens/{made['id']}").status_code == 204
    assert ask("GET", "/api/v1/account").status_code == 401
    assert ana.get("/api/v1/tokens").json == {"tokens": []}


@pytest.mark.parametrize(
    "path", ["/account/password", "/account/profile", "/account/delete", "/account/tokens"]
)
def test_a_token_does_not_change_the_account(any_app, ana, path):
    response = by_token(any_app, make(ana)["token"])("POST", path, data={"name": "Thief"})
    assert response.status_code == 403


def test_somebody_elses_token_and_one_that_never_was_are_the_same(any_app, ana):
    bia = sign_up(any_app, "bia@example.org", "Bia")
    token_id = make(ana)["id"]
    answers = [bia.delete(f"/api/v1/tokens/{one}") for one in (token_id, GUESS, "%00")]
    assert [one.status_code for one in answers] == [404] * 3
    assert answers[0].json == answers[1].json
    assert len(ana.get("/api/v1/tokens").json["tokens"]) == 1
    assert bia.get("/api/v1/tokens").json == {"tokens": []}


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\0b", 7, None])
def test_a_name_that_cannot_be_kept_is_refused(ana, name):
    response = ana.post("/api/v1/tokens", json={"name": name})
    assert response.status_code == 422
    assert response.json["errors"][0]["field"] == "name"


def test_the_page_shows_a_new_token_once(any_app, ana):
    page = ana.post("/account/tokens", data={"token_name": "Script"})
    token = page.text.partition('id="new-secret" value="')[2].partition('"')[0]
    assert by_token(any_app, token)("GET", "/api/v1/account").json["name"] == "Ana"
    assert token not in ana.get("/account").text


def test_who_is_signed_in_is_nobody_elses_business(any_app, ana):
    assert new_browser(any_app).get("/api/v1/account").status_code == 401
