"""A real server and a real Chromium: the one that CHROMIUM names, else one on the PATH."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import expect

from benchmarks.room_link import ARGUMENTS
from tests.e2e.pages import ForecastPage

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_TIMEOUT_S = 30

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def base_url(tmp_path_factory):
    """The address of a server of its own, in an empty folder, on a port that was free."""
    with serving(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="session")
def workshop_url(tmp_path_factory):
    """The address of an installation in workshop mode."""
    with serving(tmp_path_factory.mktemp("workshop"), WORKSHOP="1") as address:
        yield address


@contextmanager
def serving(home, **settings):
    log = home / "server.log"
    command = [sys.executable, "-m", "flow_forecaster", "serve", "--port", "0"]
    environment = os.environ | {"HOME": str(home), "WORKERS": "1"} | settings
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=out, stderr=out)
    try:
        yield wait_for_address(server, log)
    finally:
        server.terminate()
        server.wait(timeout=START_TIMEOUT_S)


def wait_for_address(server, log):
    """Where the server says that it runs, once it answers there."""
    end = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < end and server.poll() is None:
        address = next((word for word in log.read_text().split() if word.startswith("http:")), None)
        if address and answers(address):
            return address
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start: {log.read_text()}")


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status == 200
    except urllib.error.URLError:
        return False


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    return browser_type_launch_args | {
        "executable_path": browser,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
        ],
    }


@pytest.fixture
def plain_browser(browser_type, browser_type_launch_args):
    """A browser for which the server is no localhost: plain http, as in a workshop's network."""
    arguments = [*browser_type_launch_args["args"], *ARGUMENTS]
    opened = browser_type.launch(**browser_type_launch_args | {"args": arguments})
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-US", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page(page):
    """A page that fails the test when its script fails."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def forecast(page):
    """The forecast page, empty."""
    page.goto("/")
    return ForecastPage(page)


@pytest.fixture
def new_forecast(browser, browser_context_args):
    """Opens an address in a browser that has never been there."""
    with ExitStack() as opened:

        def open_page(address, **options):
            context = browser.new_context(**(browser_context_args | options))
            opened.callback(context.close)
            page = context.new_page()
            page.goto(address)
            return ForecastPage(page)

        yield open_page
