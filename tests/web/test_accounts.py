"""The pages of accounts: who gets in, what a browser is given, what is refused."""

import datetime as dt
import re

import pytest
from sqlalchemy import select, update

from flow_forecaster.settings import Settings
from flow_forecaster.storage.tables import metadata, session
from flow_forecaster.web import create_app
from tests.web.people import new_browser, password_of, sign_in, sign_up

HTTPS = "https://localhost"


def cookie_of(response):
    return next((c for c in response.headers.getlist("Set-Cookie") if "session=" in c), "")


def log_in(browser, password=None, **more):
    email = "ana@example.org"
    data = {"email": email, "password": password_of(email, password)} | more.pop("form", {})
    return browser.post("/login", data=data, **more)


@pytest.fixture
def ana(any_app):
    return sign_up(any_app)


def everything(app):
    database = app.extensions["database"].get()
    with database.reading() as connection:
        return {n: connection.execute(select(t)).all() for n, t in metadata.tables.items()}


def test_somebody_registers_and_is_in(any_app):
    browser = new_browser(any_app)
    form = {"name": "Ana", "email": " Ana@Example.org ", "password": "weeks of zero count"}
    response = browser.post("/register", data=form)
    assert (response.status_code, response.location) == (303, "/projects")
    page = browser.get("/account")
    assert "ana@example.org" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_an_email_that_is_taken_is_said_beside_the_field_and_what_was_typed_is_kept(any_app, ana):
    form = {"name": "Ana <b>", "email": "ana@example.org", "password": "some secret words"}
    response = new_browser(any_app).post("/register", data=form)
    assert response.status_code == 422
    assert 'aria-invalid="true" aria-describedby="email-problem"' in response.text
    assert 'value="ana@example.org"' in response.text
    assert "Ana &lt;b&gt;" in response.text
    assert "some secret words" not in response.text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Ana\0"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"email": "ana"}, "email"),
        ({"email": "ana@example.org\nBcc: caio@example.org"}, "email"),
        ({"email": f"{'a' * 300}@example.org"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 501}, "password"),
        ({"password": ""}, "password"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(client, changed, field):
    form = {"name": "Ana", "email": "ana@example.org", "password": "weeks of zero count"}
    response = client.post("/register", data=form | changed)
    assert response.status_code == 422
    assert f'id="{field}-problem"' in response.text
    assert "Set-Cookie" not in response.headers


def test_a_closed_installation_registers_nobody(assets, tmp_path):
    settings = Settings(data_folder=str(tmp_path), registration="closed")
    client = create_app(settings, assets=assets).test_client()
    assert client.get("/register").status_code == 403
    form = {"name": "Ana", "email": "ana@example.org", "password": "weeks of zero count"}
    assert client.post("/register", data=form).status_code == 403
    assert "/register" not in client.get("/login").text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(any_app, ana):
    cookie = cookie_of(log_in(new_browser(any_app)))
    assert re.match(r"session=[\w-]{43};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    assert "Domain" not in cookie
    assert "Max-Age" not in cookie


def test_by_https_the_cookie_belongs_to_the_host_alone(any_app, ana):
    cookie = cookie_of(log_in(new_browser(any_app), base_url=HTTPS, form={"remember": "1"}))
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert f"Max-Age={30 * 24 * 60 * 60}" in cookie


def test_by_https_a_plain_cookie_opens_nothing(any_app, ana):
    secret = re.match(r"session=([\w-]+)", cookie_of(log_in(new_browser(any_app))))[1]
    browser = new_browser(any_app)
    browser.set_cookie("session", secret)
    assert browser.get("/account").status_code == 200
    browser.set_cookie("session", secret, secure=True)
    assert browser.get("/account", base_url=HTTPS).status_code == 303


def test_a_log_in_never_goes_on_with_the_session_that_was_there(any_app, ana):
    browser = new_browser(any_app)
    first = cookie_of(log_in(browser))
    second = cookie_of(log_in(browser))
    assert first != second
    thief = new_browser(any_app)
    thief.set_cookie("session", re.match(r"session=([\w-]+)", first)[1])
    assert thief.get("/account").status_code == 303
    planted = new_browser(any_app)
    planted.set_cookie("session", "chosen-by-somebody-else-and-long-enough-123")
    assert "chosen-by-somebody-else" not in cookie_of(log_in(planted))


def test_a_new_password_gives_this_browser_a_new_session_and_others_none(any_app, ana):
    other = sign_in(any_app)
    before = ana.get_cookie("session").value
    form = {"current_password": password_of("ana@example.org"), "password": "another sentence"}
    response = ana.post("/account/password", data=form)
    assert (response.status_code, response.location) == (303, "/account?done=password#password")
    assert ana.get_cookie("session").value != before
    assert ana.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert log_in(new_browser(any_app), "another sentence").status_code == 303


def test_logging_out_ends_the_session_itself(any_app, ana):
    stolen = ana.get_cookie("session").value
    response = ana.post("/logout")
    assert response.location == "/login?done=out"
    assert ana.get_cookie("session") is None
    thief = new_browser(any_app)
    thief.set_cookie("session", stolen)
    assert thief.get("/account").status_code == 303
    assert ana.post("/logout").status_code == 303


def test_logging_out_everywhere_ends_every_browser(any_app, ana):
    other, bia = sign_in(any_app), sign_up(any_app, "bia@example.org", "Bia")
    ana.post("/logout/everywhere")
    assert other.get("/account").status_code == 303
    assert bia.get("/account").status_code == 200


def test_a_session_that_is_used_is_renewed_with_its_cookie(any_app, ana):
    browser = sign_in(any_app, remember="1")
    assert cookie_of(browser.get("/account")) == ""
    database = any_app.extensions["database"].get()
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)
    with database.writing() as connection:
        connection.execute(update(session).values(expires_at=soon))
    assert f"Max-Age={30 * 24 * 60 * 60}" in cookie_of(browser.get("/account"))
    assert cookie_of(browser.get("/account")) == ""


def test_a_request_asks_the_database_once_and_none_without_a_cookie(any_app, ana, monkeypatch):
    from flow_forecaster.storage.database import Database

    asked = []
    reading = Database.reading
    monkeypatch.setattr(Database, "reading", lambda self: asked.append("read") or reading(self))
    assert "Ana" in ana.get("/").text
    assert asked == ["read"]
    assert new_browser(any_app).get("/").status_code == 200
    assert asked == ["read"]


def test_the_first_page_needs_no_database(assets, tmp_path):
    app = create_app(Settings(data_folder=str(tmp_path / "data")), assets=assets)
    client = app.test_client()
    assert client.get("/").status_code == 200
    assert client.get("/login").status_code == 200
    assert not (tmp_path / "data").exists()


def test_the_first_page_is_kept_by_the_browser_of_its_reader_only(any_app, ana):
    mine, anybodys = ana.get("/"), new_browser(any_app).get("/")
    assert mine.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in mine.headers["Vary"]
    assert mine.headers["ETag"] != anybodys.headers["ETag"]
    again = ana.get("/", headers={"If-None-Match": mine.headers["ETag"]})
    assert again.status_code == 304


def test_without_storage_the_first_page_still_answers_who_has_a_cookie(assets, tmp_path):
    (tmp_path / "file").touch()
    app = create_app(Settings(data_folder=str(tmp_path / "file")), assets=assets)
    browser = new_browser(app)
    browser.set_cookie("session", "some-secret")
    assert browser.get("/").status_code == 200
    assert browser.get("/account").status_code == 503


# Where a log-in leads


@pytest.mark.parametrize(
    "path", ["/", "/projects", "/account", "/forecasts/1?a=b&c=%20d", "/?history=8+6&items=60"]
)
def test_a_log_in_leads_back_to_a_page_of_ours(any_app, ana, path):
    assert log_in(new_browser(any_app), form={"next": path}).location == path
    assert log_in(new_browser(any_app), query_string={"next": path}).location == path


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "///evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/\r\nSet-Cookie: a=b",
        "/%0d%0aSet-Cookie: a=b",
        " /account",
        "/é",
        "",
    ],
)
def test_it_never_leads_elsewhere(any_app, ana, path):
    response = log_in(new_browser(any_app), form={"next": path})
    assert response.location == "/projects"
    assert "a=b" not in str(response.headers)
    page = new_browser(any_app).get("/login", query_string={"next": path})
    assert 'name="next"' not in page.text


