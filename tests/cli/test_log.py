"""The log of a real server, at its most talkative, names nobody and repeats nothing."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from tests.e2e.conftest import serving
from tests.services.rooms import ANA as DEVICE
from tests.services.rooms import SETUP

JSON = {"Content-Type": "application/json"}
PRIVATE = {
    "the e-mail": "ana.private",
    "the name": "Anastasia",
    "the password": "sentence-of-ana",
    "the nickname": "Sunflower",
    "the history": "7411",
    "the project": "Secret-Payments",
    "the note": "between-us",
    "the risk": "Rival-launches",
    "the address of what is not there": "somewhere-private",
    "what was searched for": "asked-privately",
    "the browser": "Private-Browser",
}
WHO = {"email": "ana.private@example.org", "name": "Anastasia", "password": "sentence-of-ana-7"}
RISK = {"name": "Rival-launches", "probability": 0.4, "impact": {"low": 1, "mode": 2, "high": 3}}
FORECAST = {
    "history": {"counts": [7411, 7411, 7411]},
    "scope": {"items": 9000},
    "risks": [RISK],
    "deadline": {"weeks": 3},
}
PROJECT = {"name": "Secret-Payments", "note": "between-us", "history": FORECAST["history"]}


class Browser:
    """Asks as somebody's browser does, and keeps the cookie."""

    def __init__(self, address):
        self.address, self.cookie, self.statuses = address.rstrip("/"), "", []

    def ask(self, path, body=None, **headers):
        told = {"User-Agent": "Private-Browser/1", "Sec-Fetch-Site": "same-origin"} | headers
        if self.cookie:
            told["Cookie"] = self.cookie
        request = urllib.request.Request(self.address + path, body, told)
        try:
            with urllib.request.build_opener(Staying).open(request, timeout=60) as answer:
                return self.note(answer)
        except urllib.error.HTTPError as error:
            with error:
                return self.note(error)

    def note(self, answer):
        if said := answer.headers.get("Set-Cookie"):
            self.cookie = said.partition(";")[0]
        self.statuses.append(answer.status)
        return answer.read()

    def send(self, path, form):
        return self.ask(path, urllib.parse.urlencode(form).encode())

    def post(self, path, body):
        return json.loads(self.ask(path, json.dumps(body).encode(), **JSON))


class Staying(urllib.request.HTTPRedirectHandler):
    """Follows no redirection, so that its cookie is seen."""

    def redirect_request(self, *_arguments):
        return None


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The log after much was done, and the secrets that were made meanwhile."""
    home = tmp_path_factory.mktemp("log")
    with serving(home, LOG_LEVEL="debug") as address:
        ana = Browser(address)
        ana.send("/register", WHO)
        session = ana.cookie.partition("=")[2]
        ana.send("/login", WHO | {"password": "sentence-of-ana-wrong"})
        ana.send("/forgot", {"email": WHO["email"]})
        token = ana.post("/api/v1/tokens", {"name": "Secret-Payments"})["token"]
        project_id = ana.post("/api/v1/projects", PROJECT)["id"]
        kept = {"name": "Secret-Payments", "request": FORECAST}
        ana.post(f"/api/v1/projects/{project_id}/forecasts", kept)
        ana.post("/api/v1/forecasts", FORECAST)
        ana.post("/api/v1/forecasts", FORECAST | {"risks": [RISK | {"probability": 7}]})
        ana.post("/api/simulate", FORECAST | {"trials": 50_000})
        opened = ana.post("/api/v1/rooms", SETUP)
        said = {"device": DEVICE, "see": "g1", "nickname": "Sunflower"}
        ana.ask(f"/api/v1/rooms/{opened['code']}/sync", json.dumps(said).encode(), **JSON)
        ana.ask("/somewhere-private?q=asked-privately")
        ana.ask("/?history=7411+7411&items=90")
        assert ana.statuses.count(500) == 0
    log = (home / "server.log").read_text("utf-8")
    assert '"answered"' in log
    return log, {"session": session, "token": token, "key": opened["key"]}


@pytest.mark.parametrize("text", PRIVATE.values(), ids=PRIVATE)
def test_nothing_private_is_logged(told, text):
    log, _ = told
    assert text.lower() not in log.lower()


@pytest.mark.parametrize("name", ["session", "token", "key"])
def test_no_secret_is_logged(told, name):
    log, secrets = told
    assert secrets[name] not in log


def test_nobodys_address_is_logged(told):
    log, _ = told
    lines = [line for line in log.splitlines() if '"answered"' in line]
    assert not re.search(r"127\.0\.0\.1|localhost", "\n".join(lines))
