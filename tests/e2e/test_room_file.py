"""A room in one file: opened from a disk, without a server and without a network."""

import json
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.rooms import PHONE, SETUP

ROOM = """
import datetime as dt, json, sys
from flow_forecaster.domain.room import RoomSetup
from flow_forecaster.services.rooms import open_room
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.migrating import migrate
database = open_database(sys.argv[1])
migrate(database)
setup = RoomSetup.model_validate(json.load(sys.stdin))
print(open_room(database, setup, account_id=None, now=dt.datetime.now(dt.UTC))[0].code)
"""


@pytest.fixture
def exported(tmp_path, monkeypatch):
    """The file that the command writes of a room."""
    url = f"sqlite:///{tmp_path}/some.db"
    monkeypatch.setenv("DATABASE_URL", url)
    code = subprocess.run(
        [sys.executable, "-c", ROOM, url],
        input=json.dumps(SETUP),
        text=True,
        capture_output=True,
        check=True,
    ).stdout.strip()
    file = tmp_path / "room.html"
    command = [sys.executable, "-m", "flow_forecaster", "room", "export", code.lower()]
    subprocess.run([*command, "--output", str(file)], check=True)
    return file


def test_a_group_forecasts_from_a_file_that_asks_nobody(browser, exported):
    context = browser.new_context(**(PHONE | {"locale": "en-US"}))
    context.set_offline(True)
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(exported.as_uri())
    buttons = page.locator(".pick-list button")
    expect(buttons).to_have_count(len(SETUP["groups"]))
    assert Axe().run(page).response["violations"] == []
    buttons.first.click()
    page.wait_for_selector("html[data-ready]")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_label("My guess, in weeks").fill("17")
    page.get_by_role("button", name="That's my guess").click()
    steps = page.get_by_role("navigation", name="Steps")
    steps.get_by_role("button", name="Forecast").click()
    expect(page.locator(".bar dd").nth(1)).to_have_text(re.compile(r"\d+ wk"))
    expect(page.locator(".status")).to_contain_text("This file needs no server.")
    steps.get_by_role("button", name="Decide").click()
    expect(page.locator(".travel-code")).to_be_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert errors == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_a_room_that_is_not_there_is_said(exported):
    command = [sys.executable, "-m", "flow_forecaster", "room", "export", "ABCDEF"]
    done = subprocess.run(
        [*command, "--language", "en"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Codes have six letters" in done.stderr
