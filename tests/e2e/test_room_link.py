"""Thirty phones join over one bad link: derived here, measured by `benchmarks.room_link`."""

import asyncio
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from benchmarks.room_link import (
    BITS_PER_S,
    HOST,
    MOST_S,
    N_DEVICES,
    PHONE,
    ROUND_TRIP_S,
    Device,
)
from benchmarks.shared_link import HEADERS, OPENING, SharedLink
from tests.e2e.rooms import open_room

ROUND_TRIPS = 7
"""To open a connection; the page; another connection; its script, in two flights; the first word
with the room, and its answer on a link that is still full."""

N_BYTES = 40_000


@pytest.fixture
def port(base_url):
    return urlsplit(base_url).port


@pytest.mark.parametrize("picks", [False, True], ids=["group's code", "room's code"])
def test_thirty_phones_can_join_within_fifteen_seconds(plain_browser, base_url, port, picks):
    code, _ = open_room(base_url)
    link, fetched, failed = SharedLink(port), [], []
    with link.in_thread() as shared:
        page = plain_browser.new_page(**PHONE)
        page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.goto(f"http://{HOST}:{shared}/r/{code}" + ("" if picks else "/g1"))
        if picks:
            page.click(f"a[href='/r/{code}/g1']")
        page.wait_for_selector("html[data-ready]")
        expect(page.locator(".status")).to_have_text("Live")
        assert page.evaluate("isSecureContext") is False
        assert failed == []
        device = Device(port)
        # The browser's own loop runs in this thread.
        with ThreadPoolExecutor(1) as thread:
            joining = device.join(f"/r/{code}/g1", by_picking=picks)
            thread.submit(asyncio.run, joining).result()
    assert device.problems == []
    # The benchmark's devices ask for what a browser asks for, which has its icon when it likes.
    assert {*device.fetched} ^ {*fetched} <= {icon_of(device)}
    round_trips = ROUND_TRIPS + (2 if picks else 0)
    assert N_DEVICES * link.n_bytes * 8 / BITS_PER_S + round_trips * ROUND_TRIP_S < MOST_S


def test_the_link_is_shared_and_takes_its_time():
    """Two connections get the same bytes, and no sooner than the link can carry them."""
    rate, round_trip_s = 4e6, 0.2
    with listening() as port:
        link = SharedLink(port, bits_per_s=rate, round_trip_s=round_trip_s)
        with link.in_thread() as shared:
            began = time.perf_counter()
            lines = [socket.create_connection(("127.0.0.1", shared)) for _ in range(2)]
            assert [read_all(line) for line in lines] == [N_BYTES, N_BYTES]
            took_s = time.perf_counter() - began
    assert link.n_connections == 2
    assert link.n_bytes > 2 * (N_BYTES + OPENING + HEADERS)
    # Opening takes a round trip, and what comes takes half of one.
    assert took_s > link.n_bytes * 8 / rate * 0.9
    assert took_s > 1.5 * round_trip_s


def icon_of(device):
    return next(path for path in device.fetched if path.endswith(".svg"))


@contextmanager
def listening():
    """The port of somebody who says so many bytes to who comes, twice, and hangs up."""

    def serve():
        for _ in range(2):
            line, _ = server.accept()
            with line:
                line.sendall(bytes(N_BYTES))

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(timeout=20)


def read_all(line):
    with line:
        line.settimeout(20)
        return sum(map(len, iter(lambda: line.recv(65_536), b"")))
