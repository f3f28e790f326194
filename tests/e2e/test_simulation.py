"""Trials fall into the exact bars, can be ended, and survive whatever happens to the page."""

import json
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

LONG = {"items": "2400", "weeks": "300"}
"""A project whose million trials take many seconds."""


@pytest.fixture
def simulation(forecast):
    return Simulation(forecast.ask())


@pytest.fixture
def long_simulation(forecast):
    """One of a million trials, under way."""
    running = Simulation(forecast.ask(**LONG))
    running.choose("1000000")
    running.start()
    yield running
    if running.cancel.count():
        running.cancel.click(timeout=1_000)


class Simulation:
    def __init__(self, forecast):
        self.forecast, self.page = forecast, forecast.page
        self.place = self.page.get_by_role("group", name=re.compile("^Simula"))
        self.button = self.place.get_by_role("button", name=re.compile("^Simul"))
        self.cancel = self.place.get_by_role("button", name="Cancel")
        self.progress = self.place.get_by_role("progressbar")
        self.line = self.place.locator(".simulation-said")
        self.outlines = self.page.locator(".trials rect, .trials path")
        self.workshop = self.place.get_by_role("switch")
        self.started = []
        self.page.on("request", self._keep_start)

    def _keep_start(self, request):
        if request.method == "POST" and request.url.endswith("/api/simulate"):
            self.started.append(request)

    def choose(self, trials):
        self.place.get_by_role("combobox").select_option(trials)

    def start(self):
        self.button.click()

    def finish(self):
        expect(self.line).to_contain_text("points from the exact answer", timeout=120_000)

    def wait_for_trials(self):
        expect(self.place.locator(".progress-said")).to_have_text(
            re.compile(r"^[1-9]\d?% · [\d,]+ of 1,000,000 trials$"), timeout=60_000
        )


def test_trials_land_on_the_exact_bars(simulation):
    expect(simulation.button).to_have_text("Simulate 10,000 trials")
    simulation.start()
    simulation.finish()
    said = simulation.line.inner_text()
    largest, expected = map(float, re.findall(r"\d+\.\d+", said))
    assert said.startswith("10,000 trials: at most")
    assert largest <= expected
    for row in ("50%", "85%", "95%"):
        expect(simulation.place.get_by_role("row", name=row)).to_contain_text(
            re.compile(r"\d+ weeks\s*\d+ weeks")
        )
    expect(simulation.place).to_contain_text(re.compile(r"[\d.]+ person-weeks; in 9 of 10 trials"))
    expect(simulation.page.locator(".trials")).to_have_attribute("data-filled", "1.00")
    assert simulation.outlines.count() > 3
    outline, bar = (
        simulation.page.locator(f"#histogram-title ~ {kind}").evaluate_all(
            "(all) => Math.max(...all.map((one) => one.height.baseVal.value))"
        )
        for kind in (".trials rect", ".bar")
    )
    assert abs(outline - bar) / bar < 0.2


def test_the_trials_are_in_the_table_of_numbers_too(simulation):
    simulation.start()
    simulation.finish()
    simulation.page.locator("figure", has=simulation.place).locator(".chart-table summary").click()
    expect(simulation.page.get_by_role("columnheader", name="Trials done by then")).to_be_visible()


def test_a_double_click_is_one_simulation(simulation):
    simulation.button.dblclick()
    simulation.finish()
    keys = {request.headers["idempotency-key"] for request in simulation.started}
    assert len(keys) == 1


def test_another_press_draws_other_trials(simulation):
    simulation.start()
    simulation.finish()
    simulation.start()
    simulation.finish()
    seeds = [request.post_data_json["seed"] for request in simulation.started]
    assert len(set(seeds)) == len(seeds) == 2


def test_a_long_one_shows_its_progress_and_is_cancelled_within_a_second(long_simulation):
    long_simulation.wait_for_trials()
    expect(long_simulation.outlines.first).to_be_attached()
    before = time.monotonic()
    long_simulation.cancel.click()
    expect(long_simulation.line).to_have_text(re.compile(r"^Cancelled after [\d,]+ trials\.$"))
    assert time.monotonic() - before < 2
    expect(long_simulation.progress).to_have_count(0)
    expect(long_simulation.outlines).to_have_count(0)
    expect(long_simulation.button).to_be_focused()


