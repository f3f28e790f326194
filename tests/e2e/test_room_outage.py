"""A server that is gone for good in the middle of a workshop, and one that comes back."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.devices import serving_at
from tests.e2e.rooms import PHONE, GroupPage
from tests.e2e.test_room_board import Workshop

GROUPS = range(1, 7)
DECISIONS = {1: "GO", 2: "ADJUST", 3: "NO-GO", 4: "GO", 5: "ADJUST", 6: "NO-GO"}


@pytest.fixture
def phones(browser):
    """Opens the pages of groups, each on a phone of its own."""
    opened = []

    def open_phones(room):
        for group in GROUPS:
            opened.append(browser.new_context(locale="en-US", **PHONE))
            yield group, GroupPage(opened[-1].new_page(), room.address, room.room, group)

    yield open_phones
    for context in opened:
        context.close()


def test_all_groups_finish_without_the_server_and_the_board_fills(browser, phones, tmp_path):
    with serving_at(tmp_path) as address:
        room = Workshop(browser, address)
        room.open_room(groups=len(GROUPS))
        room.press("Working")
        expect(room.tile(1)).to_be_visible()
        pages = dict(phones(room))
        for page in pages.values():
            page.guess(14).settle()
    codes = {group: decide(page, DECISIONS[group]) for group, page in pages.items()}
    seen = {group: page.weeks()[1] for group, page in pages.items()}
    assert len(set(codes.values())) == len(GROUPS)
    room.board.locator(".board-take summary").click(timeout=20_000)
    for group, code in codes.items():
        take(room, group, code)
        expect(room.tile(group).locator(".tile-weeks")).to_contain_text(seen[group])
    with serving_at(tmp_path, port=address.rstrip("/").rpartition(":")[2]):
        expect(room.lead.locator(".lead-group.is-done")).to_have_count(len(GROUPS), timeout=60_000)
        for group, page in pages.items():
            page.page.evaluate("dispatchEvent(new Event('online'))")
            expect(page.status).to_have_text("Live", timeout=60_000)
            said = room.device(group).hear()
            assert said["reason"] == f"Group {group} goes on."
            assert said["risk.0"] is True
            expect(room.tile(group).locator(".tile-weeks")).to_contain_text(seen[group])
        room.close()


def decide(page, decision):
    """A group switches a risk on, decides and says why; the code of its result."""
    page.step("Risks")
    page.page.get_by_role("switch").first.check()
    page.step("Decide")
    page.page.get_by_role("radio", name=decision, exact=True).check()
    group = page.page.url.rpartition("g")[2]
    page.typed("Why? In one sentence").fill(f"Group {group} goes on.")
    page.button("We are done").click()
    expect(page.travel_code).to_be_visible(timeout=20_000)
    return page.travel_code.inner_text()


def take(room, group, code):
    room.board.get_by_label("Code of the result").fill(code)
    room.board.get_by_role("button", name="Take it", exact=True).click()
    expect(room.board.locator("#take-said")).to_contain_text(f"Group {group}")
    expect(room.tile(group)).to_have_class(re.compile("is-done"))
