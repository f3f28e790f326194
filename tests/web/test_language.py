"""Which language a reader gets, and how the choice is kept."""

import pytest


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        (None, "pt-BR"),
        ("pt", "pt-BR"),
        ("pt-PT,pt;q=0.9", "pt-BR"),
        ("en-US", "en"),
        ("fr, en;q=0.5", "en"),
        ("de", "pt-BR"),
        ("*", "pt-BR"),
        ("en;q=x, ;;,", "pt-BR"),
    ],
)
def test_the_browser_says_what_it_wants(client, asked, language):
    response = client.get("/", headers={"Accept-Language": asked} if asked else {})
    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in response.text
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))


def test_a_choice_is_kept_for_a_year_and_comes_before_the_browser(client):
    response = client.get("/?lang=en&items=80&history=5+6")
    assert response.status_code == 302
    assert response.headers["Location"] == "/?items=80&history=5+6"
    cookie = response.headers["Set-Cookie"]
    assert {"lang=en", "HttpOnly", "Max-Age=31536000", "SameSite=Lax", "Path=/"} <= set(
        cookie.split("; ")
    )
    assert "Secure" not in cookie
    page = client.get("/", headers={"Accept-Language": "pt-BR"})
    assert page.headers["Content-Language"] == "en"


def test_a_choice_made_over_https_stays_there(client):
    response = client.get("/?lang=en", base_url="https://localhost")
    assert response.headers["Location"] == "/"
    assert "Secure" in response.headers["Set-Cookie"]


@pytest.mark.parametrize("language", ["", "fr", "en\r\nX: y", "<b>"])
def test_a_language_that_is_not_ours_is_not_kept(client, language):
    response = client.get("/", query_string={"lang": language})
    assert response.status_code == 302
    assert response.headers["Location"] == "/"
    assert "Set-Cookie" not in response.headers


def test_a_cookie_that_is_not_ours_is_ignored(client):
    client.set_cookie("lang", "xx")
    response = client.get("/", headers={"Accept-Language": "en"})
    assert response.headers["Content-Language"] == "en"