def test_a_cancelled_one_ends_on_the_server_too(long_simulation):
    with long_simulation.page.expect_response(
        lambda response: response.request.method == "DELETE"
    ) as cancelled:
        long_simulation.wait_for_trials()
        long_simulation.cancel.click()
    assert cancelled.value.json()["status"] == "cancelled"


def test_a_reload_in_the_middle_goes_on_with_the_same_one(forecast):
    running = Simulation(forecast.ask(items="240", weeks="36"))
    running.choose("1000000")
    running.start()
    expect(running.progress).to_be_visible()
    expect(running.place.locator(".progress-said")).not_to_have_text("Starting …")
    running.page.reload()
    forecast.settle()
    expect(running.progress).to_be_visible()
    running.finish()
    assert running.line.inner_text().startswith("1,000,000 trials")
    assert len(running.started) == 1


def test_a_reload_shows_what_was_simulated(simulation):
    simulation.start()
    simulation.finish()
    said = simulation.line.inner_text()
    simulation.page.reload()
    simulation.forecast.settle()
    expect(simulation.line).to_have_text(said)
    expect(simulation.page.locator(".trials")).to_have_attribute("data-filled", "1.00")


def test_what_was_cleared_and_taken_back_goes_on(forecast):
    running = Simulation(forecast.ask(items="240", weeks="36"))
    running.choose("1000000")
    running.start()
    expect(running.place.locator(".progress-said")).not_to_have_text("Starting …")
    forecast.button("Start over").click()
    expect(running.place).to_have_count(0)
    forecast.button("Undo").click()
    expect(running.progress).to_be_visible()
    running.finish()
    assert len(running.started) == 1


def test_without_a_connection_it_keeps_trying_and_then_goes_on(forecast):
    running = Simulation(forecast.ask())
    running.choose("1000000")
    running.start()
    expect(running.place.locator(".progress-said")).not_to_have_text("Starting …")
    running.page.context.set_offline(True)
    expect(running.place).to_contain_text("No answer from the server right now. Trying again.")
    running.page.context.set_offline(False)
    running.finish()
    expect(running.place).not_to_contain_text("Trying again")


def test_a_start_that_got_lost_is_sent_again_as_the_same_one(simulation):
    simulation.page.context.set_offline(True)
    simulation.start()
    expect(simulation.place).to_contain_text("Trying again")
    simulation.page.context.set_offline(False)
    simulation.finish()
    assert len({request.headers["idempotency-key"] for request in simulation.started}) == 1


def test_what_is_typed_next_makes_it_an_earlier_one(simulation):
    simulation.start()
    simulation.finish()
    simulation.forecast.items.fill("90")
    expect(simulation.place).to_contain_text("For the earlier input:")
    expect(simulation.outlines).to_have_count(0)
    simulation.forecast.items.fill("120")
    expect(simulation.place).not_to_contain_text("For the earlier input:")
    expect(simulation.outlines.first).to_be_attached()


def test_what_is_typed_next_ends_the_one_under_way(long_simulation):
    expect(long_simulation.progress).to_be_visible()
    long_simulation.forecast.items.fill("90")
    expect(long_simulation.progress).to_have_count(0)
    expect(long_simulation.line).to_have_count(0)


def test_a_queue_that_is_full_says_so(simulation):
    sentence = "200 simulations wait already. Try again in a minute."
    problem = {"title": "Busy", "status": 503, "detail": sentence, "errors": []}
    simulation.page.route(
        "**/api/simulate",
        lambda route: route.fulfill(
            status=503,
            body=json.dumps(problem),
            content_type="application/problem+json",
            headers={"Retry-After": "60"},
        ),
    )
    simulation.start()
    expect(simulation.place).to_contain_text(sentence)
    simulation.page.unroute("**/api/simulate")
    simulation.start()
    simulation.finish()


def test_its_place_in_the_queue_is_said(simulation):
    waiting = {
        "job_id": "waits",
        "status": "processing",
        "progress": 0,
        "ahead": 3,
        "partial": None,
        "result": None,
        "error": None,
    }
    simulation.page.route(
        "**/api/simulate",
        lambda route: route.fulfill(status=202, json={"job_id": "waits", "status": "processing"}),
    )
    simulation.page.route("**/api/simulate/waits", lambda route: route.fulfill(json=waiting))
    simulation.start()
    expect(simulation.place).to_contain_text("Waiting: 3 others come first")


