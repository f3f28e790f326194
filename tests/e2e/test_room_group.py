"""A group works in its room: two phones, a link that breaks, and a server that never comes back."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import wait_for_address
from tests.e2e.rooms import PHONE, SETUP, GroupPage, fields_of, lead, open_room

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "room.json").read_text("utf-8"))
EVERY_RISK = next(one for one in VECTORS["tried"] if one["name"].endswith("all risks on"))
NOTHING = "\N{EN DASH}"
PLAIN_HTTP = """
  delete Navigator.prototype.serviceWorker;
  delete Navigator.prototype.clipboard;
  delete Crypto.prototype.subtle;
  delete Crypto.prototype.randomUUID;
"""
NO_STORAGE = """
  Object.defineProperty(window, "localStorage", { get() { throw new Error("forbidden"); } });
"""
CASE = SETUP["cases"][0]


@pytest.fixture
def phone(browser, base_url):
    """Opens a group's page on a phone of its own, that fails the test when its script fails."""
    errors = []
    with ExitStack() as opened:

        def open_phone(code, *, group=1, address=base_url, script="", **options):
            context = browser.new_context(**({"locale": "en-US"} | PHONE | options))
            opened.callback(context.close)
            context.add_init_script(script)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            return GroupPage(page, address, code, group)

        yield open_phone
    assert errors == []


@pytest.fixture
def room(base_url):
    return open_room(base_url)


@pytest.fixture
def code(room):
    return room[0]


def test_joining_takes_a_code_and_a_group(page, base_url, code):
    page.goto(f"{base_url}/rooms")
    page.get_by_label("The room's code").fill(f" {code[:3].lower()} {code[3:]} ")
    page.get_by_role("button", name="Join").click()
    expect(page).to_have_url(f"{base_url}/r/{code}")
    page.get_by_role("link", name="Group 2").click()
    expect(page.get_by_role("heading", name="When will it finish?")).to_be_visible()


def test_a_code_of_no_room_is_said_plainly(page, base_url):
    page.goto(f"{base_url}/rooms?code=222222")
    expect(page.get_by_role("alert")).to_contain_text("Codes have six letters and digits")


def test_no_number_is_seen_before_the_guess(phone, code, base_url):
    group = phone(code)
    assert group.bar() == [NOTHING] * 6
    group.guess(14)
    assert group.weeks()[0] != NOTHING
    group.settle()
    [guess] = [one["value"] for name, one in fields_of(base_url, code).items() if "guess" in name]
    assert guess == {"weeks": 14}


def test_five_steps_lead_to_the_numbers_of_the_server_and_a_decision(phone, code, base_url):
    group = phone(code).guess(14)
    assert [int(weeks) for weeks in group.weeks()] == EVERY_RISK["numbers"]["weeks_without_risks"]
    group.button("Next: Forecast").click()
    group.button("Next: Risks").click()
    expect(group.risk(CASE["risks"][0]["name"])).to_be_checked()
    assert [int(weeks) for weeks in group.weeks()] == EVERY_RISK["numbers"]["weeks"]
    added = group.page.locator(".risk-weeks").all_inner_texts()
    assert [int(re.search(r"\d+", text)[0]) for text in added] == EVERY_RISK["numbers"][
        "risk_weeks"
    ]
    group.button("Next: Deadline").click()
    group.button("Next: Decide").click()
    group.page.get_by_role(
        "button", name=f"Take {EVERY_RISK['numbers']['levers']['most_items']}"
    ).click()
    expect(group.page.locator(".bar div:nth-child(4) dd")).to_contain_text(
        re.compile(r"8[5-9]|9\d")
    )
    group.page.get_by_role("radio", name="ADJUST").check()
    group.typed("Why? In one sentence").fill("Fewer tasks by March.")
    group.button("We are done").click()
    group.settle()
    said = fields_of(base_url, code)
    assert said["decision"]["value"] == "adjust"
    assert said["reason"]["value"] == "Fewer tasks by March."
    assert said["done"]["value"] is True
    assert said["items"]["value"] == EVERY_RISK["numbers"]["levers"]["most_items"]


def test_a_history_is_pasted_with_whatever_between(phone, code):
    group = phone(code).guess(14)
    history = group.typed("Finished each week, oldest first")
    for text in ("4, 4, 4, 4", "4;4;4;4", "4 4\n4\t4", "4,4,4,4"):
        history.fill("8, 8, 8, 8")
        assert group.weeks() == ["10", "10", "10"]
        history.fill(text)
        assert group.weeks() == ["20", "20", "20"], text


def test_what_looks_mistyped_is_asked_about_and_seen_on_the_board(phone, code, base_url):
    group = phone(code).guess(14)
    group.typed("Finished each week, oldest first").fill("104")
    expect(group.page.get_by_text("Is this a total?")).to_be_visible()
    group.settle()
    assert fields_of(base_url, code)["odd.history_total"]["value"] is True
    group.typed("Finished each week, oldest first").fill("5 6 7")
    expect(group.page.get_by_text("Is this a total?")).to_be_hidden()
    group.step("Decide")
    group.typed("People").fill("0")
    expect(group.page.get_by_text("With nobody, nothing gets done.")).to_be_visible()