def test_who_is_not_in_is_led_to_the_log_in_and_back(any_app, ana):
    response = new_browser(any_app).get("/account?x=1")
    assert response.status_code == 303
    assert response.location == "/login?next=%2Faccount%3Fx%3D1"
    assert 'name="next" value="/account?x=1"' in new_browser(any_app).get(response.location).text


# Changing and ending


def test_a_name_changes_and_is_escaped(ana):
    form = {"name": "<script>Ana</script>", "email": "ana@example.org"}
    assert ana.post("/account/profile", data=form).location == "/account?done=profile#profile"
    page = ana.get("/account").text
    assert "&lt;script&gt;Ana" in page
    assert "<script>Ana" not in page


def test_another_email_needs_the_password(any_app, ana):
    form = {"name": "Ana", "email": "ana@example.net"}
    response = ana.post("/account/profile", data=form)
    assert response.status_code == 422
    assert 'id="profile-password-problem"' in response.text
    form["current_password"] = password_of("ana@example.org")
    assert ana.post("/account/profile", data=form).status_code == 303
    password = password_of("ana@example.org")
    assert sign_in(any_app, "ana@example.net", password).get("/account").status_code == 200


def test_a_wrong_password_deletes_nothing(any_app, ana):
    before = everything(any_app)["account"]
    response = ana.post("/account/delete", data={"delete_password": "wrong"})
    assert response.status_code == 422
    assert 'id="delete_password-problem"' in response.text
    assert everything(any_app)["account"] == before


