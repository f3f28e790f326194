"""Forecasts are kept: from nobody's page to an account's project, and back into the form."""

import re
import struct
import xml.etree.ElementTree as ET
from itertools import count, product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from flow_forecaster.domain.language import load_language
from tests.e2e.pages import ForecastPage

EXAMPLE = (
    "/#h=8,6,10,7,9,8,5,11,7,9,8,10&i=120&d=2027-03-15&t=8&tc=6000&f=90&j=3~9&o=2026-12-25~2026-12-31"
    "&r=Tests+fail~40~8~14~24&m=resample&v=80~40"
)
PASSWORD = "five blue kites over the bay"
LANGUAGES = {"en": "en-US", "pt-BR": "pt-BR"}
# Of a picture: the margin of 16 around, 32 for the title and 24 for the source, twice as fine.
AROUND, TITLE_AND_SOURCE, SCALE = 32, 56, 2

people = count(1)


class Saving:
    """The forecast page of somebody who saves, in their language."""

    def __init__(self, page, code):
        self.page = page
        self.say = load_language(code).gettext
        self.dialog = page.get_by_role("dialog")
        self.forecast = ForecastPage(page)

    def press_save(self):
        self.page.locator(".save").get_by_role("button").click()
        expect(self.dialog).to_be_visible()
        return self

    def sign_up(self):
        """Register from the dialog, and come back to the page."""
        self.dialog.get_by_role("link", name=self.say("Make an account")).click()
        self.page.locator("input[name=email]").fill(f"ana-{next(people)}@example.org")
        name = self.page.locator("input[name=name]")
        if name.count():
            name.fill("Ana")
        for field in self.page.locator("input[type=password]").all():
            field.fill(PASSWORD)
        self.page.locator("main button[type=submit]").first.click()
        expect(self.dialog).to_be_visible()
        return self

    def save_in(self, project):
        name = self.dialog.get_by_label(self.say("Name of the project"))
        choice = self.dialog.get_by_label(self.say("Project"), exact=True)
        expect(name.or_(choice).first).to_be_visible()
        if choice.count():
            choice.select_option("new")
        name.fill(project)
        return self.confirm()

    def confirm(self):
        self.dialog.get_by_role("button", name=self.say("Save"), exact=True).click()
        return self

    @property
    def link(self):
        return self.page.locator(".save [role=status] a")

    def projects(self):
        return self.page.request.get("/api/v1/projects").json()["projects"]


@pytest.fixture(params=LANGUAGES)
def ana(request, browser, browser_context_args, base_url):
    """Ana on the example, without an account yet."""
    context = browser.new_context(**browser_context_args | {"locale": LANGUAGES[request.param]})
    page = context.new_page()
    page.goto(EXAMPLE)
    ForecastPage(page).settle()
    yield Saving(page, request.param)
    context.close()


def form_of(page):
    """All that is typed, field by field."""
    return page.evaluate(
        "() => [...document.querySelectorAll('#form [data-field], #form [data-part]')]"
        ".map((input) => input.type === 'checkbox' ? input.checked : input.value)"
    )


def test_what_nobody_typed_in_vain_is_saved_after_registering(ana):
    typed = form_of(ana.page)
    said = ana.forecast.sentence.inner_text()
    ana.press_save()
    expect(ana.dialog).to_contain_text(
        ana.say(
            "Everything on this page stays as it is: it will be here when you come back from "
            "logging in."
        )
    )
    ana.sign_up()
    assert form_of(ana.page) == typed
    ana.save_in("Portal")
    expect(ana.link).to_contain_text("120")
    assert ana.forecast.sentence.inner_text() == said
    assert [project["name"] for project in ana.projects()] == ["Portal"]


def test_the_next_one_goes_to_the_same_project(ana):
    ana.press_save().sign_up().save_in("Portal")
    expect(ana.link).to_be_visible()
    ana.forecast.items.fill("90")
    ana.forecast.settle()
    ana.press_save()
    choice = ana.dialog.get_by_label(ana.say("Project"), exact=True)
    expect(choice.locator("option:checked")).to_have_text("Portal")
    ana.confirm()
    expect(ana.link).to_contain_text("90")
    assert [project["n_forecasts"] for project in ana.projects()] == [2]


def test_a_saving_whose_answer_was_lost_is_saved_once(ana):
    ana.press_save().sign_up()

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    ana.page.route("**/api/v1/projects/*/forecasts", lose_the_answer, times=1)
    ana.save_in("Portal")
    expect(ana.dialog.get_by_role("alert")).to_contain_text(
        ana.say("No answer from the server right now. Nothing is lost: try again in a moment.")
    )
    ana.confirm()
    expect(ana.link).to_be_visible()
    assert [project["n_forecasts"] for project in ana.projects()] == [1]


