"""The test of pace models on a project's own history, in both languages."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import serving

HISTORY = " ".join(map(str, np.random.default_rng(4).poisson(4, 60)))
WORDS = {
    "en-US": {"few": "too few to tell", "suggestion": "Suggestion", "used": "from now on"},
    "pt-BR": {"few": "são poucos", "suggestion": "Sugestão", "used": "A partir de agora"},
}
PHONE = {"width": 360, "height": 740}
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server of its own, whose accounts are these tests'."""
    with serving(tmp_path_factory.mktemp("backtests")) as address:
        yield address


@pytest.fixture
def open_project(browser, browser_context_args, address):
    """Opens a browser that is signed up, at a new project of a year."""
    opened = []

    def open_it(language, **options):
        context = browser.new_context(
            **(browser_context_args | {"base_url": address, "locale": language} | options)
        )
        opened.append(context)
        page = context.new_page()
        page.goto("/register")
        page.fill("[name=name]", "Ana")
        page.fill("[name=email]", f"{language}{len(options)}@example.org")
        page.fill("[name=password]", "weeks of zero count")
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/register" not in url)
        page.goto("/projects/new")
        page.fill("#f-name", "Payments")
        page.fill("#f-history", HISTORY)
        page.select_option("#f-pace_model", "negative_binomial")
        page.click(".project-form button[type=submit]")
        page.wait_for_url(re.compile(r"/projects/[0-9a-f]+\?"))
        return page

    yield open_it
    for context in opened:
        context.close()


def check(page):
    """For everybody: axe finds nothing, and a small phone doesn't scroll sideways."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], page.url
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("language", list(WORDS))
def test_the_models_are_tested_and_the_suggested_one_is_used(open_project, language):
    page, words = open_project(language), WORDS[language]
    page.click("#backtest a")
    page.wait_for_url("**/backtest")
    check(page)
    page.click("main form button")
    expect(page.locator(".backtest-answer")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".backtest-answer")).to_contain_text(words["few"])
    expect(page.locator(".backtest-answer")).to_contain_text(words["suggestion"])
    question = page.locator(".backtest-question").first
    expect(question.locator("> table tbody tr")).to_have_count(6)
    question.locator("summary").click()
    # Two lengths of history that sixty weeks have room for, and a third; four numbers of weeks.
    expect(question.locator("details tbody tr")).to_have_count(12)
    page.locator("main > .sheet > details summary").click()
    expect(page.locator("#f-windows")).to_have_value("8 12 26 52")
    check(page)
    page.click(".backtest-answer button")
    expect(page.get_by_role("status")).to_contain_text(words["used"])
    expect(page.locator(".backtest-answer button")).to_have_count(0)
    check(page)


def test_without_script_the_page_comes_to_its_answer(open_project):
    page = open_project("en-US", java_script_enabled=False)
    page.click("#backtest a")
    page.click("main form button")
    expect(page.locator(".backtest-answer")).to_be_visible(timeout=PATIENCE_MS)
