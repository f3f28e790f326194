"""A whole workshop in one room, over plain http: who leads, and two groups on real phones."""

import io
import re
import time
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import expect

from benchmarks.room_link import HOST
from tests.e2e.devices import serving_at
from tests.e2e.rooms import PHONE, GroupPage, fields_of
from tests.e2e.test_room_board import BACK_S, Workshop

TYPED = "5; 6; 8; 5\n9 7, 6"
REASON = (
    "We cut ten tasks, since the contract of the datacenter ends and the tests may well fail. " * 3
)
"""Longer than what a QR code carries."""


class Journey:
    """The facilitator, and three phones: two of the first group, one of the second."""

    def __init__(self, browser, port):
        self.browser, self.errors = browser, []
        self.lead = Workshop(browser, f"http://{HOST}:{port}")
        self.opened = self.lead.open_room(groups=2)
        self.ana = self.phone(self.join_by_code())
        self.bia = self.phone(self.new_page(), group=1)
        self.caio = self.phone(self.new_page(), group=2)

    def new_page(self):
        page = self.browser.new_context(locale="en-US", **PHONE).new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def join_by_code(self):
        """As somebody does who has only the wall to read from."""
        page = self.new_page()
        page.goto(f"{self.lead.address}/rooms")
        page.get_by_label("The room's code").fill(self.lead.room.lower())
        page.get_by_role("button", name="Join").click()
        page.get_by_role("link", name="Group 1").click()
        expect(page.get_by_role("heading", name="When will it finish?")).to_be_visible()
        return page

    def phone(self, page, group=1):
        return GroupPage(page, self.lead.address, self.lead.room, group)

    def close(self):
        self.lead.close()
        assert self.errors == []


def test_a_workshop_from_its_opening_to_the_links_taken_home(plain_browser, tmp_path):
    with serving_at(tmp_path) as address:
        port = urlsplit(address).port
        journey = Journey(plain_browser, port)
        everybody_guesses(journey)
        both_groups_forecast(journey)
        who_leads_asks_and_they_answer(journey)
    the_server_is_gone_and_a_phone_is_lost(journey)
    with serving_at(tmp_path, port=port):
        the_board_is_right_again(journey)
        they_present_and_compare(journey)
        the_end_is_taken_home(journey)
        journey.close()


def everybody_guesses(journey):
    room = journey.lead
    room.press("Begin with guesses")
    for page, weeks in ((journey.ana, 11), (journey.bia, "14,5"), (journey.caio, 30)):
        assert set(page.bar()) == {"\N{EN DASH}"}
        page.guess(weeks)
    expect(room.board.locator(".dots circle")).to_have_count(3)
    room.lead.get_by_role("button", name=re.compile("^Start the work")).click()


def both_groups_forecast(journey):
    ana, caio, room = journey.ana, journey.caio, journey.lead
    for page in (ana, caio):
        expect(page.page.get_by_role("timer")).to_contain_text(re.compile(r"^2[45]:"))
    case = ana.typed("Finished each week, oldest first").input_value()
    ana.typed("Finished each week, oldest first").fill(TYPED)
    typed = ana.weeks()
    ana.typed("Finished each week, oldest first").fill(case)
    assert ana.weeks() != typed
    for page in (ana, caio):
        page.step("Forecast")
        page.step("Risks")
        page.step("Deadline")
        page.settle()
    for group, page in ((1, ana), (2, caio)):
        expect(room.tile(group).locator(".tile-weeks")).to_contain_text(page.weeks()[1])
        expect(room.tile(group).locator(".tile-chance")).to_have_text(page.bar()[3])


def who_leads_asks_and_they_answer(journey):
    ana, bia, room = journey.ana, journey.bia, journey.lead
    room.press("What-if challenge")
    room.lead.get_by_label("Ready-made").select_option("more")
    room.press("Send")
    ana.typed("Your answer").fill("We cut it again.")
    expect(room.lead.locator(".lead-answer")).to_contain_text("We cut it again.")
    bia.step("Decide")
    bia.typed("Scope").fill("70")
    bia.button("Propose to the group").click()
    ana.button("Take it").click()
    expect(bia.typed("Scope")).to_have_value("70")
    assert ana.bar() == bia.bar()


