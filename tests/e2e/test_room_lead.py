"""Who leads for the first time is led through the workshop, and the phones follow."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.rooms import PHONE, GroupPage
from tests.e2e.test_room_board import Workshop

LINES = """all => all.map((one) => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return words.getClientRects().length;
})"""
"""In how many lines each stands."""


def test_what_now_leads_from_joining_to_the_end(browser, base_url):
    room = Workshop(browser, base_url)
    room.open_room()
    phone = browser.new_context(locale="en-US", **PHONE)
    ana = GroupPage(phone.new_page(), base_url, room.room).guess(14)
    room.press("Begin with guesses")
    room.lead.get_by_role("button", name=re.compile("^Start the work")).click()
    expect(ana.page.get_by_role("timer")).to_contain_text(re.compile(r"^2[45]:"))
    ana.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(ana.page.get_by_role("timer")).to_be_in_viewport()
    ana.typed("Items to do").fill("60")
    expect(ana.page.get_by_text("You type for the group")).to_be_visible()
    room.press("Begin with Group 1")
    expect(ana.page.get_by_text("Your group presents now.")).to_be_visible()
    expect(ana.page.get_by_role("timer")).to_contain_text(re.compile(r"^1:[0-3]\d"))
    room.press("Next: Group 2")
    expect(ana.page.get_by_text("Group 2 presents")).to_be_visible()
    room.press("Show the key")
    expect(room.board.locator(".key-table")).to_be_visible()
    room.press("Go to the poll")
    room.lead.get_by_role("button", name=re.compile("^Ask: ")).click()
    ana.page.get_by_role("radio", name="Nothing yet").check()
    room.press("End the workshop")
    expect(ana.page.get_by_text("The workshop is over.")).to_be_visible()
    assert ana.page.evaluate("document.documentElement.scrollWidth") <= 360
    for page in (ana.page, room.lead):
        assert Axe().run(page).response["violations"] == []
    phone.close()
    room.close()


def test_a_proposal_is_seen_and_the_sealed_key_opens(browser, base_url):
    room = Workshop(browser, base_url)
    room.open_room()
    proposal = {"by": "Ana", "field": "items", "value": 60, "note": "", "state": "open"}
    room.device(1).say(step=2, **{"proposal.a": proposal})
    expect(room.lead.locator(".lead-proposals")).to_contain_text("Ana: scope 60")
    with room.lead.expect_popup() as opened:
        room.press("Sealed key")
    expect(opened.value.get_by_role("heading", name="Key")).to_be_visible()
    # As wide as an A4 page between its margins.
    opened.value.set_viewport_size({"width": 700, "height": 900})
    lines = opened.value.locator("thead th").filter(has_text=re.compile("P50|P85|P95"))
    assert set(lines.evaluate_all(LINES)) == {1}
    room.close()
