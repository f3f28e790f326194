"""The page is for everybody: phones, screen readers, keyboards, printers, and without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.pages import HISTORY

EXAMPLE = (
    "/#h=8,6,10,7,9,8,5,11,7,9,8,10&i=120&d=15&t=8&tc=6000&j=3~9&o=2026-12-25"
    "&r=Tests+fail~40~8~14~24&r=New+law~15~10~16~30~off"
)


def open_folds(page):
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


@pytest.mark.parametrize("language", ["en-US", "pt-BR"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(new_forecast, language, theme):
    there = new_forecast(EXAMPLE, locale=language, color_scheme=theme, reduced_motion="reduce")
    there.settle()
    open_folds(there.page)
    found = Axe().run(there.page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_on_the_empty_page_and_at_a_problem(forecast):
    assert Axe().run(forecast.page).violations_count == 0
    forecast.ask()
    forecast.items.fill("150000")
    expect(forecast.items).to_have_attribute("aria-invalid", "true")
    found = Axe().run(forecast.page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["en-US", "pt-BR"])
def test_a_small_phone_never_scrolls_sideways(new_forecast, language):
    there = new_forecast(EXAMPLE, locale=language, viewport={"width": 360, "height": 740})
    there.settle()
    open_folds(there.page)
    assert there.page.evaluate("document.documentElement.scrollWidth") == 360


def test_on_a_phone_the_answer_is_always_in_view(new_forecast):
    there = new_forecast(EXAMPLE, viewport={"width": 390, "height": 740})
    there.settle()
    bar = there.page.locator(".summary-bar")
    expect(bar).to_be_in_viewport()
    expect(bar).to_contain_text("ADJUST")
    bar.click()
    expect(there.headline).to_be_in_viewport()
    expect(bar).to_be_hidden()


def test_the_keyboard_reaches_everything_in_order(forecast):
    page = forecast.page
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    forecast.history.focus()
    page.keyboard.type(HISTORY)
    page.keyboard.press("Tab")
    page.keyboard.type("120")
    expect(forecast.items).to_have_value("120")
    expect(forecast.headline).to_be_visible()


def test_a_new_answer_is_read_out(forecast):
    forecast.ask()
    announced = forecast.page.locator(".say [aria-live=polite].visually-hidden")
    expect(announced).to_have_text(forecast.sentence.inner_text())


def test_it_prints_on_one_page_without_the_form(new_forecast):
    there = new_forecast(EXAMPLE)
    there.settle()
    there.page.emulate_media(media="print")
    expect(there.page.locator("#form")).to_be_hidden()
    expect(there.page.locator(".basis")).to_contain_text("8, 6, 10")
    assert there.page.pdf(format="A4").count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("language", ["en-US", "pt-BR"])
def test_without_script_the_form_gives_an_answer(new_forecast, language):
    there = new_forecast("/", java_script_enabled=False, locale=language)
    there.history.fill("8; 6; 10; 7")
    there.items.fill("60")
    there.deadline_weeks.fill("12")
    there.page.locator("button[type=submit]").click()
    expect(there.page.locator(".plain-answer tbody tr")).to_have_count(4)
    assert there.typed() == ["8; 6; 10; 7", "60", "12"]


def test_with_script_there_is_no_button_to_press(forecast):
    forecast.page.wait_for_selector("html[data-ready]")
    expect(forecast.page.locator("button[type=submit]")).to_have_css("display", "none")


def test_where_the_script_never_comes_the_button_does(page):
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/")
    expect(page.locator("button[type=submit]")).to_be_visible()


def test_without_script_a_refusal_is_said(new_forecast):
    there = new_forecast("/?history=abc&items=5", java_script_enabled=False)
    expect(there.page.get_by_role("alert")).to_contain_text("abc")


def test_an_address_with_the_form_in_it_is_answered_as_one_types(new_forecast):
    there = new_forecast("/?history=8+6+10+7&items=60")
    there.settle()
    assert there.link().endswith("/#h=8,6,10,7&i=60")
