"""The first visit is small: what it costs over the wire, and in how many requests."""

import pytest

FORM_LIMIT = 35_000
CHARTS_LIMIT = 60_000
ON_DEVICE_LIMIT = 12_000
REQUESTS_LIMIT = 8


@pytest.mark.parametrize(
    ("language", "example"), [("en", "Example"), ("pt-BR", "Exemplo")], ids=["en", "pt-BR"]
)
def test_the_first_visit_keeps_its_budget(browser, base_url, language, example):
    context = browser.new_context(base_url=base_url, locale=language)
    page = context.new_page()
    traffic = watch_traffic(page)
    page.goto("/")
    page.wait_for_selector("html[data-ready]")
    assert sum(traffic.values()) <= FORM_LIMIT, traffic
    # What answers without the server comes last, when nothing is waited for.
    with page.expect_response(lambda response: "/on-device-" in response.url):
        page.get_by_role("button", name=example).click()
        page.wait_for_selector(".charts svg")
    page.wait_for_timeout(200)
    (on_device,) = (size for address, size in traffic.items() if "/on-device-" in address)
    assert on_device <= ON_DEVICE_LIMIT
    assert sum(traffic.values()) - on_device <= CHARTS_LIMIT, traffic
    assert len(traffic) <= REQUESTS_LIMIT, traffic
    context.close()


def test_a_second_visit_loads_nothing_but_the_page(page):
    page.goto("/")
    page.wait_for_selector("html[data-ready]")
    traffic = watch_traffic(page, cached=False)
    page.goto("/")
    page.wait_for_selector("html[data-ready]")
    assert [name for name in traffic if "/static/" in name] == []


def watch_traffic(page, *, cached=True):
    """The bytes of each address, headers and body, as they come over the wire."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses, from_cache, traffic = {}, set(), {}

    def on_response(event):
        addresses[event["requestId"]] = event["response"]["url"]
        if event["response"].get("fromDiskCache"):
            from_cache.add(event["requestId"])

    def on_finished(event):
        # The browser's own pictures have data: addresses.
        is_fetched = addresses[event["requestId"]].startswith("http")
        if is_fetched and (cached or event["requestId"] not in from_cache):
            traffic[addresses[event["requestId"]]] = event["encodedDataLength"]

    session.on("Network.responseReceived", on_response)
    session.on("Network.requestServedFromCache", lambda event: from_cache.add(event["requestId"]))
    session.on("Network.loadingFinished", on_finished)
    return traffic
