"""Clients that stall, by the hundred, and requests that come in pieces, before a real server."""

import json
import socket
from contextlib import ExitStack

import pytest

from tests.cli.test_serve import FORECAST, JSON, serving

N_STALLED = 400
"""More than the two workers have threads."""

BODY = json.dumps(FORECAST).encode()
HEAD = (
    b"POST /api/v1/forecasts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\n"
)
HALF_A_BODY = HEAD + b"Content-Length: 9\r\n\r\n{"
STALLING = {
    "silent": b"",
    "in the headers": b"GET / HTTP/1.1\r\nHost: x\r\n",
    "in the body": HALF_A_BODY,
    "while reading": b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(DATA_FOLDER=str(tmp_path_factory.mktemp("slow"))) as running:
        yield running


def connect(server):
    client = socket.socket()
    # Hardly anything fits in, so that who does not read is noticed.
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    client.settimeout(30)
    client.connect(server.place)
    return client


@pytest.mark.parametrize("begun", STALLING.values(), ids=STALLING)
def test_more_stalled_clients_than_threads_block_nobody(server, begun):
    with ExitStack() as stack:
        for _ in range(N_STALLED):
            stack.enter_context(connect(server)).sendall(begun)
        for _ in range(5):
            assert server.ask("POST", "/api/v1/forecasts", BODY, **JSON)[0] == 200


def exchange(server, *pieces):
    """The answer to a request that is sent in pieces, each for itself."""
    with connect(server) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            client.sendall(piece)
        return b"".join(iter(lambda: client.recv(65_536), b""))


def test_a_request_that_comes_byte_by_byte_is_answered(server):
    request = HEAD + f"Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY
    pieces = [request[n : n + 1] for n in range(len(request))]
    assert exchange(server, *pieces).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("n_spaces", [1_000, 60_000, 65_536, 200_000, 900_000])
def test_a_body_of_any_length_is_answered(server, n_spaces):
    body = BODY + b" " * n_spaces
    head = HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode()
    middle = len(body) // 2
    assert exchange(server, head, body[:middle], body[middle:]).startswith(b"HTTP/1.1 200")


def test_a_body_in_chunks_is_answered(server):
    head = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    chunk = f"{len(BODY):x}\r\n".encode() + BODY + b"\r\n"
    assert exchange(server, head, chunk, b"0\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_who_waits_to_be_told_to_go_on_is_told(server):
    head = HEAD + f"Content-Length: {len(BODY)}\r\nExpect: 100-continue\r\n\r\n".encode()
    with connect(server) as client:
        client.sendall(head)
        assert client.recv(1_000).startswith(b"HTTP/1.1 100")
        client.sendall(BODY)
        assert client.recv(1_000).startswith(b"HTTP/1.1 200")


def test_a_connection_is_used_again_for_what_was_sent_ahead(server):
    asked = b"GET /health/live HTTP/1.1\r\nHost: x\r\n"
    answers = exchange(server, (asked + b"\r\n") * 3 + asked + b"Connection: close\r\n\r\n")
    assert answers.count(b"HTTP/1.1 200") == 4


def test_who_hangs_up_within_a_request_is_forgotten(server):
    for begun in (b"GET / HT", HALF_A_BODY):
        with connect(server) as client:
            client.sendall(begun)
            client.shutdown(socket.SHUT_WR)
            # Refused, or nothing said at all: in any case the connection ends.
            while client.recv(65_536):
                pass