def test_a_workshop_has_fewer_trials_and_goes_on_after_a_reload(simulation):
    simulation.workshop.check()
    expect(simulation.button).to_have_text("Simulate 2,000 trials")
    assert "ws=on" in simulation.forecast.link()
    simulation.page.reload()
    simulation.forecast.settle()
    expect(simulation.button).to_have_text("Simulate 2,000 trials")
    simulation.start()
    simulation.finish()
    assert simulation.line.inner_text().startswith("2,000 trials")
    simulation.forecast.button("Example").click()
    simulation.forecast.settle()
    expect(simulation.workshop).to_be_checked()


def test_an_installation_in_workshop_mode_offers_fewer_and_a_reader_may_take_more(
    workshop_url, new_forecast
):
    simulation = Simulation(new_forecast(workshop_url).ask())
    expect(simulation.workshop).to_be_checked()
    expect(simulation.button).to_have_text("Simulate 2,000 trials")
    simulation.workshop.uncheck()
    expect(simulation.button).to_have_text("Simulate 10,000 trials")


def test_in_portuguese(new_forecast):
    there = new_forecast("/", locale="pt-BR").ask()
    simulation = Simulation(there)
    expect(simulation.button).to_have_text("Simular 10.000 rodadas")
    simulation.start()
    expect(simulation.line).to_have_text(
        re.compile(
            r"^10\.000 rodadas: no máximo \d,\d pontos da resposta exata; "
            r"só o acaso explica até \d,\d\.$"
        )
    )
    expect(simulation.place).to_contain_text("pessoas-semana")


def test_with_reduced_motion_nothing_moves(new_forecast):
    there = new_forecast("/", reduced_motion="reduce").ask()
    simulation = Simulation(there)
    simulation.start()
    simulation.finish()
    expect(there.page.locator(".trials circle")).to_have_count(0)
    assert there.page.locator(".trials").get_attribute("data-filled") == "1.00"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(new_forecast, theme):
    there = new_forecast("/", color_scheme=theme, reduced_motion="reduce").ask(**LONG)
    simulation = Simulation(there)
    simulation.choose("1000000")
    simulation.start()
    expect(simulation.progress).to_be_visible()
    found = Axe().run(there.page)
    assert found.violations_count == 0, found.generate_report()
    simulation.cancel.click()
    simulation.choose("10000")
    simulation.start()
    simulation.finish()
    found = Axe().run(there.page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["en-US", "pt-BR"])
def test_a_small_phone_never_scrolls_sideways(new_forecast, language):
    there = new_forecast("/", locale=language, viewport={"width": 360, "height": 740}).ask()
    simulation = Simulation(there)
    simulation.start()
    expect(there.page.locator(".effort")).to_be_visible()
    assert there.page.evaluate("document.documentElement.scrollWidth") == 360
    expect(there.page.locator(".chart-place svg").first).to_be_in_viewport()


def test_the_keyboard_starts_and_cancels_it(forecast):
    simulation = Simulation(forecast.ask(**LONG))
    simulation.choose("1000000")
    simulation.button.focus()
    simulation.page.keyboard.press("Enter")
    expect(simulation.progress).to_be_visible()
    for _ in range(3):
        simulation.page.keyboard.press("Tab")
    expect(simulation.cancel).to_be_focused()
    simulation.page.keyboard.press("Enter")
    expect(simulation.line).to_contain_text("Cancelled")
    expect(simulation.button).to_be_focused()


@pytest.mark.parametrize("language", ["en-US", "pt-BR"])
def test_it_is_printed_as_it_ended_still_on_one_page(new_forecast, language):
    there = new_forecast("/", locale=language)
    there.page.locator("#load-example").click()
    there.settle()
    simulation = Simulation(there)
    simulation.start()
    expect(there.page.locator(".effort")).to_be_visible()
    expect(there.page.locator(".trials")).to_have_attribute("data-filled", "1.00")
    there.page.emulate_media(media="print")
    expect(simulation.line).to_be_visible()
    expect(there.page.locator(".effort")).to_be_visible()
    expect(there.page.locator(".simulate-controls")).to_be_hidden()
    assert there.page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_what_was_not_simulated_is_not_printed(simulation):
    simulation.page.emulate_media(media="print")
    expect(simulation.place).to_be_hidden()
