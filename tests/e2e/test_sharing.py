"""Links that open without an account, files that arrive, and work that is taken along."""

import json
import re
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from flow_forecaster.domain.language import load_language

LANGUAGES = {"en": "en-US", "pt-BR": "pt-BR"}
PASSWORD = "five blue kites over the bay"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
FILES = ("pdf", "xlsx", "csv", "png-chance", "png-cone", "png-history")
REQUEST = {
    "history": {"counts": [8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10]},
    "scope": {"items": 120},
    "deadline": {"weeks": 18},
}

LINK = re.compile(r"^http://127\.0\.0\.1:\d+/s/[\w-]{43}$")

people = count(1)


class Owner:
    """Somebody with a project and a forecast, and a page of theirs."""

    def __init__(self, page, code, project="Portal 🚀"):
        self.page, self.say = page, load_language(code).gettext
        form = {"email": f"sharing-{next(people)}@example.org", "name": "Ana", "password": PASSWORD}
        signed_up = page.request.post("/register", form=form, headers=SAME_SITE, max_redirects=0)
        assert signed_up.status == 303, signed_up.text()
        content = {"name": project, "history": REQUEST["history"]}
        self.project_id = self.ask("/api/v1/projects", content)["id"]
        new = {"name": "First", "request": REQUEST}
        path = f"/api/v1/projects/{self.project_id}/forecasts"
        self.forecast_id = self.ask(path, new)["id"]

    def ask(self, path, content):
        return self.page.request.post(path, data=content, headers=SAME_SITE).json()

    def share(self):
        """Make a link by the panel of the page that is open; the link."""
        self.page.get_by_role("button", name=self.say("Make a link")).click()
        field = self.page.locator("[data-share-link]").first
        expect(field).to_have_value(LINK)
        return field.input_value()


@pytest.fixture(params=LANGUAGES)
def code(request):
    return request.param


@pytest.fixture
def owner(browser, browser_context_args, base_url, code):
    options = browser_context_args | {"locale": LANGUAGES[code], "base_url": base_url}
    context = browser.new_context(**options)
    yield Owner(context.new_page(), code)
    context.close()


@pytest.fixture
def stranger(browser, browser_context_args, base_url, code):
    """A page of somebody who has no account, in a browser that has never been here."""
    options = browser_context_args | {"locale": LANGUAGES[code], "base_url": base_url}
    context = browser.new_context(**options)
    yield context.new_page()
    context.close()


def test_a_forecast_is_shared_read_and_revoked(owner, stranger):
    owner.page.goto(f"/forecasts/{owner.forecast_id}")
    link = owner.share()
    stranger.goto(link)
    expect(stranger.get_by_role("heading", name="First")).to_be_visible()
    expect(stranger.locator("#saved-answer .charts svg").first).to_be_visible()
    found = Axe().run(stranger)
    assert found.violations_count == 0, found.generate_report()
    owner.page.get_by_role("button", name=owner.say("Revoke")).click()
    expect(owner.page.locator("[data-share-link]")).to_have_count(0)
    stranger.reload()
    expect(stranger.get_by_role("heading")).to_have_text(owner.say("This link leads nowhere"))


def test_a_project_is_shared_with_its_forecasts(owner, stranger):
    owner.page.goto(f"/projects/{owner.project_id}")
    stranger.goto(owner.share())
    expect(stranger.get_by_role("heading", name="Portal 🚀")).to_be_visible()
    found = Axe().run(stranger)
    assert found.violations_count == 0, found.generate_report()
    stranger.get_by_role("link", name="First").click()
    expect(stranger.locator("#saved-answer .charts svg").first).to_be_visible()
    stranger.get_by_role("link", name=owner.say("The project")).click()
    expect(stranger.locator("#forecasts")).to_be_visible()
    assert owner.project_id not in stranger.content()


def test_a_link_is_copied(owner):
    context = owner.page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    owner.page.goto(f"/forecasts/{owner.forecast_id}")
    link = owner.share()
    owner.page.get_by_role("button", name=owner.say("Copy"), exact=True).click()
    expect(owner.page.locator("#share-said")).to_have_text(owner.say("The link was copied."))
    assert owner.page.evaluate("navigator.clipboard.readText()") == link


def test_without_script_a_link_is_read_too(owner, browser, browser_context_args, code):
    owner.page.goto(f"/forecasts/{owner.forecast_id}")
    link = owner.share()
    options = browser_context_args | {"java_script_enabled": False, "locale": LANGUAGES[code]}
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(link)
    expect(page.locator(".plain-answer tbody tr")).to_have_count(4)
    context.close()


def test_every_file_arrives(owner, tmp_path):
    owner.page.goto(f"/forecasts/{owner.forecast_id}")
    for kind in FILES:
        with owner.page.expect_download() as arriving:
            owner.page.locator(f"#downloads a[href$='/{kind}']").click()
        ending = kind.partition("-")[0]
        assert arriving.value.suggested_filename.endswith(f".{ending}"), kind
        arriving.value.save_as(tmp_path / kind)
        assert (tmp_path / kind).stat().st_size > 300, kind


def test_a_project_is_taken_along_and_read_in(owner, tmp_path):
    page = owner.page
    page.goto(f"/projects/{owner.project_id}")
    with page.expect_download() as arriving:
        page.locator("#downloads a[href$='/json']").click()
    file = tmp_path / arriving.value.suggested_filename
    arriving.value.save_as(file)
    page.goto("/projects/import")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", name="Portal 🚀")).to_be_visible()
    assert owner.project_id not in page.url
    expect(page.get_by_role("link", name="First")).to_be_visible()


def test_a_file_that_is_none_is_refused_in_words(owner, tmp_path):
    page = owner.page
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"format": "flow-forecaster/9"}))
    page.goto("/projects/import")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("flow-forecaster/9")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_nothing_scrolls_sideways(owner, stranger):
    owner.page.goto(f"/projects/{owner.project_id}")
    link = owner.share()
    for width in (360, 1280):
        stranger.set_viewport_size({"width": width, "height": 740})
        stranger.goto(link)
        assert stranger.evaluate("document.documentElement.scrollWidth") == width
