"""What browsers and what stands before the product may keep of an answer."""

import pytest

from tests.web.people import sign_up


def test_the_page_is_asked_for_again_and_not_sent_twice(client):
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_the_page_is_found_unchanged_however_it_is_packed(client, encoding):
    headers = {"Accept-Encoding": encoding}
    first = client.get("/", headers=headers)
    packed = first.headers.get("Content-Encoding", "identity")
    assert packed == encoding
    assert "Accept-Encoding" in first.headers["Vary"]
    again = client.get("/", headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_page_of_another_language_or_person_is_another(app):
    client = app.test_client()
    english = client.get("/", headers={"Accept-Language": "en"}).headers["ETag"]
    asked = {"If-None-Match": english}
    portuguese = asked | {"Accept-Language": "pt-BR"}
    assert client.get("/", headers=portuguese).status_code == 200
    client.set_cookie("lang", "pt-BR")
    assert client.get("/", headers=asked | {"Accept-Language": "en"}).status_code == 200
    signed_in = sign_up(app)
    response = signed_in.get("/", headers={"Accept-Language": "en", "If-None-Match": english})
    assert response.status_code == 200
    assert {"Cookie", "Accept-Language"} <= set(response.headers["Vary"].split(", "))


def test_no_page_may_be_kept_by_what_stands_between(app):
    browser = sign_up(app)
    for path in ("/", "/login", "/projects", "/account", "/rooms", "/nothing"):
        kept = browser.get(path).headers.get("Cache-Control", "")
        assert "public" not in kept
        assert "s-maxage" not in kept
