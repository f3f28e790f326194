"""Processes of a running server are replaced, ended and killed, while people go on asking."""

import json
import os
import signal
import socket
import threading
import time

import psutil
import pytest

from tests.cli.test_serve import FORECAST, JSON, serving

BODY = json.dumps(FORECAST).encode()
N_WORKERS = 2
N_CLIENTS = 4
N_AFTERWARDS = 20
"""Requests that are still made once all processes are new."""

PATIENCE_S = 30


@pytest.fixture
def server(tmp_path):
    with serving("--workers", str(N_WORKERS), DATA_FOLDER=str(tmp_path / "data")) as running:
        wait_until(lambda: len(workers(running)) == N_WORKERS)
        yield running


def workers(server):
    """The processes that answer."""
    children = psutil.Process(server.process.pid).children()
    return {one.pid for one in children if one.status() != psutil.STATUS_ZOMBIE}


def wait_until(condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.02)


class Crowd:
    """People who ask one thing after the other, each by a connection of its own."""

    def __init__(self, server):
        self.answers = []
        self._server, self._is_over = server, threading.Event()
        self._threads = [threading.Thread(target=self._go_on) for _ in range(N_CLIENTS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self._is_over.set()
        for thread in self._threads:
            thread.join(PATIENCE_S)

    def wait_for(self, n_more):
        wanted = len(self.answers) + n_more
        wait_until(lambda: len(self.answers) >= wanted)

    def _go_on(self):
        while not self._is_over.is_set():
            try:
                answer, _ = self._server.ask("POST", "/api/v1/forecasts", BODY, **JSON)
            except OSError as error:
                answer = repr(error)
            self.answers.append(answer)


def test_a_graceful_restart_loses_no_request(server):
    old = workers(server)
    with Crowd(server) as crowd:
        crowd.wait_for(1)
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(workers(server)) == N_WORKERS and not workers(server) & old)
        crowd.wait_for(N_AFTERWARDS)
    assert set(crowd.answers) == {200}


def begin_request(server):
    """A connection on which a process has begun to read a request."""
    client = socket.create_connection(server.place, timeout=PATIENCE_S)
    head = f"POST /api/v1/forecasts HTTP/1.1\r\nHost: x\r\nContent-Length: {len(BODY)}\r\n"
    client.sendall(f"{head}Content-Type: application/json\r\nExpect: 100-continue\r\n\r\n".encode())
    assert client.recv(100).startswith(b"HTTP/1.1 100")
    return client


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_was_begun_is_answered(server, number):
    with begin_request(server) as client:
        old = workers(server)
        server.process.send_signal(number)
        # Nobody new is let in by the processes that end.
        wait_until(lambda: number == signal.SIGTERM or workers(server) - old)
        client.sendall(BODY)
        assert client.recv(100).startswith(b"HTTP/1.1 200")
    if number == signal.SIGTERM:
        assert server.process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize("is_whole", [False, True], ids=["one", "all"])
def test_a_process_that_is_killed_is_replaced(server, is_whole):
    old = workers(server)
    killed = old if is_whole else {min(old)}
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(workers(server)) == N_WORKERS and not workers(server) & killed)
    for _ in range(N_AFTERWARDS):
        assert server.ask("POST", "/api/v1/forecasts", BODY, **JSON)[0] == 200
