"""A workshop: a facilitator with phone and projector, and groups that join, work and present."""

import re
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from flow_forecaster.domain.language import load_language
from tests.e2e.devices import Device, ask, open_room, serving_at, travel_code
from tests.e2e.rooms import open_room as open_by_api

LANGUAGES = {"en": "en-US", "pt-BR": "pt-BR"}
PHONE = {"width": 360, "height": 740}
PROJECTOR = {"width": 1280, "height": 720}
SOON_MS = 2_000
"""Within which a change on a phone is on the board."""

BACK_S = 5.0
"""Within which the board is right after the server came back."""

LEAST_DOTS_PX = 40
"""Of an axis with guesses on it, at 1280 by 720."""

IDLE_S = 60
MOST_IDLE_BYTES = 1_000


KEPT = "async () => (await (await caches.open('flow-forecaster-room-1')).keys()).length >= 4"
"""That the page, its style, its script and its reader of QR codes are kept."""


class Workshop:
    """The facilitator's screens, in one language, with a room of two groups."""

    def __init__(self, browser, address, code="en"):
        self.say = load_language(code).gettext
        self.address, self.errors = address, []
        options = {"locale": LANGUAGES[code], "base_url": address}
        self.laptop = browser.new_context(viewport=PROJECTOR, **options)
        self.phone = browser.new_context(viewport=PHONE, **options)
        self.room, self.key, self.lead, self.board = "", "", None, None

    def open_room(self, groups=2):
        """By the page for it, which stays open."""
        page = self.new_page(self.laptop, "/rooms/new")
        expect(page.locator(".case-list li")).to_have_count(6)
        page.get_by_label(self.say("Groups"), exact=True).fill(str(groups))
        page.get_by_role("button", name=self.say("Open the room")).click()
        expect(page.locator(".opened-code")).to_be_visible()
        self.room = page.locator(".opened-code").inner_text()
        link = page.get_by_role("textbox", name=self.say("The facilitator's secret link"))
        self.key = link.input_value().split("#")[1]
        self._open_screens(groups)
        return page

    def begin(self, groups=2):
        """In a room that was opened by the API."""
        chosen = [
            {"number": n, "name": f"Group {n}", "case": (n - 1) % 6} for n in range(1, groups + 1)
        ]
        self.room, self.key = open_by_api(self.address.rstrip("/"), groups=chosen)
        self._open_screens(groups)

    def _open_screens(self, groups):
        self.lead = self.new_page(self.phone, f"/r/{self.room}/lead#{self.key}")
        expect(self.lead.locator(".lead-group")).to_have_count(groups)
        self.board = self.new_page(self.laptop, f"/r/{self.room}/board")
        expect(self.board.locator(".lobby-code")).to_have_text(self.room)

    def new_page(self, context, path):
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(path)
        return page

    def press(self, name):
        self.lead.get_by_role("button", name=self.say(name), exact=True).click()

    def switch(self, name, *, on=True):
        self.lead.get_by_role("switch", name=self.say(name), exact=True).set_checked(on)

    def device(self, group):
        return Device(self.address, self.room, group)

    def tile(self, group):
        return self.board.locator(f".board-tile[data-group='{group}']")

    def close(self):
        self.laptop.close()
        self.phone.close()
        assert self.errors == []


@pytest.fixture
def workshop(browser, base_url):
    opened = Workshop(browser, base_url)
    yield opened
    opened.close()


@pytest.fixture(params=LANGUAGES)
def any_workshop(request, browser, base_url):
    opened = Workshop(browser, base_url, request.param)
    yield opened
    opened.close()


def work_through(device, decision="adjust"):
    device.say(
        step=5, done=True, decision=decision, reason="We cut five items.", **{"risk.0": True}
    )


def test_a_whole_workshop(any_workshop):
    room = any_workshop
    expect(room.open_room().locator(".qr-card")).to_have_count(2)
    first, second = room.device(1), room.device(2)
    people_join_and_guess(room, first, second)
    groups_work(room, first, second)
    the_facilitator_speaks(room, first, second)
    a_group_presents(room, first)
    the_answers_are_shown(room)
    everybody_votes(room, first, second)
    the_report_is_taken_home(room)


