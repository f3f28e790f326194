"""The journeys of an account, in both languages, without script."""

import os
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import serving

OLD, NEW = "weeks of zero count", "the promise is P85"
WORDS = {
    "en-US": {
        "name": "Name",
        "email": "E-mail",
        "password": "Password",
        "new": "New password",
        "current": "Password of today",
        "yours": "Your password",
        "remember": "Remember me for 30 days",
        "make": "Make the account",
        "in": "Log in",
        "out": "Log out",
        "forgot": "Forgotten password",
        "change": "Change the password",
        "token": "What the token is for",
        "make token": "Make a token",
        "revoke": "Revoke “Script”",
        "delete": "Delete the account",
        "delete all": "Delete the account and everything in it",
    },
    "pt-BR": {
        "name": "Nome",
        "email": "E-mail",
        "password": "Senha",
        "new": "Senha nova",
        "current": "Senha atual",
        "yours": "Sua senha",
        "remember": "Lembrar de mim por 30 dias",
        "make": "Criar a conta",
        "in": "Entrar",
        "out": "Sair",
        "forgot": "Esqueci a senha",
        "change": "Trocar a senha",
        "token": "Para que serve o token",
        "make token": "Criar um token",
        "revoke": "Revogar “Script”",
        "delete": "Excluir a conta",
        "delete all": "Excluir a conta e tudo o que há nela",
    },
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("accounts")


@pytest.fixture(scope="module")
def address(home):
    with serving(home) as address:
        yield address


@pytest.fixture(params=["en-US", "pt-BR"])
def reader(request, browser, address):
    """Ana with a browser that runs no script."""
    context = browser.new_context(base_url=address, locale=request.param, java_script_enabled=False)
    yield Reader(context.new_page(), WORDS[request.param], request.param)
    context.close()


class Reader:
    def __init__(self, page, words, language):
        self.page, self.words = page, words
        self.email = f"ana-{language.lower()}@example.org"

    def field(self, word):
        return self.page.get_by_label(self.words[word], exact=True)

    def press(self, word):
        main = self.page.locator("main")
        main.get_by_role("button", name=self.words[word], exact=True).click()

    def register(self):
        self.page.goto("/register?next=/account")
        self.field("name").fill("Ana")
        self.field("email").fill(self.email)
        self.field("password").fill(OLD)
        self.press("make")
        expect(self.page).to_have_url(re.compile("/account$"))

    def log_in(self, password):
        self.page.goto("/login?next=/account")
        self.field("email").fill(self.email)
        self.field("password").fill(password)
        self.field("remember").check()
        self.press("in")


def test_an_account_from_its_beginning_to_its_end(reader, home):
    page = reader.page
    reader.register()
    expect(page.get_by_role("navigation").get_by_text("Ana")).to_be_visible()

    reader.press("out")
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text(reader.words["in"])

    reader.log_in("a wrong one")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(reader.field("email")).to_have_value(reader.email)
    expect(reader.field("password")).to_have_value("")
    reader.log_in(OLD)

    page.locator("#password-section").get_by_label(reader.words["current"]).fill(OLD)
    reader.field("new").fill(NEW)
    reader.press("change")
    expect(page.get_by_role("status")).to_be_visible()

    reader.field("token").fill("Script")
    reader.press("make token")
    expect(page.locator("#new-secret")).to_have_value(re.compile("^ff_"))
    reader.press("revoke")
    expect(page.locator(".tokens")).to_have_count(0)
    reader.press("out")

    page.goto("/login")
    page.get_by_role("link", name=reader.words["forgot"]).click()
    expect(page.locator(".command")).to_contain_text("flow-forecaster user reset-link")
    page.goto(reset_path(home, reader.email))
    reader.field("new").fill(OLD)
    reader.press("change")
    reader.log_in(OLD)

    page.get_by_text(reader.words["delete"], exact=True).click()
    reader.field("yours").fill(OLD)
    reader.press("delete all")
    expect(page.get_by_role("status")).to_be_visible()
    reader.log_in(OLD)
    expect(page.get_by_role("alert")).to_be_visible()


def reset_path(home, email):
    made = subprocess.run(
        [sys.executable, "-m", "flow_forecaster", "user", "reset-link", email],
        cwd=home,
        env=os.environ | {"HOME": str(home), "PUBLIC_URL": "http://public.example"},
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout.strip().removeprefix("http://public.example")


def test_what_was_typed_before_logging_in_comes_along(browser, address):
    context = browser.new_context(base_url=address, locale="en-US")
    reader = Reader(context.new_page(), WORDS["en-US"], "along")
    reader.register()
    reader.press("out")
    page = reader.page
    page.goto("/")
    page.fill("#f-history", "8 6 10 7")
    page.fill("#f-items", "60")
    page.wait_for_selector("#headline")
    page.wait_for_timeout(500)
    page.get_by_role("link", name="Log in").click()
    reader.field("email").fill(reader.email)
    reader.field("password").fill(OLD)
    reader.press("in")
    expect(page.locator("#f-history")).to_have_value("8 6 10 7")
    expect(page.locator("#f-items")).to_have_value("60")
    expect(page.get_by_role("navigation").get_by_text("Ana")).to_be_visible()
    context.close()


@pytest.mark.parametrize("language", ["en-US", "pt-BR"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_no_phone_scrolls_sideways(browser, address, language, theme):
    context = browser.new_context(
        base_url=address,
        locale=language,
        color_scheme=theme,
        viewport={"width": 360, "height": 740},
    )
    page = context.new_page()
    reader = Reader(page, WORDS[language], f"{language}-{theme}")
    for path in ("/login", "/register", "/forgot"):
        page.goto(path)
        look(page)
    page.goto("/register")
    reader.field("name").fill(" ")
    reader.field("email").fill(reader.email)
    reader.field("password").fill("short")
    reader.press("make")
    expect(page.locator(".problem")).to_have_count(2)
    look(page)
    reader.register()
    reader.field("token").fill("Script")
    reader.press("make token")
    expect(page.locator("#new-secret")).to_be_visible()
    page.evaluate("document.querySelector('#delete').open = true")
    look(page)
    context.close()


def look(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
