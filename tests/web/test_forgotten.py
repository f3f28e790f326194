"""A forgotten password: the mail, the link, and what nobody learns from either."""

import re
import threading
from dataclasses import replace

import pytest

from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from tests.storage.servers import free_port, migrated_database_url
from tests.web.people import new_browser, sign_in, sign_up
from tests.web.smtp import mail_server

PUBLIC = "https://forecasts.example.org"
HOSTILE = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}


@pytest.fixture
def mail_box():
    with mail_server() as box:
        yield box


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request, mail_box, tmp_path):
    return Settings(
        data_folder=str(tmp_path / "data"),
        database_url=migrated_database_url(request.param, tmp_path),
        public_url=PUBLIC,
        smtp_host="127.0.0.1",
        smtp_port=mail_box.port,
        smtp_from="forecasts@example.org",
        smtp_tls="none",
    )


@pytest.fixture
def mailing(settings, assets):
    app = create_app(settings, assets=assets)
    sign_up(app)
    yield app
    wait_for_mail()
    app.extensions["database"].close()


def wait_for_mail():
    """Until nothing is under way any more."""
    for thread in threading.enumerate():
        if "_send" in thread.name:
            thread.join(10)


def ask(app, email="ana@example.org", **headers):
    return new_browser(app).post("/forgot", data={"email": email}, headers=headers)


def link_in(mail):
    return re.search(r"https?://\S+", mail.get_content())[0]


def path_of(link):
    assert link.startswith(f"{PUBLIC}/reset/")
    return link.removeprefix(PUBLIC)


@pytest.mark.parametrize(
    ("language", "subject", "greeting"),
    [
        ("en", "A new password for Flow Forecaster", "Hello,"),
        ("pt-BR", "Uma senha nova para o Flow Forecaster", "Olá,"),
    ],
)
def test_a_mail_in_the_readers_language_leads_to_a_new_password(
    mailing, mail_box, language, subject, greeting
):
    ask(mailing, " Ana@example.org ", **{"Accept-Language": language})
    mail = mail_box.next()
    assert (mail["To"], mail["From"]) == ("ana@example.org", "forecasts@example.org")
    assert mail["Subject"] == subject
    assert mail.get_content().startswith(greeting)
    path, browser = path_of(link_in(mail)), new_browser(mailing)
    page = browser.get(path)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert page.headers["Cache-Control"] == "private, no-store"
    response = browser.post(path, data={"password": "a new sentence"})
    assert response.location == "/login?done=reset"
    assert sign_in(mailing, password="a new sentence").get("/account").status_code == 200
    assert browser.get(path).status_code == 410
    assert browser.post(path, data={"password": "yet another"}).status_code == 410


def test_a_short_password_does_not_use_the_link_up(mailing, mail_box):
    ask(mailing)
    path, browser = path_of(link_in(mail_box.next())), new_browser(mailing)
    assert browser.post(path, data={"password": "short"}).status_code == 422
    assert browser.post(path, data={"password": "a new sentence"}).status_code == 303


def test_the_answer_is_the_same_for_who_has_no_account(mailing, mail_box):
    known, unknown = ask(mailing), ask(mailing, "caio@example.org")
    assert known.status_code == unknown.status_code == 200
    there = known.text.replace("ana@example.org", "caio@example.org")
    assert there == unknown.text
    assert mail_box.next()["To"] == "ana@example.org"
    wait_for_mail()
    assert mail_box.is_empty


def test_links_are_never_built_from_what_a_request_says_of_the_host(mailing, mail_box):
    ask(mailing, **HOSTILE)
    mail = mail_box.next()
    assert link_in(mail).startswith(f"{PUBLIC}/reset/")
    assert "evil" not in mail.as_string()


@pytest.mark.parametrize("path", ["/login", "/account", "/projects", "/forgot", "/nothing"])
def test_no_page_repeats_a_hostile_host(mailing, path):
    answer = new_browser(mailing).get(path, headers=HOSTILE)
    assert "evil" not in answer.text
    assert "evil" not in str(answer.headers)


def test_mails_to_one_address_are_bounded(mailing, mail_box):
    for _ in range(5):
        assert ask(mailing).status_code == 200
    response = ask(mailing)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert ask(mailing, "caio@example.org").status_code == 200


@pytest.mark.parametrize("address", ["", "ana", "ana@example.org\nBcc: caio@example.org"])
def test_what_is_no_address_is_said(mailing, address):
    response = ask(mailing, address)
    assert response.status_code == 422
    assert 'id="email-problem"' in response.text


def test_a_mail_server_that_is_gone_is_logged_without_whom_it_was_for(settings, assets, caplog):
    gone = replace(settings, smtp_port=free_port())
    app = create_app(gone, assets=assets)
    sign_up(app)
    assert ask(app).status_code == 200
    wait_for_mail()
    assert "A mail could not be sent: ConnectionRefusedError" in caplog.text
    assert "ana@example.org" not in caplog.text
    app.extensions["database"].close()


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_mail_server_the_page_says_who_makes_a_link(client, method):
    answer = getattr(client, method)("/forgot", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert "flow-forecaster user reset-link" in answer.text
    assert "<form" not in answer.text


@pytest.mark.parametrize("secret", ["guess", "A" * 43, "%00", "x" * 5_000, "%F0%9F%92%A9"])
def test_a_guessed_link_is_refused(mailing, secret):
    for method in ("GET", "POST"):
        response = new_browser(mailing).open(f"/reset/{secret}", method=method)
        assert response.status_code in {404, 410}