def test_screens_say_nothing_by_themselves(workshop):
    """What they would say of their own could take the place of what the facilitator just said."""
    workshop.begin()
    device = workshop.device(1)
    assert device.hear() == {}
    expect(workshop.board.locator(".lobby-groups li.is-here")).to_have_count(1, timeout=12_000)
    workshop.lead.reload()
    expect(workshop.lead.locator(".lead-group")).to_have_count(2)
    workshop.lead.wait_for_timeout(1_000)
    assert device.hear() == {}


def people_join_and_guess(room, first, second):
    # Joining says nothing in the room, and is seen.
    first.hear()
    expect(room.board.locator(".lobby-groups li.is-here")).to_have_count(1, timeout=12_000)
    room.press("Guessing")
    first.say(**{f"guess.{first.name}": {"weeks": 11}})
    second.say(**{f"guess.{second.name}": {"weeks": 30}})
    expect(room.board.locator(".dots circle")).to_have_count(2)
    expect(room.board.locator(".answer-mark")).to_have_count(0)


def groups_work(room, first, second):
    room.lead.get_by_role("button", name=re.compile("^25 min")).click()
    expect(room.board.locator(".clock")).to_contain_text(re.compile(r"^2[45]:\d\d"))
    first.say(step=2)
    expect(room.tile(1).locator(".tile-weeks")).to_contain_text("13")
    expect(room.tile(2).locator(".tile-chance")).to_have_text("\N{EN DASH}")
    first.say(**{"risk.0": True, "risk.1": True, "step": 3})
    expect(room.tile(1).locator(".tile-weeks")).to_contain_text("15")
    second.say(step=3, **{"odd.items_total": True})
    expect(room.tile(2).locator(".note-odd")).to_be_visible()


def the_facilitator_speaks(room, first, second):
    ready = room.lead.get_by_label(room.say("Ready-made"))
    ready.select_option("p85")
    room.press("Send")
    expect(room.board.locator(".board-push")).to_contain_text("85")
    assert any(name.startswith("hint.") for name in first.hear())
    room.press("What-if challenge")
    ready.select_option("sooner")
    room.lead.get_by_role("group", name=room.say("Who gets it"), exact=True).get_by_label(
        "2"
    ).check()
    room.press("Send")
    expect(room.lead.locator(".lead-sent li")).to_have_count(2)
    expect(room.lead.locator(".lead-link")).to_be_empty()
    room.lead.wait_for_timeout(1_000)
    (challenge,) = (value for name, value in second.hear().items() if "challenge." in name)
    assert challenge["to"] == [2]


def a_group_presents(room, first):
    work_through(first)
    expect(room.tile(1)).to_have_class(re.compile("is-done"))
    room.lead.locator(".lead-group").first.get_by_role("button").click()
    expect(room.board.locator(".present blockquote")).to_have_text("We cut five items.")
    expect(room.board.locator(".present-clock")).to_contain_text(re.compile(r"^1:[23]\d"))


