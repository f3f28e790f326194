"""Projects and saved forecasts, from signing up to what came of a promise, in both languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import serving

WORDS = {
    "en-US": {"weeks": "13 periods", "done": "P85 held"},
    "pt-BR": {"weeks": "13 períodos", "done": "O P85 foi cumprido"},
}
PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server of its own, whose accounts are these tests'."""
    with serving(tmp_path_factory.mktemp("projects")) as address:
        yield address


@pytest.fixture
def open_browser(browser, browser_context_args, address):
    """Opens a browser of its own; with a language it is signed up."""
    opened = []

    def open_it(language="en-US", email="ana@example.org", **options):
        context = browser.new_context(
            **(browser_context_args | {"base_url": address, "locale": language} | options)
        )
        opened.append(context)
        page = context.new_page()
        page.goto("/register")
        page.fill("[name=name]", "Ana")
        page.fill("[name=email]", email)
        page.fill("[name=password]", "weeks of zero count")
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/register" not in url)
        return page

    yield open_it
    for context in opened:
        context.close()


def new_project(page, name="Payments"):
    page.goto("/projects/new")
    page.fill("#f-name", name)
    page.fill("#f-history", "8 6 10 7 9 8 5 11 7 9 8 10")
    page.fill("#f-last_period_end", "2026-11-15")
    page.fill("#f-size", "5")
    page.fill("#f-cost", "6000")
    page.click(".project-form button[type=submit]")
    page.wait_for_url(re.compile(r"/projects/[0-9a-f]+\?"))
    return page.url.partition("?")[0]


def new_forecast(page, project, name, items="120"):
    page.goto(project)
    page.fill("#f-items", items)
    page.fill("#f-deadline_weeks", "16")
    page.fill("#new-forecast [name=name]", name)
    page.click("#new-forecast button[type=submit]")
    page.wait_for_url("**/forecasts/**")
    return page.url.partition("?")[0]


def check(page):
    """For everybody: axe finds nothing, and a small phone doesn't scroll sideways."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], page.url
    page.set_viewport_size(SCREEN)


def add_weeks(page, project, counts):
    page.goto(project)
    page.fill("#f-counts", counts)
    page.press("#f-counts", "Enter")
    page.wait_for_url(re.compile("period"))
    expect(page.get_by_role("status")).to_be_visible()


def forecast_again(page, forecast):
    page.goto(forecast)
    page.click(".actions button")
    page.wait_for_url("**/compare**")
    expect(page.locator(".moved")).to_contain_text("P85")


def record_outcome(page, row, day, items):
    row.locator("summary").click()
    row.locator("[name=finished_on]").fill(day)
    row.locator("[name=items_by_deadline]").fill(items)
    row.locator("button").click()
    page.wait_for_url(re.compile("said=recorded"))


@pytest.mark.parametrize("language", list(WORDS))
def test_the_whole_way_of_a_project(open_browser, language):
    page, words = open_browser(language, f"{language}@example.org"), WORDS[language]
    for empty in ("/projects", "/projects/new"):
        page.goto(empty)
        check(page)
    project = new_project(page)
    check(page)
    add_weeks(page, project, "9")
    expect(page.locator("#history figcaption")).to_contain_text(words["weeks"])

    forecast = new_forecast(page, project, "Everything")
    page.wait_for_selector(".charts svg")
    check(page)
    add_weeks(page, project, "2 3")
    forecast_again(page, forecast)
    check(page)

    page.goto(forecast)
    page.click(".quick button >> nth=0")
    page.wait_for_url("**/scenarios**")
    expect(page.locator("tbody tr")).to_have_count(2)
    check(page)

    page.goto(project)
    expect(page.locator(".course > svg .course-point")).to_have_count(2)
    record_outcome(page, page.locator(".forecast-row").last, "2027-01-20", "130")
    expect(page.locator(".forecast-row").last).to_contain_text(words["done"])
    expect(page.locator("#record tbody tr")).to_have_count(4)
    for full in (project, "/projects"):
        page.goto(full)
        check(page)


def test_a_project_goes_once_that_was_confirmed(open_browser):
    page = open_browser(email="gone@example.org")
    page.goto(new_project(page))
    delete = page.get_by_role("button", name="Delete it all")
    expect(delete).to_be_hidden()
    page.locator(".danger summary").click()
    delete.click()
    expect(page.get_by_role("status")).to_contain_text("The project is gone")


def test_edits_on_two_screens_are_merged(open_browser):
    page = open_browser(email="two@example.org")
    project = new_project(page)
    other = page.context.new_page()
    for screen in (page, other):
        screen.goto(f"{project}/edit")
    other.fill("#f-size", "7")
    other.click(".project-form button[type=submit]")
    other.wait_for_url(re.compile("said=changed"))
    page.fill("#f-name", "Renamed")
    page.click(".project-form button[type=submit]")
    expect(page.locator(".difference")).to_have_count(2)
    check(page)
    page.click(".merge button[type=submit]")
    expect(page.get_by_role("heading", level=1)).to_have_text("Renamed")
    expect(page.locator(".sheet-head")).to_contain_text("7 people")


def test_a_refused_form_keeps_what_was_typed(open_browser):
    page = open_browser(email="refused@example.org")
    page.goto("/projects/new")
    page.fill("#f-name", "Payments")
    page.fill("#f-history", "5 many")
    page.fill("#f-go", "40")
    page.click(".project-form button[type=submit]")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#f-history")).to_have_attribute("aria-invalid", "true")
    assert page.input_value("#f-name") == "Payments"
    check(page)
    page.locator(".problems a").first.click()
    expect(page.locator("#f-history")).to_be_focused()


def test_without_script_everything_works(open_browser):
    page = open_browser(email="plain@example.org", java_script_enabled=False)
    project = new_project(page)
    page.fill("#f-counts", "9")
    page.press("#f-counts", "Enter")
    expect(page.get_by_role("status")).to_be_visible()
    forecast = new_forecast(page, project, "Plain")
    expect(page.locator(".plain-answer tbody tr")).to_have_count(4)
    expect(page.locator("[data-open-in-editor]")).to_be_hidden()
    page.fill("#f-s-people", "8")
    page.click("#scenario button:not([name])")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.goto(forecast)
    page.click(".actions button")
    expect(page.locator(".moved")).to_contain_text("P85")


def test_a_saved_forecast_opens_in_the_editor(open_browser):
    page = open_browser(email="editor@example.org")
    project = new_project(page)
    new_forecast(page, project, "Everything")
    page.click("[data-open-in-editor]")
    expect(page.locator("#f-items")).to_have_value("120")
    page.goto(project)
    page.click("[data-forecast-project]")
    expect(page.locator("#f-history")).to_have_value(re.compile("^8, 6, 10"))


def test_the_theme_and_the_bars_come_with_the_script(open_browser):
    page = open_browser(email="theme@example.org")
    project = new_project(page)
    for address in (project, new_forecast(page, project, "Everything")):
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        was = page.get_attribute("#theme-button", "aria-pressed")
        page.click("#theme-button")
        assert page.get_attribute("#theme-button", "aria-pressed") != was
    page.goto(f"{project}/edit")
    expect(page.locator("#history-reading svg")).to_be_visible()
    n_rows = page.locator(".row-line").count()
    page.locator("[data-days-off] button").click()
    expect(page.locator(".row-line")).to_have_count(n_rows + 1)
