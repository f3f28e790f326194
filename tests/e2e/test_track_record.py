"""The record of promises: counted from the weeks that are added, and the whole installation's."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import serving
from tests.e2e.test_backtest import check

HISTORY = [6, 5, 7, 6, 8, 5, 6, 7, 4, 6, 7, 6]
KEEP = """async ([project, counts]) => {
  const ask = async (path, body) => {
    const answer = await fetch(`/api/v1/projects/${project}/${path}`, {
      method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  for (const weeks of [1, 2, 3, 4, 5]) {
    await ask("forecasts", {name: `${weeks}`, request: {history: {counts}, deadline: {weeks}}});
  }
  await ask("history", {counts: [5, 8, 6, 7, 6]});
}"""
WORDS = {
    "en-US": ("as the history counts", "numbers only"),
    "pt-BR": ("do histórico", "só números"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server of its own, whose first account owns it."""
    with serving(tmp_path_factory.mktemp("records")) as address:
        yield address


def test_weeks_that_are_added_fill_the_record(browser, browser_context_args, address):
    options = browser_context_args | {"base_url": address, "locale": "en-US"}
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto("/register")
    for name, text in (("name", "Ana"), ("email", "a@example.org"), ("password", "weeks of zero")):
        page.fill(f"[name={name}]", text)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/register" not in url)
    page.goto("/projects/new")
    page.fill("#f-name", "Payments")
    page.fill("#f-history", " ".join(map(str, HISTORY)))
    page.click(".project-form button[type=submit]")
    page.wait_for_url(re.compile(r"/projects/[0-9a-f]+\?"))
    project = page.url.partition("?")[0].rpartition("/")[2]
    page.evaluate(KEEP, [project, HISTORY])
    kept = context.storage_state()
    context.close()
    for language, (counted, numbers) in WORDS.items():
        context = browser.new_context(**options | {"locale": language}, storage_state=kept)
        page = context.new_page()
        page.goto(f"/projects/{project}")
        expect(page.locator(".forecast-row").first).to_contain_text(counted)
        expect(page.locator("#record tbody tr")).to_have_count(4)
        expect(page.locator(".transform-drawing rect")).to_have_count(10)
        check(page)
        page.goto("/account")
        page.click("#installation a")
        page.wait_for_url("**/track-record")
        expect(page.locator(".sheet-head")).to_contain_text(numbers)
        expect(page.locator("#record tbody tr")).to_have_count(4)
        check(page)
        context.close()
