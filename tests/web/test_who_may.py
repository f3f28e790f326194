"""Every route, tried by who may not: as another member, as nobody, and with guessed names.

A route that is in none of the groups fails the first test: whoever adds one says who may.
"""

import io
import json
import re
import secrets
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from flow_forecaster.domain.share import new_token
from flow_forecaster.settings import Settings
from flow_forecaster.storage.contents import canonical
from flow_forecaster.storage.tables import account, forecast, project, share
from flow_forecaster.web import create_app
from tests.services.keeping import COUNTS
from tests.web.conftest import TODAY
from tests.web.people import PASSWORDS, new_browser, sign_up

EVERYBODYS = {
    "GET /",
    "GET /api/v1/countries",
    "GET /api/v1/decks",
    "GET /api/v1/docs",
    "GET /api/v1/docs/static/<path:filename>",
    "GET /api/v1/docs/swagger/<path:name>",
    "GET /api/v1/openapi.json",
    "GET /forgot",
    "GET /health/live",
    "GET /health/ready",
    "GET /login",
    "GET /metrics",
    "GET /register",
    "GET /room-worker.js",
    "GET /rooms",
    "GET /rooms/deck.yaml",
    "GET /rooms/new",
    "POST /api/simulate",
    "POST /api/v1/backtests",
    "POST /api/v1/decks/read",
    "POST /api/v1/forecasts",
    "POST /api/v1/rooms",
    "POST /forgot",
    "POST /login",
    "POST /logout",
    "POST /register",
}
"""Nobody's data is behind these."""

SECRETS = {
    "GET /api/simulate/<job_id>",
    "DELETE /api/simulate/<job_id>",
    "DELETE /api/v1/backtests/<job_id>",
    "GET /api/v1/backtests/<job_id>",
    "GET /api/v1/rooms/<code>",
    "GET /r/<code>",
    "GET /r/<code>/board",
    "GET /r/<code>/g<int:number>",
    "GET /r/<code>/lead",
    "GET /r/<code>/paper",
    "GET /reset/<secret>",
    "POST /r/<code>/key",
    "POST /r/<code>/report.csv",
    "POST /r/<code>/report.pdf",
    "POST /reset/<secret>",
    "GET /s/<token>",
    "POST /api/v1/rooms/<code>/sync",
    "GET /s/<token>/download/<kind>",
    "GET /s/<token>/forecasts/<name>",
    "GET /s/<token>/forecasts/<name>/download/<kind>",
}
"""Who knows the secret may; nobody guesses it."""

LEAD_ON = {
    "GET /forecasts/<forecast_id>/outcome",
    "GET /forecasts/<forecast_id>/scenarios",
    "GET /projects/<project_id>/forecasts",
    "GET /projects/<project_id>/history",
}
"""Addresses of forms, which lead to the page that they stand on; that page says who may."""

INSTALLATION = {
    "GET /track-record",
    "GET /api/v1/track-record",
}
"""Only the owner of the installation may."""

ONES_OWN = {
    "GET /account",
    "GET /account/export",
    "GET /api/v1/account",
    "GET /api/v1/projects",
    "GET /api/v1/tokens",
    "GET /projects",
    "GET /projects/import",
    "GET /projects/new",
    "GET /rooms/mine",
    "POST /account/delete",
    "POST /account/password",
    "POST /account/profile",
    "POST /account/tokens",
    "POST /api/v1/projects",
    "POST /api/v1/projects/import",
    "POST /api/v1/tokens",
    "POST /logout/everywhere",
    "POST /projects/import",
    "POST /projects/new",
}
"""Everybody who is signed in may, each for themselves."""