def test_another_phone_takes_over_with_the_same_state(phone, code):
    ana = phone(code).guess(12)
    ana.step("Risks")
    ana.typed(CASE["risks"][1]["name"]).uncheck()
    ana.settle()
    bia = phone(code).guess(20)
    expect(bia.risk(CASE["risks"][1]["name"])).not_to_be_checked()
    expect(bia.page.get_by_text("Somebody else types for the group.")).to_be_visible()
    assert bia.bar() == ana.bar()
    ana.page.context.close()
    bia.button("Take over typing").click()
    bia.risk(CASE["risks"][1]["name"]).check()
    assert [int(weeks) for weeks in bia.weeks()] == EVERY_RISK["numbers"]["weeks"]
    bia.settle()


def test_an_analyst_tries_and_proposes_and_the_operator_takes_it(phone, code):
    ana = phone(code).guess(12)
    ana.step("Decide")
    ana.settle()
    bia = phone(code).guess(20)
    before = ana.bar()
    bia.typed("Scope").fill("50")
    assert bia.bar() != before
    assert ana.bar() == before
    bia.button("Propose to the group").click()
    expect(ana.page.locator(".proposals")).to_contain_text("scope 50")
    ana.button("Take it").click()
    expect(ana.page.locator(".proposals")).to_be_hidden()
    expect(ana.typed("Scope")).to_have_value("50")
    expect(bia.typed("Scope")).to_have_value("50")
    assert ana.bar() == bia.bar()


def test_a_cut_link_stops_nothing_and_all_is_sent_once_it_is_back(phone, code, base_url):
    group = phone(code).guess(14)
    group.step("Decide")
    group.settle()
    group.page.context.set_offline(True)
    group.typed("Scope").fill("60")
    group.page.get_by_role("radio", name="NO-GO", exact=True).check()
    group.typed("Why? In one sentence").fill("Offline, and still sure.")
    expect(group.status).to_contain_text("Working without the server.")
    expect(group.travel_code).to_be_visible()
    assert "items" not in fields_of(base_url, code)
    group.page.context.set_offline(False)
    group.settle()
    said = fields_of(base_url, code)
    assert (said["items"]["value"], said["decision"]["value"]) == (60, "no_go")
    assert said["reason"]["value"] == "Offline, and still sure."


@pytest.mark.parametrize("pace_model", ["resample", "auto"])
def test_the_page_opens_again_with_no_network(phone, base_url, pace_model):
    code, _ = open_room(base_url, pace_model=pace_model)
    group = phone(code).guess(14)
    group.typed("Items to do").fill("60")
    group.settle()
    group.page.wait_for_function(
        "async () => (await (await caches.open('flow-forecaster-room-1')).keys()).length >= 3"
    )
    bar = group.bar()
    group.page.context.set_offline(True)
    group.page.reload()
    group.page.wait_for_selector("html[data-ready]")
    expect(group.typed("Items to do")).to_have_value("60")
    assert group.bar() == bar
    group.step("Forecast")
    stands_in = group.page.get_by_text("since the room's pace model did not come")
    expect(stands_in).to_have_count(0)


@pytest.mark.parametrize("script", [PLAIN_HTTP, NO_STORAGE], ids=["plain http", "no storage"])
def test_nothing_depends_on_what_a_browser_may_refuse(phone, code, base_url, script):
    group = phone(code, script=script).guess(14)
    group.step("Decide")
    group.page.get_by_role("radio", name="NO-GO", exact=True).check()
    group.page.get_by_text("No network? Carry the result over").click()
    group.button("Copy the code").click()
    expect(group.button("Copied")).to_be_visible()
    group.settle()
    assert fields_of(base_url, code)["decision"]["value"] == "no_go"


def test_an_idle_page_asks_once_and_waits(phone, code):
    group = phone(code).guess(14)
    group.settle()
    group.page.wait_for_timeout(1_000)
    asked = []
    group.page.on("request", lambda request: asked.append(request.url))
    group.page.wait_for_timeout(4_000)
    assert asked == []


def test_what_was_typed_survives_a_reload(phone, code):
    group = phone(code).guess(14)
    group.typed("Items to do").fill("61")
    group.page.reload()
    expect(group.typed("Items to do")).to_have_value("61")


def test_what_was_typed_last_arrives_though_the_page_is_left_at_once(phone, code, base_url):
    group = phone(code).guess(14)
    group.settle()
    group.typed("Items to do").fill("62")
    group.page.goto("about:blank")
    ends = time.monotonic() + 10
    while "items" not in (said := fields_of(base_url, code)) and time.monotonic() < ends:
        time.sleep(0.1)
    assert said["items"]["value"] == 62


