"""A workshop's network is plain http, where browsers keep features and headers to themselves."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from benchmarks.room_link import ARGUMENTS, HOST
from tests.e2e.test_room_board import Workshop


@pytest.fixture
def plain_workshop(browser_type, browser_type_launch_args, base_url):
    """The facilitator's screens where the server is no localhost."""
    arguments = [*browser_type_launch_args["args"], *ARGUMENTS]
    browser = browser_type.launch(**browser_type_launch_args | {"args": arguments})
    room = Workshop(browser, f"http://{HOST}:{urlsplit(base_url).port}")
    room.open_room()
    assert room.lead.evaluate("isSecureContext") is False
    yield room
    room.close()
    browser.close()


def test_the_report_and_the_sealed_key_come_by_plain_http(plain_workshop):
    for name, begin in (("Table (CSV)", b"\xef\xbb\xbf"), ("Report (PDF)", b"%PDF")):
        with plain_workshop.lead.expect_download() as file:
            plain_workshop.press(name)
        assert file.value.path().read_bytes().startswith(begin)
    with plain_workshop.lead.expect_popup() as key:
        plain_workshop.press("Sealed key")
    expect(key.value.get_by_role("heading", name="Key")).to_be_visible()
