"""The disk of a running server fills up: nothing breaks, and it goes on once there is room."""

import json
import sqlite3
import time
from contextlib import closing

import pytest

from tests.cli.small_disk import serving_on_small_disk
from tests.cli.test_serve import FORECAST, JSON
from tests.services.rooms import ANA, BIA, SETUP
from tests.web.people import PASSWORDS, SAME_SITE

FORM = {"Content-Type": "application/x-www-form-urlencoded"} | SAME_SITE
FILE = {"Content-Type": "multipart/form-data; boundary=b"}
[(EMAIL, PASSWORD), *_] = PASSWORDS.items()
LOGIN = f"email={EMAIL}&password={PASSWORD.replace(' ', '+')}"
LARGE = FORECAST | {"trials": 200_000}
SENTENCES = {
    "en": "The disk of this installation is full",
    "pt-BR": "O disco desta instalação está cheio",
}
NO_ROOM = "/r/AAAAAA"
MOST_SAVED = 500
"""Forecasts that find room before the disk is really full: SQLite writes its log over again."""


class Kept:
    """What Ana kept before the disk was full, and how she asks for more."""

    def __init__(self, server, disk):
        self.server, self.disk = server, disk
        self.by_cookie = self.register()
        token = self.made("/api/v1/tokens", {"name": "Test"}, JSON | self.by_cookie)["token"]
        self.by_token = JSON | {"Authorization": f"Bearer {token}"}
        project = {"name": "P", "history": FORECAST["history"]}
        self.project_id = self.made("/api/v1/projects", project, self.by_token)["id"]
        self.room = self.made("/api/v1/rooms", SETUP, JSON)["code"]
        self.saved = [self.save()[1]["id"]]

    def register(self):
        response, _ = self.server.fetch("POST", "/register", f"{LOGIN}&name=Ana", **FORM)
        assert response.status == 303
        return {"Cookie": response.headers["Set-Cookie"].partition(";")[0]} | SAME_SITE

    def made(self, path, body, headers):
        status, answer = self.server.ask("POST", path, json.dumps(body), **headers)
        assert status == 201, answer
        return json.loads(answer)

    def save(self, **headers):
        path = f"/api/v1/projects/{self.project_id}/forecasts"
        body = json.dumps({"name": "F", "request": FORECAST})
        status, answer = self.server.ask("POST", path, body, **self.by_token, **headers)
        return status, json.loads(answer)

    def listed(self):
        path = f"/api/v1/projects/{self.project_id}/forecasts"
        status, answer = self.server.ask("GET", path, **self.by_token)
        assert status == 200
        return {one["id"] for one in json.loads(answer)["forecasts"]}

    def fill_disk(self):
        """Fill it, and write until nothing is taken any more, however small."""
        self.disk.fill()
        for _ in range(MOST_SAVED):
            status, answer = self.save()
            if status != 201:
                break
            self.saved.append(answer["id"])
        # A guess of a room is counted in two rows.
        while self.server.ask("GET", NO_ROOM)[0] != 503:
            pass

    def sync(self, device, **said):
        body = json.dumps({"device": device, "see": "g1", "since": 0} | said)
        return self.server.ask("POST", f"/api/v1/rooms/{self.room}/sync", body, **JSON)

    def ready(self):
        status, answer = self.server.ask("GET", "/health/ready")
        return status, json.loads(answer)["parts"]["disk"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("disk")
    with serving_on_small_disk(folder) as (server, disk):
        kept = Kept(server, disk)
        kept.fill_disk()
        yield kept


@pytest.mark.parametrize("language", SENTENCES)
def test_saving_is_refused_with_a_sentence_in_the_readers_language(kept, language):
    status, answer = kept.save(**{"Accept-Language": language})
    assert status == 503
    assert answer["detail"].startswith(SENTENCES[language])


def test_health_says_what_is_the_matter(kept):
    assert kept.ready() == (503, "full")
    assert kept.server.ask("GET", "/health/live")[0] == 200


def test_forecasts_still_work(kept):
    assert kept.server.ask("GET", "/")[0] == 200
    asked = json.dumps(FORECAST)
    assert kept.server.ask("POST", "/api/v1/forecasts", asked, **JSON)[0] == 200


def test_what_was_kept_can_be_read(kept):
    assert kept.listed() == set(kept.saved)
    for path in ("/projects", f"/projects/{kept.project_id}"):
        assert kept.server.ask("GET", path, **kept.by_cookie)[0] == 200
    assert kept.server.ask("GET", f"/r/{kept.room}/g1")[0] == 200


def test_a_room_goes_on_without_keeping_what_is_said(kept):
    assert kept.sync(ANA)[0] == 200
    change = {"scope": "g1", "name": "decision", "value": "go", "clock": 1}
    assert kept.sync(BIA, changes=[change])[0] == 503
    assert kept.server.ask("POST", "/api/v1/rooms", json.dumps(SETUP), **JSON)[0] == 503


def test_nothing_else_fails_in_an_unforeseen_way(kept):
    ask = kept.server.ask
    wrong = f"email={EMAIL}&password=wrong"
    upload = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    upload += b" " * 900_000 + b"\r\n--b--\r\n"
    answers = [
        ask("POST", "/api/simulate", json.dumps(LARGE), **JSON),
        ask("POST", "/api/simulate", json.dumps(FORECAST), **JSON),
        ask("POST", "/login", LOGIN, **FORM),
        ask("POST", "/login", wrong, **FORM),
        ask("POST", "/register", LOGIN.replace("ana", "caio") + "&name=Caio", **FORM),
        ask("GET", NO_ROOM),
    ]
    assert [status for status, _ in answers] == [503] * len(answers)
    assert ask("POST", "/projects/import", upload, **FILE, **kept.by_cookie)[0] == 422


def test_once_there_is_room_it_goes_on_without_a_restart(kept):
    kept.disk.make_room()
    status, saved = kept.save()
    assert status == 201, saved
    assert kept.listed() == {*kept.saved, saved["id"]}
    assert kept.server.ask("POST", "/login", LOGIN, **FORM)[0] == 303
    assert kept.ready()[0] == 200
    assert finished(kept.server)
    with closing(sqlite3.connect(kept.disk.folder / "flow-forecaster.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def finished(server):
    """Whether a job that is asked for now comes to its end."""
    status, answer = server.ask("POST", "/api/simulate", json.dumps(LARGE), **JSON)
    assert status == 202, answer
    path = f"/api/simulate/{json.loads(answer)['job_id']}"
    end = time.monotonic() + 60
    while time.monotonic() < end:
        said = json.loads(server.ask("GET", path)[1])["status"]
        if said != "processing":
            return said == "completed"
        time.sleep(0.1)
    return False
