"""Who is logged in finds their rooms, and leads them without the secret link."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from flow_forecaster.services.rooms import find_room
from flow_forecaster.storage.database import open_database
from tests.e2e.conftest import serving
from tests.e2e.rooms import PHONE, SETUP, open_room
from tests.services.rooms import keep_model

WORDS = {
    "en-US": ("Begin with guesses", "Joining", "Guessing"),
    "pt-BR": ("Começar pelos palpites", "Entrando", "Palpites"),
}
OPEN = """async (setup) => {
  const headers = { "Content-Type": "application/json" };
  const asked = { method: "POST", headers, body: JSON.stringify(setup) };
  const response = await fetch("/api/v1/rooms", asked);
  return (await response.json()).code;
}"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("own-rooms")


@pytest.fixture(scope="module")
def address(home):
    """A server of its own, whose accounts are these tests'."""
    with serving(home) as address:
        yield address


@pytest.mark.parametrize("language", WORDS)
def test_a_room_is_found_and_led_by_account_on_a_phone(browser, address, language):
    begin, before, after = WORDS[language]
    phone = browser.new_context(base_url=address, locale=language, **PHONE)
    page = phone.new_page()
    sign_up(page, language)
    page.goto("/rooms/mine")
    check(page)
    # Opened by the interface, so that this browser has no key.
    page.evaluate(OPEN, SETUP | {"title": f"A workshop, {language}"})
    page.goto("/rooms/mine")
    expect(page.locator(".room-phase")).to_have_text(before)
    check(page)
    page.get_by_role("link", name=f"A workshop, {language}").click()
    with page.expect_response(lambda one: one.url.endswith("/sync") and "phase" in says(one)):
        page.get_by_role("button", name=begin).click()
    expect(page.locator(".lead-top")).to_contain_text(after)
    page.goto("/rooms/mine")
    expect(page.locator(".room-phase")).to_have_text(after)
    phone.close()


@pytest.mark.parametrize("screen", ["lead", "board", "g1"])
def test_a_room_with_a_model_of_old_says_so_on_every_screen(browser, address, home, screen):
    code, key = open_room(address)
    database = open_database(f"sqlite:///{home}/data/flow-forecaster.db")
    keep_model(database, find_room(database, code).id, "bayesian")
    database.close()
    phone = browser.new_context(base_url=address, locale="en-US", **PHONE)
    page = phone.new_page()
    page.goto(f"/r/{code}/{screen}" + (f"#{key}" if screen == "lead" else ""))
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".room-note")).to_contain_text("a model that rooms no longer use")
    check(page)
    phone.close()


def says(response):
    return response.request.post_data or ""


def sign_up(page, language):
    page.goto("/register")
    page.fill("[name=name]", "Ana")
    page.fill("[name=email]", f"{language.lower()}@example.org")
    page.fill("[name=password]", "weeks of zero count")
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"^(?!.*register)"))


def check(page):
    """For everybody: axe finds nothing, and a small phone doesn't scroll sideways."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
