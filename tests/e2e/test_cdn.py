"""Scripts and styles from another origin, as a CDN serves them: the page works all the same."""

from urllib.parse import urlsplit

import pytest

from tests.e2e.conftest import serving
from tests.e2e.pages import ForecastPage


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Where the product answers, and where its scripts and styles come from."""
    # A second server of the same build stands for the CDN, which fetches from such a one.
    with (
        serving(tmp_path_factory.mktemp("cdn"), CDN_URL="https://cdn.example.org") as cdn,
        serving(tmp_path_factory.mktemp("product"), CDN_URL=cdn.rstrip("/")) as product,
    ):
        yield product, cdn


def origin(address):
    return "{0.scheme}://{0.netloc}".format(urlsplit(address))


def test_the_forecast_page_works_with_assets_from_another_origin(page, addresses):
    product, cdn = map(origin, addresses)
    fetched, said = [], []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    response = page.goto(product)
    page.wait_for_selector("html[data-ready]")
    forecast = ForecastPage(page).ask()
    forecast.button("Copy").first.wait_for()
    assets = {origin(address) for address in fetched if "/static/" in address}
    assert assets == {cdn}
    others = {origin(one) for one in fetched if one.startswith("http")} - {cdn}
    assert others == {product}
    assert f"default-src 'self' {cdn};" in response.headers["content-security-policy"]
    assert [one for one in said if "Content Security Policy" in one or "CORS" in one] == []


def test_a_group_of_a_room_works_too(page, addresses):
    product, cdn = map(origin, addresses)
    page.goto(f"{product}/rooms")
    assert page.locator("link[rel=stylesheet]").get_attribute("href").startswith(cdn)
    page.goto(f"{product}/rooms/new")
    page.wait_for_load_state("networkidle")
    assert page.locator("main").inner_text()
