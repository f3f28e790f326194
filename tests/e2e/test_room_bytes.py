"""A group's page is small, so that thirty phones load it over one bad link."""

import pytest

from tests.e2e.rooms import PHONE, open_room
from tests.e2e.test_bytes import watch_traffic

LIMIT = 45_000
HTML_LIMIT = 10_000


@pytest.mark.parametrize("pace_model", ["resample", "auto"])
def test_a_groups_page_keeps_its_budget(browser, base_url, pace_model):
    code, _ = open_room(base_url, pace_model=pace_model)
    context = browser.new_context(**PHONE, service_workers="block")
    page = context.new_page()
    traffic = watch_traffic(page)
    page.goto(f"{base_url}/r/{code}/g1")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(500)
    context.close()
    assert traffic[f"{base_url}/r/{code}/g1"] <= HTML_LIMIT
    assert sum(traffic.values()) <= LIMIT, traffic
    assert any("/learned-" in address for address in traffic) == (pace_model == "auto")
