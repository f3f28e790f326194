"""Thirty people log in at once: everybody gets in, soon."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

import pytest

from flow_forecaster.services import passwords
from tests.cli.test_serve import serving
from tests.storage.servers import migrated_database_url

N_PEOPLE = 30
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


def hash_s():
    """What one check of a password costs here and now, in seconds."""
    passwords.hash_password("warm")
    started_at = time.monotonic()
    passwords.hash_password("weeks of zero count")
    return time.monotonic() - started_at


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_thirty_log_in_at_once_and_nobody_waits_long(kind, tmp_path, record_property):
    url = migrated_database_url(kind, tmp_path)
    with serving("--workers", "2", DATABASE_URL=url) as server:
        for n in range(N_PEOPLE):
            assert post(server, "/register", form_of(n) | {"name": f"Ana {n}"})[0] == 303
        gate = Barrier(N_PEOPLE)

        def log_in(n):
            gate.wait(30)
            status, taken_s = post(server, "/login", form_of(n))
            return status, taken_s

        cost_s = hash_s()
        with ThreadPoolExecutor(N_PEOPLE) as pool:
            answers = list(pool.map(log_in, range(N_PEOPLE)))
        cost_s = max(cost_s, hash_s())
    assert [status for status, _ in answers] == [303] * N_PEOPLE
    times = sorted(taken_s for _, taken_s in answers)
    p95_s = times[int(0.95 * N_PEOPLE)]
    record_property("p95_s", round(p95_s, 3))
    # All thirty hashes one after the other, as if one worker got everybody, four times over for
    # a machine that does other work; and a second for what the first log-in loads.
    assert p95_s < 1 + 4 * N_PEOPLE * cost_s


def form_of(n):
    return {"email": f"ana{n}@example.org", "password": f"a sentence of person {n}"}


def post(server, path, form):
    started_at = time.monotonic()
    status, _ = server.ask("POST", path, urlencode(form), **FORM)
    return status, time.monotonic() - started_at
