"""Pages on a bad network, as a report: what is timed here is printed and not judged.

`python -m benchmarks.page` measures more of it, and docs/performance.md has what it said.
"""

import pytest

from benchmarks.page import NETWORKS, Target, report, visit
from tests.e2e.rooms import open_room
from tests.e2e.test_bytes import CHARTS_LIMIT, REQUESTS_LIMIT
from tests.e2e.test_room_bytes import LIMIT as ROOM_LIMIT

SLOW_4G = NETWORKS[0]


@pytest.fixture
def targets(base_url):
    code, _ = open_room(base_url)
    return {
        "forecast": Target("", "/", "#headline .figure", ".charts svg"),
        "group": Target("", f"/r/{code}/g1", ".status.is-live", "main"),
    }


@pytest.mark.parametrize(
    ("name", "most_bytes"), [("forecast", CHARTS_LIMIT), ("group", ROOM_LIMIT)]
)
def test_a_page_becomes_usable_within_its_bytes(browser, base_url, targets, name, most_bytes):
    first, again = visit(browser, base_url, targets[name], SLOW_4G)
    report(SLOW_4G, [(first, again)])
    assert first.usable_s > 0
    assert first.answered_s > 0
    assert first.kilobytes * 1_000 <= most_bytes, first.n_bytes
    assert len(first.n_bytes) <= REQUESTS_LIMIT, first.n_bytes
    assert [address for address in again.n_bytes if "/static/" in address] == []
