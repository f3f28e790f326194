"""The server killed with -9 while people save: what was acknowledged is there afterwards."""

import json
import os
import signal
import subprocess
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException

import pytest

from flow_forecaster.domain.account import NewToken
from flow_forecaster.services.api_tokens import create_token
from flow_forecaster.services.saved_forecasts import list_forecasts
from flow_forecaster.storage.database import open_database
from tests.cli.test_serve import COMMAND, Server
from tests.services.keeping import COUNTS, NOW, new_account, new_project
from tests.storage.servers import migrated_database_url

N_CLIENTS = 6
N_BEFORE = 60
"""Forecasts that are acknowledged before the server is killed."""

MOST = 500 // N_CLIENTS
"""Forecasts of one client: a project keeps 500."""

REQUEST = {"history": {"counts": COUNTS}, "scope": {"items": 60}, "deadline": {"weeks": 10}}


@contextmanager
def serving(url, folder):
    """A server of two workers, in a group of its own so that all of it can be killed at once."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", "--workers", "2"],
        env=os.environ | {"LANGUAGE": "en", "DATABASE_URL": url, "DATA_FOLDER": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield Server(process)
        finally:
            kill(process)


def kill(process):
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=15)


def save(server, path, token, acknowledged, client):
    """Save one forecast after the other until nobody answers."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    for number in range(MOST):
        body = json.dumps({"name": f"{client} {number}", "request": REQUEST})
        try:
            with closing(HTTPConnection(*server.place, timeout=30)) as connection:
                connection.request("POST", path, body, headers)
                with connection.getresponse() as response:
                    status, answer = response.status, response.read()
        except (OSError, HTTPException):
            return
        assert status == 201, answer
        acknowledged.append(json.loads(answer)["id"])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_was_acknowledged_is_there_after_kill_9(kind, tmp_path):
    url = migrated_database_url(kind, tmp_path)
    database = open_database(url)
    ana = new_account(database)
    project = new_project(database, ana)
    _, token = create_token(database, ana, NewToken(name="Test"), now=NOW)
    acknowledged = []
    path = f"/api/v1/projects/{project.id}/forecasts"
    with serving(url, tmp_path) as server:
        clients = [
            threading.Thread(target=save, args=(server, path, token, acknowledged, client))
            for client in range(N_CLIENTS)
        ]
        for client in clients:
            client.start()
        end = time.monotonic() + 60
        while len(acknowledged) < N_BEFORE and time.monotonic() < end:
            time.sleep(0.005)
        assert any(client.is_alive() for client in clients)
        kill(server.process)
        for client in clients:
            client.join(30)
    assert len(acknowledged) >= N_BEFORE
    with serving(url, tmp_path) as server:
        status, answer = server.ask("GET", path, Authorization=f"Bearer {token}")
    assert status == 200
    assert set(acknowledged) <= {one["id"] for one in json.loads(answer)["forecasts"]}
    # What was not acknowledged is there whole, or not at all.
    kept = list_forecasts(database, ana, project.id)
    assert all(one.result.model.digest for one in kept)
    assert len(kept) <= len(acknowledged) + N_CLIENTS
    database.close()
