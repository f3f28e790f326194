"""What is typed is never lost: by link, by reload, across languages, without a connection."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def test_a_shared_link_shows_the_same_elsewhere(forecast, new_forecast):
    forecast.ask()
    there = new_forecast(forecast.link())
    there.settle()
    assert there.sentence.inner_text() == forecast.sentence.inner_text()
    assert there.items.input_value() == "120"


def test_a_reload_loses_nothing(forecast):
    forecast.ask(history="8\t6\n10 7 9")
    said = forecast.sentence.inner_text()
    forecast.page.reload()
    forecast.settle()
    assert forecast.history.input_value() == "8\t6\n10 7 9"
    assert forecast.sentence.inner_text() == said


def test_a_reload_right_after_a_key_loses_nothing(forecast):
    forecast.ask()
    forecast.link()
    forecast.items.press_sequentially("5")
    forecast.page.reload()
    expect(forecast.items).to_have_value("1205")


def test_what_was_typed_is_there_when_one_comes_back(forecast):
    forecast.ask()
    forecast.page.goto("/")
    forecast.settle()
    assert forecast.items.input_value() == "120"


def test_another_language_keeps_what_was_typed(forecast):
    forecast.ask()
    typed = forecast.typed()
    forecast.page.get_by_role("link", name="Português").click()
    expect(forecast.page.locator("html")).to_have_attribute("lang", "pt-BR")
    forecast.settle()
    expect(forecast.headline).to_contain_text("de cada 100 futuros terminam até")
    expect(forecast.sentence).to_contain_text("a chance de concluir os 120 itens")
    assert [forecast.items.input_value(), forecast.deadline_weeks.input_value()] == typed[1:]


def test_without_a_connection_this_device_answers_with_the_same_numbers(forecast):
    page = forecast.page
    with page.expect_response(lambda response: "/on-device-" in response.url):
        forecast.ask()
    page.wait_for_timeout(500)
    page.context.set_offline(True)
    forecast.items.fill("60")
    expect(forecast.status).to_contain_text("computed on your device")
    here = [without_range(forecast), page.locator(".levers").inner_text()]
    assert "60" in here[1]
    said = forecast.sentence.inner_text()
    assert "60 items" in said
    notes = page.locator(".trust").inner_text()
    assert Axe().run(page).response["violations"] == []
    expect(page.locator(".panel")).not_to_have_class(re.compile("is-stale"))
    forecast.items.fill("61")
    expect(page.locator(".levers")).to_contain_text("now 61")
    forecast.items.fill("60")
    page.context.set_offline(False)
    expect(forecast.status).to_be_empty()
    expect(forecast.sentence).to_have_text(said)
    assert [without_range(forecast), page.locator(".levers").inner_text()] == here
    assert page.locator(".trust").inner_text() == notes


def test_without_a_connection_the_sentence_is_in_the_readers_language(forecast):
    page = forecast.page
    page.get_by_role("link", name="Português").click()
    with page.expect_response(lambda response: "/on-device-" in response.url):
        page.get_by_role("button", name="Exemplo").click()
    page.wait_for_timeout(500)
    page.context.set_offline(True)
    forecast.items.fill("60")
    expect(forecast.status).to_contain_text("calculada no seu aparelho")
    said = forecast.sentence.inner_text()
    assert said.startswith("GO: a chance de concluir os 60 itens até")
    assert Axe().run(page).response["violations"] == []
    page.context.set_offline(False)
    expect(forecast.status).to_be_empty()
    expect(forecast.sentence).to_have_text(said)


def test_while_the_server_takes_long_this_device_answers(forecast):
    page, held = forecast.page, []

    def hold(route):
        held.append(route)

    with page.expect_response(lambda response: "/on-device-" in response.url):
        forecast.ask()
    page.wait_for_timeout(500)
    page.route("**/api/v1/forecasts", hold)
    forecast.items.fill("60")
    expect(page.locator(".levers")).to_contain_text("now 60")
    expect(forecast.sentence).to_contain_text("60 items")
    expect(forecast.status).to_contain_text("Calculating")
    here = [without_range(forecast), forecast.sentence.inner_text()]
    (asked,) = held
    asked.continue_()
    expect(forecast.status).to_be_empty()
    assert [without_range(forecast), forecast.sentence.inner_text()] == here


def without_range(forecast):
    """The headline; how far a date may lie off is the server's to say."""
    lines = forecast.headline.inner_text().splitlines()
    return [line for line in lines if line and "weeks of history" not in line]


def test_without_a_connection_the_last_answer_stays_and_then_recovers(forecast):
    forecast.page.route("**/on-device-*", lambda route: route.abort())
    forecast.ask()
    said = forecast.sentence.inner_text()
    forecast.page.context.set_offline(True)
    forecast.items.fill("60")
    expect(forecast.status).to_contain_text("this is the last one")
    assert forecast.sentence.inner_text() == said
    forecast.page.context.set_offline(False)
    expect(forecast.status).to_be_empty()
    expect(forecast.sentence).to_contain_text("60 items")


def test_a_broken_link_is_no_harm(new_forecast):
    there = new_forecast("/#h=%E0%A4%A&r=~~~&zz=1&i=5&d=never")
    expect(there.items).to_have_value("5")
    there.ask()


def test_a_workday_that_can_not_be_leaves_the_rest_of_a_link_answered(new_forecast):
    there = new_forecast("/#h=5,6,8&i=80&w=17")
    expect(there.headline).to_contain_text("85 of 100 futures are done by")
    expect(there.status).to_be_empty()


def test_the_link_and_the_sentence_can_be_copied_without_a_clipboard(forecast):
    forecast.ask()
    forecast.page.evaluate(
        """() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("closed"));
        document.addEventListener("copy", () => { window.copied = String(getSelection()); });
    }"""
    )
    forecast.button("Copy the link").click()
    expect(forecast.button("Copied")).to_be_visible()


def test_the_theme_is_chosen_and_remembered(forecast):
    theme = forecast.button("Dark theme")
    expect(theme).to_have_attribute("aria-pressed", "false")
    theme.click()
    expect(theme).to_have_attribute("aria-pressed", "true")
    forecast.page.reload()
    expect(forecast.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
