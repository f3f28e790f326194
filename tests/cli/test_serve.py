"""``flow-forecaster serve``: a real server on a free port of the loopback."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.services.rooms import ANA, SETUP

COMMAND = (sys.executable, "-m", "flow_forecaster", "serve")
JSON = {"Content-Type": "application/json"}
FORECAST = {"history": {"counts": [5, 6, 8]}, "scope": {"items": 20}}


class Server:
    """A running server, and what was printed when it was ready."""

    def __init__(self, process):
        self.process = process
        self.greeting = process.stdout.readline()
        self.address = next((w for w in self.greeting.split() if w.startswith("http")), "")

    @property
    def place(self):
        return urlsplit(self.address).hostname, urlsplit(self.address).port

    def ask(self, method, path, body=None, **headers):
        response, data = self.fetch(method, path, body, **headers)
        return response.status, data

    def fetch(self, method, path, body=None, **headers):
        """An answer with its headers, and its body as it came."""
        with closing(HTTPConnection(*self.place, timeout=30)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response, response.read()

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(timeout=40)


@contextmanager
def serving(*arguments, **environ):
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *arguments],
        env=os.environ | {"LANGUAGE": "en"} | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield Server(process)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


def test_says_where_to_look_in_the_readers_language(server):
    assert server.greeting == f"Flow Forecaster is running: {server.address} (Ctrl-C ends it)\n"
    assert server.place[0] == "127.0.0.1"
    with serving("--language", "pt-BR") as portuguese:
        assert portuguese.address
        assert portuguese.greeting != f"Flow Forecaster is running: {portuguese.address}"
        assert "Flow Forecaster is running" not in portuguese.greeting


def test_serves_the_page_the_api_and_the_built_files(server):
    assert server.ask("GET", "/health/live") == (200, b"ok\n")
    status, page = server.ask("GET", "/")
    assert status == 200
    style = page.decode().partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert server.ask("GET", style)[0] == 200
    status, answer = server.ask("POST", "/api/v1/forecasts", json.dumps(FORECAST), **JSON)
    assert status == 200
    assert json.loads(answer)["when"]


def test_no_database_is_made_before_something_is_kept(tmp_path):
    with serving(DATA_FOLDER=str(tmp_path)) as server:
        assert server.ask("GET", "/")[0] == 200
        assert server.ask("POST", "/api/v1/forecasts", json.dumps(FORECAST), **JSON)[0] == 200
        assert not list(tmp_path.iterdir())
        assert server.ask("POST", "/api/simulate", json.dumps(FORECAST), **JSON)[0] in (200, 202)
        assert list(tmp_path.iterdir())


def test_a_body_past_the_limit_gets_its_answer(server):
    status, answer = server.ask("POST", "/api/v1/forecasts", b" " * 1_000_001, **JSON)
    assert status == 413
    assert "1.000 kB" in json.loads(answer)["detail"]


def test_a_body_in_chunks_past_the_limit_gets_its_answer(server):
    chunks = (b" " * 100_000 for _ in range(11))
    assert server.ask("POST", "/api/v1/forecasts", chunks, **JSON)[0] == 413


def test_broken_chunks_are_refused(server):
    headers = JSON | {"Transfer-Encoding": "chunked"}
    status, answer = server.ask("POST", "/api/v1/forecasts", b"{}\r\n", **headers)
    assert status == 400
    assert json.loads(answer)["status"] == 400


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ends_at_a_signal_and_leaves_nothing_behind(number, tmp_path):
    with serving(HOME=str(tmp_path), LOG_LEVEL="info") as running:
        assert running.ask("GET", "/health/live")[0] == 200
        assert running.end(number) == 0
        log = running.process.stderr.read()
        with pytest.raises(ConnectionRefusedError):
            running.ask("GET", "/health/live")
    assert log.count("Booting worker") == 2
    assert "Traceback" not in log
    assert list(tmp_path.iterdir()) == []


def test_workers_can_be_chosen():
    with serving("--workers", "1", LOG_LEVEL="info", WORKERS="3") as running:
        assert running.ask("GET", "/health/live")[0] == 200
        running.end()
        assert running.process.stderr.read().count("Booting worker") == 1


def ended(*arguments, **environ):
    return subprocess.run(
        [*COMMAND, *arguments],
        env=os.environ | {"LANGUAGE": "en"} | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_a_port_that_is_taken_is_said(server):
    port = str(server.place[1])
    result = ended("--port", port)
    assert result.returncode == 2
    assert result.stderr == (
        f"Port {port} of 127.0.0.1 is taken. End what uses it, or give another with --port.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "environ", "sentence"),
    [
        (["--port", "http"], {}, "PORT is “http”; it must be a whole number from 0 to 65535."),
        ([], {"WORKERS": "0"}, "WORKERS is “0”; it must be a whole number from 1 to 64."),
        (["--host", "192.0.2.1"], {}, "Port 8080 of 192.0.2.1 cannot be used: "),
    ],
)
def test_what_cannot_be_served_is_said(arguments, environ, sentence):
    result = ended(*arguments, **environ)
    assert result.returncode == 2
    assert result.stderr.startswith(sentence)
    assert len(result.stderr.splitlines()) == 1


def test_who_waits_for_a_room_does_not_hold_up_the_end(tmp_path):
    with serving(DATA_FOLDER=str(tmp_path)) as running:
        status, opened = running.ask("POST", "/api/v1/rooms", json.dumps(SETUP), **JSON)
        assert status == 201
        said = json.dumps({"device": ANA, "see": "g1", "wait_s": 50})
        address = f"/api/v1/rooms/{json.loads(opened)['code']}/sync"
        version = json.loads(running.ask("POST", address, said, **JSON)[1])["version"]
        waiting = HTTPConnection(*running.place, timeout=30)
        since = json.dumps({"device": ANA, "see": "g1", "wait_s": 50, "since": version})
        waiting.request("POST", address, since, JSON)
        time.sleep(0.5)
        asked_at = time.monotonic()
        assert running.end() == 0
        assert time.monotonic() - asked_at < 50
        # Answered, not cut off: nothing was said meanwhile.
        assert waiting.getresponse().status == 204
        waiting.close()