OWNERS = {
    "DELETE /api/v1/projects/<project_id>",
    "DELETE /api/v1/projects/<project_id>/shares/<token>",
    "DELETE /api/v1/saved-forecasts/<forecast_id>",
    "DELETE /api/v1/tokens/<token_id>",
    "GET /api/v1/comparisons",
    "GET /api/v1/projects/<project_id>",
    "GET /api/v1/projects/<project_id>/export",
    "GET /api/v1/projects/<project_id>/forecasts",
    "GET /api/v1/projects/<project_id>/shares",
    "GET /api/v1/projects/<project_id>/track-record",
    "GET /api/v1/saved-forecasts/<forecast_id>",
    "GET /forecasts/<forecast_id>",
    "GET /forecasts/<forecast_id>/compare",
    "GET /forecasts/<forecast_id>/download/<kind>",
    "GET /projects/<project_id>",
    "GET /projects/<project_id>/backtest",
    "GET /projects/<project_id>/download/<kind>",
    "GET /projects/<project_id>/edit",
    "GET /projects/<project_id>/scenarios",
    "POST /account/tokens/<token_id>/revoke",
    "POST /api/v1/projects/<project_id>/forecasts",
    "POST /api/v1/projects/<project_id>/history",
    "POST /api/v1/projects/<project_id>/shares",
    "POST /api/v1/saved-forecasts/<forecast_id>/rerun",
    "POST /forecasts/<forecast_id>",
    "POST /forecasts/<forecast_id>/delete",
    "POST /forecasts/<forecast_id>/outcome",
    "POST /forecasts/<forecast_id>/rerun",
    "POST /forecasts/<forecast_id>/scenarios",
    "POST /projects/<project_id>/backtest",
    "POST /projects/<project_id>/backtest/cancel",
    "POST /projects/<project_id>/backtest/use",
    "POST /projects/<project_id>/delete",
    "POST /projects/<project_id>/edit",
    "POST /projects/<project_id>/forecasts",
    "POST /projects/<project_id>/history",
    "POST /projects/<project_id>/shares",
    "POST /projects/<project_id>/shares/revoke",
    "PUT /api/v1/projects/<project_id>",
    "PUT /api/v1/saved-forecasts/<forecast_id>",
    "PUT /api/v1/saved-forecasts/<forecast_id>/outcome",
}
"""Only its owner may; for others it is not there."""

GROUPS = (EVERYBODYS, SECRETS, LEAD_ON, INSTALLATION, ONES_OWN, OWNERS)

ASKED = {"history": {"counts": COUNTS}, "scope": {"items": 60}, "deadline": {"weeks": 10}}
CONTENT = {"name": "Portal", "history": {"counts": COUNTS}}
FORM = {"name": "Changed", "workdays": ["0", "1", "2", "3", "4"]}
MARK = "What only Ana knows"


def bodies(ids):
    """What each changing route is sent, so that it does its work for who may."""
    project = {"version": 1, "content": CONTENT}
    document = {"format": "flow-forecaster/1", "kind": "project", "projects": [ids.document]}
    return {
        "POST /account/profile": {"name": "B", "email": ids.email},
        "POST /account/password": {
            "current_password": ids.password, "password": "another long sentence",
        },
        "POST /account/delete": {"delete_password": ids.password},
        "POST /account/tokens": {"token_name": "CI"},
        "POST /projects/new": FORM,
        "POST /projects/import": {
            "file": (io.BytesIO(json.dumps(document).encode()), "portal.json"),
        },
        "POST /projects/<project_id>/backtest/use": {"model": "resample", "version": "1"},
        "POST /projects/<project_id>/edit": FORM | {"version": "1"},
        "POST /projects/<project_id>/forecasts": {"items": "60", "name": "Second"},
        "POST /projects/<project_id>/history": {"counts": "7"},
        "POST /projects/<project_id>/shares": {"forecast_id": ids.forecast_id},
        "POST /projects/<project_id>/shares/revoke": {"token": ids.token},
        "POST /forecasts/<forecast_id>": {"name": "Changed", "note": "", "version": "1"},
        "POST /forecasts/<forecast_id>/outcome": {"finished_on": "2027-01-04", "version": "1"},
        "POST /forecasts/<forecast_id>/scenarios": {"items": "50"},
        "POST /api/v1/rooms/<code>/sync": {"device": "d" * 16},
        "POST /api/v1/tokens": {"name": "CI"},
        "POST /api/v1/projects": CONTENT,
        "POST /api/v1/projects/import": document,
        "POST /api/v1/projects/<project_id>/forecasts": {"name": "Second", "request": ASKED},
        "POST /api/v1/projects/<project_id>/history": {"counts": [7]},
        "POST /api/v1/projects/<project_id>/shares": {"forecast_id": ids.forecast_id},
        "POST /api/v1/saved-forecasts/<forecast_id>/rerun": {},
        "PUT /api/v1/projects/<project_id>": project,
        "PUT /api/v1/saved-forecasts/<forecast_id>": {"version": 1, "name": "Changed", "note": ""},
        "PUT /api/v1/saved-forecasts/<forecast_id>/outcome": {
            "version": 1, "outcome": {"finished_on": "2027-01-04"},
        },
    }  # fmt: skip