def the_server_is_gone_and_a_phone_is_lost(journey):
    """The first group goes on with its other phone; both results come without a server."""
    ana, bia, caio, room = journey.ana, journey.bia, journey.caio, journey.lead
    seen = ana.bar()
    ana.page.context.close()
    bia.button("Take over typing").click()
    assert bia.bar() == seen
    decide(bia, "ADJUST", REASON.strip())
    decide(caio, "NO-GO", "It cannot be done.")
    for page in (bia, caio):
        expect(page.status).to_contain_text("Working without the server.", timeout=20_000)
    expect(room.lead.locator(".lead-link")).to_contain_text("No connection", timeout=20_000)
    room.lead.get_by_label("Take a picture of the QR code").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": photo_of(bia)}
    )
    expect(room.lead.locator("#take-said")).to_contain_text("The result of Group 1 is here.")
    room.lead.get_by_label("Code of the result").fill(caio.travel_code.inner_text().lower())
    room.press("Take it")
    expect(room.lead.locator("#take-said")).to_contain_text("The result of Group 2 is here.")
    expect(room.lead.locator(".lead-group.is-done")).to_have_count(2)
    expect(room.lead.locator(".lead-group blockquote")).to_contain_text("We cut ten tasks")


def the_board_is_right_again(journey):
    room, began = journey.lead, time.monotonic()
    for group, page in ((1, journey.bia), (2, journey.caio)):
        expect(room.tile(group)).to_have_class(re.compile("is-done"))
        expect(room.tile(group).locator(".tile-weeks")).to_contain_text(page.weeks()[1])
    assert time.monotonic() - began < BACK_S
    for page in (journey.bia, journey.caio):
        page.page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.status).to_have_text("Live", timeout=30_000)
    address = room.address.replace(HOST, "127.0.0.1")
    said = fields_of(address, room.room, 1)
    # Its own words, whole, and not the beginning of them that the QR code carried.
    assert said["reason"]["value"] == REASON.strip()
    assert (said["decision"]["value"], said["items"]["value"]) == ("adjust", 70)
    assert fields_of(address, room.room, 2)["reason"]["value"] == "It cannot be done."


def they_present_and_compare(journey):
    bia, caio, room = journey.bia, journey.caio, journey.lead
    room.press("Begin with Group 1")
    expect(room.board.locator(".present-changes")).to_have_text("Changed: scope 70")
    expect(room.board.locator(".present blockquote")).to_contain_text("may well fail.")
    expect(bia.page.get_by_text("Your group presents now.")).to_be_visible()
    expect(bia.page.get_by_role("timer")).to_contain_text(re.compile(r"^1:[0-3]\d"))
    room.press("Next: Group 2")
    expect(caio.page.get_by_text("Your group presents now.")).to_be_visible()
    room.switch("Guesses")
    expect(room.board.locator(".answer-mark")).to_have_count(2)
    room.switch("Guesses", on=False)
    room.press("Show the key")
    expect(room.board.locator(".key-table tbody tr").first).to_contain_text("13 / 15 / 16")
    room.press("Hide the key")


def the_end_is_taken_home(journey):
    bia, caio, room = journey.bia, journey.caio, journey.lead
    room.press("Go to the poll")
    room.lead.get_by_role("button", name=re.compile("^Ask: ")).click()
    for page in (bia, caio):
        page.page.get_by_role("radio", name="Promise a date with its chance").check()
    expect(room.board.locator(".poll-view strong").first).to_have_text("2")
    room.press("End the workshop")
    expect(bia.page.get_by_text("The workshop is over.")).to_be_visible()
    with room.lead.expect_download() as table:
        room.press("Table (CSV)")
    _head, first, second = table.value.path().read_text("utf-8-sig").splitlines()
    assert first.startswith("Group 1,Cloud migration,")
    assert ",70,5,15," in first
    assert ',ADJUST,"We cut ten tasks' in first
    assert ",NO-GO,It cannot be done.," in second
    again = journey.phone(journey.new_page(), group=1)
    again.button("Go on without a guess").click()
    expect(again.page.get_by_role("radio", name="ADJUST", exact=True)).to_be_checked()
    assert again.bar() == bia.bar()


def decide(page, decision, reason):
    page.step("Decide")
    page.page.get_by_role("radio", name=decision, exact=True).check()
    page.typed("Why? In one sentence").fill(reason)
    page.button("We are done").click()


def photo_of(page):
    """A picture of the phone with its QR code, taken somewhat askew."""
    page.page.locator(".travel .qr").scroll_into_view_if_needed()
    seen = Image.open(io.BytesIO(page.page.screenshot())).convert("L")
    kept = io.BytesIO()
    seen.resize((900, 1600)).rotate(-5, expand=True, fillcolor=120).save(kept, "PNG")
    return kept.getvalue()