def the_answers_are_shown(room):
    room.switch("Answer key")
    rows = room.board.locator(".key-table tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("13 / 15 / 16")
    room.switch("Answer key", on=False)
    room.switch("Guesses")
    room.press("Working")
    expect(room.board.locator(".answer-mark")).to_have_count(2)
    room.switch("Guesses", on=False)


def everybody_votes(room, first, second):
    room.lead.get_by_text(room.say("Ask everybody something")).click()
    room.press("Open the poll")
    first.say(**{f"poll.{first.name}": {"option": 0}})
    second.say(**{f"poll.{second.name}": {"option": 0}})
    expect(room.board.locator(".poll-view strong").first).to_have_text("2")


def the_report_is_taken_home(room):
    with room.lead.expect_download() as table:
        room.press("Table (CSV)")
    lines = table.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "We cut five items." in lines[1]
    with room.lead.expect_download() as report:
        room.press("Report (PDF)")
    assert report.value.path().read_bytes().startswith(b"%PDF")


def test_every_screen_is_free_of_known_barriers(workshop):
    opened = workshop.open_room()
    device = workshop.device(1)
    check(opened, workshop.lead, workshop.board)
    workshop.press("Guessing")
    device.say(**{f"guess.{device.name}": {"weeks": 11}})
    expect(workshop.board.locator(".dots circle")).to_have_count(1)
    check(workshop.board)
    workshop.press("Working")
    work_through(device)
    expect(workshop.tile(1).locator(".verdict").first).to_be_visible()
    check(workshop.board, workshop.lead)
    workshop.board.emulate_media(color_scheme="dark", reduced_motion="reduce")
    check(workshop.board)
    workshop.switch("Answer key")
    expect(workshop.board.locator(".key-table")).to_be_visible()
    check(workshop.board)
    workshop.switch("Answer key", on=False)
    workshop.lead.locator(".lead-group").first.get_by_role("button").click()
    expect(workshop.board.locator(".present")).to_be_visible()
    check(workshop.board)


def check(*pages):
    for page in pages:
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_the_lead_fits_a_small_phone_and_the_board_its_projector(workshop):
    workshop.begin(groups=6)
    workshop.press("Working")
    work_through(workshop.device(1))
    expect(workshop.tile(1)).to_have_class(re.compile("is-done"))
    for page in (workshop.lead, workshop.board):
        sizes = "[document.documentElement.scrollWidth - innerWidth, innerWidth]"
        assert page.evaluate(sizes)[0] <= 0
    height = workshop.board.evaluate("document.documentElement.scrollHeight - innerHeight")
    assert height <= 0


CUT = """() => {
  const bottom = (part) => part.getBoundingClientRect().bottom;
  const tiles = [...document.querySelectorAll(".board-tile")];
  const lines = [...document.querySelectorAll(".tile-notes, .tile-steps, .tile-end")];
  return [
    ...tiles.filter((tile) => bottom(tile.querySelector(".tile-end")) > bottom(tile)),
    ...[...tiles, ...lines].filter((part) => part.scrollWidth > part.clientWidth),
  ].map(({ className, textContent }) => [className, textContent]);
}"""
"""What of the board is cut off."""


def test_twelve_groups_fit_the_projector(browser, base_url):
    room = Workshop(browser, base_url, "pt-BR")
    room.open_room(groups=12)
    devices = [room.device(group) for group in range(1, 13)]
    room.press("Guessing")
    for device in devices:
        device.say(**{f"guess.{device.name}": {"weeks": 10 + device.group}})
    expect(room.board.locator(".dots circle")).to_have_count(12)
    sizes = room.board.locator(".dots").evaluate_all("all => all.map((one) => one.clientHeight)")
    assert min(sizes) > LEAST_DOTS_PX
    room.press("Working")
    for device in devices:
        work_through(device, "no_go" if device.group % 2 else "adjust")
        if device.group % 3 == 0:
            device.say(**{"odd.items_total": True, "done": None})
    expect(room.board.locator(".note-odd")).to_have_count(4)
    expect(room.board.locator(".tile-decision")).to_have_count(8)
    assert room.board.evaluate(CUT) == []
    room.close()


def test_a_case_of_ones_own_is_played(workshop):
    held = []

    def hold(route):
        held.append(route)

    workshop.laptop.route("**/api/v1/decks*", hold)
    page = workshop.new_page(workshop.laptop, "/rooms/new")
    page.get_by_label("My own, typed here").check()
    while not held:
        page.wait_for_timeout(20)
    # The built-in cases come late, and change nothing of what was chosen meanwhile.
    with page.expect_response("**/api/v1/decks*"):
        held.pop().continue_()
    page.get_by_role("button", name="Open the room").click()
    expect(page.get_by_role("alert")).to_have_text("The cases are not complete yet.")
    typed = {
        "Title": "Cloud",
        "Items finished in each past week": "5, 6; 8 5",
        "What an item is called": "tasks",
        "Items left": "30",
        "Deadline, in weeks": "6",
        "People": "4,5",
    }
    case = page.locator(".own-case")
    for label, text in typed.items():
        case.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Open the room").click()
    expect(page.locator(".qr-card")).to_have_count(1)
    setup = ask(workshop.address, f"/api/v1/rooms/{page.locator('.opened-code').inner_text()}")[
        "setup"
    ]
    assert setup["cases"][0]["throughput_weekly"] == [5, 6, 8, 5]


def test_who_has_no_key_changes_nothing(workshop):
    workshop.begin()
    stranger = workshop.phone.browser.new_context(base_url=workshop.address, locale="en-US")
    page = workshop.new_page(stranger, f"/r/{workshop.room}/lead")
    expect(page.get_by_role("alert")).to_contain_text("no key of this room")
    expect(page.get_by_role("button")).to_have_count(0)
    stranger.close()


def test_the_key_leaves_the_address_bar(workshop):
    workshop.begin()
    assert workshop.lead.evaluate("location.hash") == ""
    workshop.lead.reload()
    expect(workshop.lead.get_by_role("switch").first).to_be_visible()


def test_a_change_is_on_the_board_within_two_seconds(workshop):
    workshop.begin()
    workshop.press("Working")
    device = workshop.device(2)
    expect(workshop.tile(2)).to_be_visible()
    for step in (1, 2, 3, 4, 5):
        device.say(step=step)
        expect(workshop.tile(2).locator(".is-past")).to_have_count(step, timeout=SOON_MS)


def test_a_frozen_board_takes_nothing_until_it_is_lifted(workshop):
    workshop.begin()
    workshop.press("Working")
    device = workshop.device(1)
    device.say(step=2)
    expect(workshop.tile(1).locator(".is-past")).to_have_count(2)
    workshop.switch("Freeze everything")
    expect(workshop.board.locator(".board-frozen")).not_to_be_empty()
    assert device.say_status(step=3) == 409
    workshop.switch("Freeze everything", on=False)
    expect(workshop.board.locator(".board-frozen")).to_be_empty()
    assert device.say_status(step=3) == 200
    expect(workshop.tile(1).locator(".is-past")).to_have_count(3)


def test_the_server_is_killed_and_comes_back(browser, tmp_path):
    """Meanwhile the facilitator goes on, and a result comes by code; nothing is lost."""
    with serving_at(tmp_path) as address:
        room = Workshop(browser, address)
        room.open_room()
        room.press("Working")
        room.device(1).say(step=3, **{"risk.0": True})
        expect(room.tile(1).locator(".is-past")).to_have_count(3)
    expect(room.lead.locator(".lead-link")).to_contain_text("No connection", timeout=20_000)
    room.lead.get_by_role("button", name=re.compile("^20 min")).click()
    code = travel_code(room.room, 2, risks=(True, False, True))
    room.lead.get_by_label("Code of the result").fill(code.lower())
    room.press("Take it")
    expect(room.lead.locator("#take-said")).to_contain_text("Group 2")
    expect(room.lead.locator(".lead-group").nth(1)).to_have_class(re.compile("is-done"))
    with serving_at(tmp_path, port=address.rstrip("/").rpartition(":")[2]):
        began = time.monotonic()
        expect(room.tile(2)).to_have_class(re.compile("is-done"), timeout=15_000)
        expect(room.board.locator(".clock")).to_contain_text(re.compile("^(19|20):"))
        took = time.monotonic() - began
        assert took < BACK_S
        expect(room.lead.locator(".lead-link")).to_be_empty()
        known = room.device(2).hear()
        assert (known["done"], known["risk.1"], known["decision"]) == (True, False, "go")
        expect(room.tile(1).locator(".is-past")).to_have_count(3)
        room.close()


@pytest.mark.parametrize("screen", ["lead", "board"])
def test_a_screen_that_is_reloaded_without_a_server_opens_again(workshop, screen):
    """On the server's own machine, as on https: whoever leads must not lose the board by a key."""
    workshop.begin()
    workshop.press("Working")
    workshop.device(1).say(step=3)
    page, group = {
        "lead": (workshop.lead, ".lead-group .is-past"),
        "board": (workshop.board, ".board-tile .is-past"),
    }[screen]
    expect(page.locator(group)).to_have_count(3)
    page.wait_for_function(KEPT)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(group)).to_have_count(3)


def test_idle_screens_cost_little(workshop):
    """Slow: it watches for a minute, and counts headers and bodies, both ways."""
    workshop.begin()
    workshop.press("Working")
    expect(workshop.tile(1)).to_be_visible()
    workshop.lead.wait_for_timeout(1_000)
    counted = Traffic(workshop.board)
    workshop.board.wait_for_timeout(IDLE_S * 1_000)
    assert counted.bytes < MOST_IDLE_BYTES, counted.exchanges


class Traffic:
    """What a page sends and hears from now on."""

    def __init__(self, page):
        self.exchanges = []
        page.on("requestfinished", self._count)

    def _count(self, request):
        sizes = request.sizes()
        names = ("requestBodySize", "requestHeadersSize", "responseBodySize", "responseHeadersSize")
        self.exchanges.append({name: sizes[name] for name in names})

    @property
    def bytes(self):
        return sum(sum(one.values()) for one in self.exchanges)


def test_a_room_is_opened_without_an_account(base_url):
    code, key = open_room(base_url)
    assert re.fullmatch("[2-9A-HJKMNP-Z]{6}", code)
    with urllib.request.urlopen(f"{base_url}/r/{code}/board") as page:
        assert key not in page.read().decode()