def queries(ids):
    return {
        "GET /api/v1/comparisons": {"older": ids.other_id, "newer": ids.forecast_id},
        "GET /forecasts/<forecast_id>/compare": {"with": ids.other_id},
    }


@pytest.fixture(scope="module")
def there(assets, tmp_path_factory):
    """Ana, Bia and Caio, for tests that change nothing of Ana's."""
    folder = tmp_path_factory.mktemp("who-may")
    app = create_app(Settings(data_folder=str(folder)), today=lambda: TODAY, assets=assets)
    yield people_of(app)
    app.extensions["queue"].close()
    app.extensions["database"].close()


@pytest.fixture
def fresh(app):
    """The same, for a test that changes something."""
    return people_of(app)


def people_of(app):
    """Ana's and Bia's browsers, and the names of what Ana has."""
    ana = sign_up(app)
    bia = sign_up(app, "bia@example.org", "Bia")
    made = ana.post("/api/v1/projects", json=CONTENT | {"name": MARK}).json
    path = f"/api/v1/projects/{made['id']}"
    first, second = (
        ana.post(f"{path}/forecasts", json={"name": f"{MARK} {n}", "request": ASKED}).json
        for n in (1, 2)
    )
    token = ana.post(f"{path}/shares", json={}).json["token"]
    page = ana.get(f"/s/{token}").text
    name = page.partition(f'href="/s/{token}/forecasts/')[2].partition('"')[0]
    document = ana.get(f"{path}/export").json["projects"][0]
    ids = SimpleNamespace(
        project_id=made["id"], forecast_id=second["id"], other_id=first["id"], token=token,
        token_id=ana.post("/api/v1/tokens", json={"name": "CI"}).json["id"],
        name=name, kind="json", document=document, secret="x" * 43,
        email="ana@example.org", password=PASSWORDS["ana@example.org"],
    )  # fmt: skip
    return SimpleNamespace(app=app, ana=ana, bia=bia, caio=new_browser(app), ids=ids)