def test_a_saved_forecast_says_the_same_and_opens_in_the_form(ana):
    typed, said = form_of(ana.page), ana.forecast.sentence.inner_text()
    headline, odds = ana.forecast.headline.inner_text(), ana.page.locator(".odds").inner_text()
    ana.press_save().sign_up().save_in("Portal")
    ana.link.click()
    shown = ana.page.locator("#saved-answer")
    expect(shown.locator(".charts svg")).to_have_count(2)
    assert shown.locator("#headline").inner_text() == headline
    assert shown.locator(".odds").inner_text() == odds
    assert shown.locator(".say blockquote").inner_text() == said
    assert shown.locator(".levers button, .risk-answers input").count() == 0
    # The storage of the form is emptied: the link alone has to say everything.
    ana.page.evaluate("localStorage.clear()")
    ana.page.locator("a[data-open-in-editor]").click()
    ana.forecast.settle()
    assert ana.forecast.sentence.inner_text() == said
    start = ana.page.locator("[data-field=start]")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", start.input_value())
    start.evaluate("(input) => { input.value = ''; }")
    assert form_of(ana.page) == typed


def test_a_forecast_begun_from_a_project_is_saved_there(ana):
    ana.press_save().sign_up().save_in("Portal")
    expect(ana.link).to_be_visible()
    ana.press_save().save_in("Shop")
    expect(ana.link).to_be_visible()
    portal = next(one["id"] for one in ana.projects() if one["name"] == "Portal")
    ana.page.goto(f"/projects/{portal}")
    ana.page.locator("a[data-forecast-project]").click()
    expect(ana.forecast.history).to_have_value("8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10")
    expect(ana.page.locator("[data-field=size]")).to_have_value("8")
    expect(ana.forecast.items).to_have_value("")
    assert portal not in ana.page.url
    ana.forecast.items.fill("60")
    ana.forecast.settle()
    ana.press_save()
    choice = ana.dialog.get_by_label(ana.say("Project"), exact=True)
    expect(choice.locator("option:checked")).to_have_text("Portal")


def test_who_was_signed_out_meanwhile_is_led_back(ana):
    ana.press_save().sign_up().save_in("Portal")
    expect(ana.link).to_be_visible()
    ana.page.context.clear_cookies()
    ana.press_save()
    link = ana.dialog.get_by_role("link", name=ana.say("Log in"), exact=True)
    expect(link).to_have_attribute("href", "/login?next=%2F%3Fsave")


def test_the_dialog_is_for_everybody_and_for_small_phones(ana):
    ana.page.set_viewport_size({"width": 360, "height": 740})
    ana.press_save()
    assert_fits(ana)
    ana.sign_up()
    expect(ana.dialog.get_by_label(ana.say("Name of the project"))).to_be_visible()
    assert_fits(ana)
    ana.page.keyboard.press("Escape")
    expect(ana.dialog).to_have_count(0)


def assert_fits(saving):
    found = Axe().run(saving.page, {"include": ["dialog"]})
    assert found.violations_count == 0, found.generate_report()
    box = saving.dialog.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_without_a_connection_it_says_so_and_the_next_press_works(ana):
    ana.page.context.set_offline(True)
    ana.page.locator(".save button").click()
    expect(ana.page.locator(".save [role=status]")).to_have_text(
        ana.say("No connection right now. Nothing is lost: try again in a moment.")
    )
    ana.page.context.set_offline(False)
    ana.press_save()


def test_each_chart_is_a_picture_without_a_connection(ana, tmp_path):
    ana.page.context.set_offline(True)
    figures = ana.page.locator("figure.chart").all()
    for theme, figure in product(["light", "dark"], figures):
        ana.page.emulate_media(color_scheme=theme)
        width, height = figure.locator(".chart-place svg").evaluate(
            "(svg) => [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height]"
        )
        png = take(ana.page, figure, "PNG", tmp_path)
        size = struct.unpack(">II", png[16:24])
        assert png.startswith(b"\x89PNG")
        assert size == (
            round((width + AROUND) * SCALE),
            round((height + AROUND + TITLE_AND_SOURCE) * SCALE),
        )
        colours = colours_of(ana.page, png)
        # White paper in the corner, the ink of the title, the accent of bars and lines.
        assert colours["corner"] == [255, 255, 255, 255]
        assert colours["n_dark"] > 100
        assert colours["n_accent"] > 100


def test_a_chart_is_a_drawing_that_stands_alone(ana, tmp_path):
    figure = ana.page.locator("figure.chart").first
    svg = take(ana.page, figure, "SVG", tmp_path).decode()
    texts = [element.text for element in ET.fromstring(svg).iter() if element.text]
    assert figure.locator("h2").inner_text() in texts
    assert any(text.startswith("Flow Forecaster") for text in texts)
    assert "class=" not in svg
    assert "var(" not in svg


def take(page, figure, kind, folder):
    with page.expect_download() as download:
        figure.get_by_role("button", name=kind, exact=True).click()
    name = download.value.suggested_filename
    assert re.fullmatch(rf"[a-z-]+-\d{{4}}-\d\d-\d\d\.{kind.lower()}", name)
    path = folder / name
    download.value.save_as(path)
    return path.read_bytes()


def colours_of(page, png):
    """The first pixel, and how many pixels have the colours that a chart is drawn in."""
    return page.evaluate(
        """async (bytes) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const pen = canvas.getContext("2d");
        pen.drawImage(bitmap, 0, 0);
        const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
        const n = (colour) => {
            let found = 0;
            for (let i = 0; i < data.length; i += 4)
                found += colour.every((value, part) => data[i + part] === value);
            return found;
        };
        return {
            corner: [...data.slice(0, 4)], n_dark: n([27, 31, 36]), n_accent: n([58, 79, 184]),
        };
    }""",
        list(png),
    )