def test_a_frozen_room_keeps_what_is_typed_for_later(phone, room, base_url):
    code, key = room
    group = phone(code).guess(14)
    group.settle()
    lead(base_url, code, key, frozen=True)
    expect(group.page.get_by_text("The facilitator holds the board.")).to_be_visible()
    group.typed("Items to do").fill("62")
    group.page.wait_for_timeout(1_000)
    assert "items" not in fields_of(base_url, code)
    lead(base_url, code, key, frozen=False)
    expect(group.page.get_by_text("The facilitator holds the board.")).to_be_hidden()
    group.settle()
    assert fields_of(base_url, code)["items"]["value"] == 62


def test_hints_challenges_the_timer_and_the_poll_are_shown(phone, room, base_url):
    code, key = room
    group = phone(code).guess(14)
    lead(
        base_url,
        code,
        key,
        timer={"left_s": 65, "total_s": 1500},
        hint__a={"to": [], "text": "Look at the zeros.", "at_ms": 1},
        hint__b={"to": [2], "text": "Not for you.", "at_ms": 1},
        challenge__c={"to": [1], "text": "Two people leave.", "at_ms": 1},
        poll={"question": "Would you use it?", "options": ["Yes", "No"]},
    )
    expect(group.page.get_by_text("Look at the zeros.")).to_be_visible()
    expect(group.page.get_by_text("Not for you.")).to_be_hidden()
    expect(group.page.get_by_role("timer")).to_contain_text("1:05")
    group.button("Got it").click()
    expect(group.page.get_by_text("Look at the zeros.")).to_be_hidden()
    group.typed("Your answer").fill("We move the date.")
    group.page.get_by_role("radio", name="Yes").check()
    group.settle()
    said = fields_of(base_url, code)
    assert said["answer.c"]["value"] == "We move the date."
    assert [one["value"] for name, one in said.items() if "poll" in name] == [{"option": 0}]


def test_a_dead_server_leaves_a_code_and_a_qr(phone, tmp_path):
    log = tmp_path / "server.log"
    command = [sys.executable, "-m", "flow_forecaster", "serve", "--port", "0"]
    environment = os.environ | {"HOME": str(tmp_path), "WORKERS": "1"}
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        address = wait_for_address(server, log)
        code, _ = open_room(address)
        group = phone(code, address=address).guess(14)
        group.settle()
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    group.step("Decide")
    group.page.get_by_role("radio", name="ADJUST").check()
    group.typed("Why? In one sentence").fill("The server is gone.")
    expect(group.travel_code).to_be_visible(timeout=20_000)
    assert len(group.travel_code.inner_text()) <= 24
    expect(group.page.locator(".travel .qr")).to_be_visible()


def test_each_person_switches_the_language(phone, code):
    group = phone(code)
    group.page.get_by_role("link", name="Português").click()
    expect(group.page.locator("html")).to_have_attribute("lang", "pt-BR")
    group.page.get_by_role("link", name="English").click()
    expect(group.page.locator("html")).to_have_attribute("lang", "en")


def test_the_rooms_language_is_spoken_first(phone, base_url):
    code, _ = open_room(base_url, language="pt-BR")
    expect(phone(code).page.locator("html")).to_have_attribute("lang", "pt-BR")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_step(phone, code, theme):
    group = phone(code, color_scheme=theme)
    problems = Axe().run(group.page).response["violations"]
    group.guess(14)
    for step in ("Data", "Forecast", "Risks", "Deadline", "Decide"):
        group.step(step)
        problems += Axe().run(group.page).response["violations"]
    found = [(one["id"], one["nodes"][0]["html"]) for one in problems]
    assert found == []


def test_nothing_is_wider_than_a_small_phone_and_the_numbers_stay_in_view(phone, code):
    group = phone(code).guess(14)
    for step in ("Data", "Forecast", "Risks", "Deadline", "Decide"):
        group.step(step)
        assert group.page.evaluate("document.documentElement.scrollWidth") <= 360, step
        group.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(group.page.locator(".bar")).to_be_in_viewport(ratio=0.99)


def test_no_number_in_view_is_cut_off(phone, base_url):
    """The dearest case costs more than a million, which cut short would be another amount."""
    groups = [{"number": 1, "name": "Grupo 1", "case": 4}]
    code, _ = open_room(base_url, groups=groups, language="pt-BR")
    page = phone(code).page
    page.get_by_role("button", name="Continuar sem palpite").click()
    page.get_by_role("navigation", name="Passos").get_by_role("button", name="Riscos").click()
    cost = page.locator(".bar div", has_text="Custo").locator("dd")
    expect(cost).to_have_text(re.compile(r"^R\$\s1,25\smi"))
    cut = (
        "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.innerText)"
    )
    assert page.locator(".bar dt, .bar dd").evaluate_all(cut) == []