def guessed(ids):
    """Names of the right form, of nothing."""
    known = {"kind", "document", "email", "password"}
    made = {
        name: value
        if name in known
        else secrets.token_hex(len(value) // 2) + "0" * (len(value) % 2)
        for name, value in vars(ids).items()
    }
    return SimpleNamespace(**made)


def ask(browser, route, ids):
    method, rule = route.split(" ", 1)
    path = rule
    for name, value in vars(ids).items():
        path = re.sub(f"<(?:[a-z]+:)?{name}>", str(value), path)
    assert "<" not in path, f"Say what {path} names."
    body = bodies(ids).get(route)
    sent = {"json": body} if rule.startswith("/api/") else {"data": body}
    options = sent if body is not None else {}
    return browser.open(path, method=method, query_string=queries(ids).get(route), **options)


def routes(app):
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def kept_of(there):
    """What Ana has, as it is stored; nothing once she deleted her account."""
    with there.app.extensions["database"].get().reading() as connection:
        ana = connection.scalar(select(account.c.id).where(account.c.email == "ana@example.org"))
        own = select(project.c.id).where(project.c.account_id == ana)
        asked = (
            select(account).where(account.c.id == ana),
            select(project).where(project.c.account_id == ana),
            select(forecast).where(forecast.c.project_id.in_(own)).order_by(forecast.c.id),
            select(share).where(share.c.project_id.in_(own)).order_by(share.c.token),
        )
        return [[canonical(row) for row in connection.execute(one)] for one in asked]


def test_every_route_says_who_may(app):
    said = set().union(*GROUPS)
    assert routes(app) - said == set(), "Say in this file who may ask these."
    assert said - routes(app) == set(), "These are no longer there."
    assert sum(map(len, GROUPS)) == len(said)


NEEDS_MORE = {
    # Three periods are too few to test a model on, and so nothing runs that could be cancelled.
    "POST /projects/<project_id>/backtest",
    "POST /projects/<project_id>/backtest/cancel",
}


@pytest.mark.parametrize("route", sorted(OWNERS - NEEDS_MORE))
def test_its_owner_may(request, route):
    there = request.getfixturevalue("there" if route.startswith("GET") else "fresh")
    response = ask(there.ana, route, there.ids)
    assert response.status_code < 400, response.text
    assert "/login" not in response.headers.get("Location", "")


@pytest.mark.parametrize("route", sorted(ONES_OWN))
def test_who_is_signed_in_may_and_sees_nothing_of_others(request, route):
    there = request.getfixturevalue("there" if route.startswith("GET") else "fresh")
    assert ask(there.ana, route, there.ids).status_code < 400
    ids = SimpleNamespace(**vars(there.ids) | {
        "email": "bia@example.org", "password": PASSWORDS["bia@example.org"]
    })  # fmt: skip
    before = kept_of(there)
    response = ask(there.bia, route, ids)
    assert response.status_code < 400, response.text
    assert MARK not in response.text
    assert kept_of(there) == before


@pytest.mark.parametrize("route", sorted(OWNERS))
def test_for_another_member_it_is_not_there(there, route):
    before = kept_of(there)
    response = ask(there.bia, route, there.ids)
    assert response.status_code == 404, response.text
    assert MARK not in response.text
    assert kept_of(there) == before


@pytest.mark.parametrize("route", sorted(OWNERS))
def test_a_guess_is_answered_as_what_is_not_there(there, route):
    ids = guessed(there.ids)
    assert ask(there.ana, route, ids).status_code == 404
    guess, others = ask(there.bia, route, ids), ask(there.bia, route, there.ids)
    assert guess.status_code == 404
    assert without(ids, guess) == without(there.ids, others)


def without(ids, response):
    """An answer but for the address that was asked, which a page's link to its language repeats."""
    names = [ids.project_id, ids.forecast_id, ids.other_id, ids.token, ids.token_id]
    return re.sub("|".join(names), "_", response.text), response.content_type


@pytest.mark.parametrize("route", sorted(OWNERS | ONES_OWN | INSTALLATION))
def test_nobody_may_not(there, route):
    before = kept_of(there)
    response = ask(there.caio, route, there.ids)
    if " /api/" in route:
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    else:
        assert response.status_code in {302, 303}
        assert response.headers["Location"].startswith("/login")
    assert MARK not in response.text
    assert kept_of(there) == before


@pytest.mark.parametrize("route", sorted(INSTALLATION))
def test_only_the_owner_of_the_installation_may(there, route):
    assert ask(there.ana, route, there.ids).status_code == 200
    refused = ask(there.bia, route, there.ids)
    assert refused.status_code == 403 and MARK not in refused.text


@pytest.mark.parametrize("route", sorted(LEAD_ON))
def test_an_address_of_a_form_leads_on_and_tells_nothing(there, route):
    response = ask(there.caio, route, there.ids)
    assert response.status_code in {302, 303}
    assert response.headers["Location"].startswith(("/projects/", "/forecasts/", "/login"))
    assert MARK not in response.text


@pytest.mark.parametrize("route", sorted(one for one in SECRETS if "/s/" in one))
def test_who_has_a_link_may_read_and_learns_nothing_that_is_used_elsewhere(there, route):
    response = ask(there.caio, route, there.ids)
    assert response.status_code == 200
    assert MARK in response.text
    ids = vars(there.ids)
    for secret in ("project_id", "forecast_id", "other_id", "token_id", "email"):
        assert ids[secret] not in response.text
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("route", sorted(SECRETS))
def test_no_secret_is_guessed(there, route):
    ids = guessed(there.ids)
    ids.number = 1
    ids.token, ids.job_id, ids.code = new_token(), secrets.token_hex(16), "ZZZZZZ"
    response = ask(there.caio, route, ids)
    assert response.status_code in {404, 410}, response.text
    assert MARK not in response.text


def test_a_right_token_does_not_open_another_thing(there):
    ids = SimpleNamespace(**vars(there.ids) | {"name": there.ids.forecast_id})
    for route in (one for one in SECRETS if "<name>" in one):
        assert ask(there.caio, route, ids).status_code == 404