def test_a_deleted_account_is_gone_with_its_browsers(any_app, ana):
    other = sign_in(any_app)
    other.post("/account/tokens", data={"token_name": "Script"})
    response = ana.post("/account/delete", data={"delete_password": password_of("ana@example.org")})
    assert response.location == "/login?done=deleted"
    assert other.get("/account").status_code == 303
    assert log_in(new_browser(any_app)).status_code == 422
    left = everything(any_app)
    left.pop("attempts")
    assert not any(left.values())


def test_wrong_log_ins_are_bounded_with_a_sentence_and_a_time(any_app, ana):
    browser = new_browser(any_app)
    for _ in range(10):
        assert log_in(browser, "wrong").status_code == 422
    response = log_in(browser)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 900
    assert 'role="alert"' in response.text
    assert 'value="ana@example.org"' in response.text


def test_a_customer_of_ipv6_counts_as_one_address(any_app, ana):
    for n in range(10):
        assert log_in(new_browser(any_app), "wrong", environ_base=at(f"2001:db8::{n}"))
    assert log_in(new_browser(any_app), environ_base=at("2001:db8::ffff")).status_code == 429
    assert log_in(new_browser(any_app), environ_base=at("2001:db8:0:1::1")).status_code == 303


def at(address):
    return {"REMOTE_ADDR": address}


# Whose it is

GUESS = "0" * 32
OWN_PAGES = [
    ("GET", "/account", {}),
    ("GET", "/account/export", {}),
    ("POST", "/account/profile", {"name": "Bia", "email": "bia@example.org"}),
    ("POST", "/account/password", {"current_password": "x", "password": "another sentence"}),
    ("POST", "/account/tokens", {"token_name": "Script"}),
    ("POST", f"/account/tokens/{GUESS}/revoke", {}),
    ("POST", "/account/delete", {"delete_password": "x"}),
    ("POST", "/logout/everywhere", {}),
]


def test_every_page_of_an_account_is_tried(app):
    ours = {"account", "tokens_page"}
    rules = [r for r in app.url_map.iter_rules() if r.endpoint.partition(".")[0] in ours]
    tried = {(method, path.replace(GUESS, "<token_id>")) for method, path, _ in OWN_PAGES}
    known = {(m, r.rule) for r in rules for m in r.methods - {"HEAD", "OPTIONS"}}
    assert known | {("POST", "/logout/everywhere")} == tried


@pytest.mark.parametrize(("method", "path", "form"), OWN_PAGES)
def test_nobody_is_led_to_the_log_in_and_changes_nothing(any_app, ana, method, path, form):
    before = everything(any_app)
    for browser in (new_browser(any_app), with_cookie(any_app, "A" * 43)):
        response = browser.open(path, method=method, data=form or None)
        assert response.status_code == 303
        assert response.location.startswith("/login")
    assert everything(any_app) == before


def with_cookie(app, secret):
    browser = new_browser(app)
    browser.set_cookie("session", secret)
    return browser


@pytest.mark.parametrize("secret", ["", "x" * 5_000, "\x00", "%00", "é", "'; DROP TABLE account"])
def test_a_strange_cookie_is_nobody(any_app, ana, secret):
    headers = {"Cookie": f"session={secret}"}
    response = any_app.test_client(use_cookies=False).get("/account", headers=headers)
    assert response.status_code == 303


def test_the_token_of_another_and_one_that_never_was_are_the_same(any_app, ana):
    bia = sign_up(any_app, "bia@example.org", "Bia")
    ana.post("/account/tokens", data={"token_name": "Script"})
    token_id = re.search(r"/account/tokens/(\w+)/revoke", ana.get("/account").text)[1]
    answers = [bia.post(f"/account/tokens/{one}/revoke") for one in (token_id, GUESS, "%00")]
    assert [one.status_code for one in answers] == [404] * 3
    assert token_id in ana.get("/account").text
    assert ana.post(f"/account/tokens/{token_id}/revoke").status_code == 303
    assert token_id not in ana.get("/account").text


def test_everything_is_exported_as_a_file_of_its_own(ana):
    response = ana.get("/account/export")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert isinstance(response.json, dict)
