"""The image's root is read-only: everything works where only the data folder can be written."""

import json
import signal
import time

import pytest

from tests.cli.test_serve import FORECAST, JSON
from tests.deploy.read_only import serving_read_only
from tests.services.rooms import SETUP
from tests.web.people import SAME_SITE

FORM = {"Content-Type": "application/x-www-form-urlencoded"} | SAME_SITE
ANA = "name=Ana&email=ana@example.org&password=weeks+of+zero+count"


@pytest.fixture(scope="module", params=["python", "mounts"])
def server(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("read-only")
    with serving_read_only(request.param, folder) as server:
        yield server
        assert server.end(signal.SIGTERM) == 0
        log = server.process.stderr.read()
        assert "Read-only" not in log
        assert "Traceback" not in log
        assert [file.name for file in folder.iterdir() if file.name not in {"data", "hook"}] == []


@pytest.fixture(scope="module")
def signed_in(server):
    response, _ = server.fetch("POST", "/register", ANA, **FORM)
    assert response.status == 303
    return {"Cookie": response.headers["Set-Cookie"].partition(";")[0]} | SAME_SITE


def made(server, path, body, headers):
    status, answer = server.ask("POST", path, json.dumps(body), **JSON, **headers)
    assert status == 201, answer
    return json.loads(answer)


def test_what_is_kept_is_kept_and_downloaded(server, signed_in):
    project = {"name": "Payments", "history": FORECAST["history"]}
    project_id = made(server, "/api/v1/projects", project, signed_in)["id"]
    kept = {"name": "First", "request": FORECAST | {"deadline": {"weeks": 5}}}
    saved = made(server, f"/api/v1/projects/{project_id}/forecasts", kept, signed_in)
    page = server.ask("GET", f"/forecasts/{saved['id']}", **signed_in)
    assert page[0] == 200
    for kind, beginning in {"pdf": b"%PDF", "xlsx": b"PK"}.items():
        path = f"/forecasts/{saved['id']}/download/{kind}"
        status, file = server.ask("GET", path, **signed_in)
        assert (status, file.startswith(beginning)) == (200, True), kind


def test_long_computations_end(server):
    body = json.dumps(FORECAST | {"trials": 100_000})
    response, answer = server.fetch("POST", "/api/simulate", body, **JSON)
    cookie = {"Cookie": (response.headers["Set-Cookie"] or "").partition(";")[0]}
    path = f"/api/simulate/{json.loads(answer)['job_id']}"
    end = time.monotonic() + 60
    while (job := json.loads(server.ask("GET", path, **cookie)[1]))["status"] == "processing":
        assert time.monotonic() < end
        time.sleep(0.1)
    assert job["status"] == "completed"


def test_a_room_is_opened(server):
    made(server, "/api/v1/rooms", SETUP, {})


def test_it_is_ready(server):
    assert server.ask("GET", "/health/ready")[0] == 200
