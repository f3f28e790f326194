"""What every answer tells the browser to refuse."""

import pytest

from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from flow_forecaster.web.assets import Assets

ADDRESSES = [
    "/",
    "/nothing",
    "/health/live",
    "/api/v1/countries",
    "/api/v1/nothing",
    "/api/v1/docs",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_guarded(client, address):
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize(
    ("base_url", "said"),
    [
        ("https://forecasts.example.org", {}),
        ("http://localhost:8080", {}),
        ("http://127.0.0.1:8080", {}),
        ("http://[::1]:8080", {}),
        # A browser speaks so where it trusts the address, whatever a proxy keeps to itself.
        ("http://forecasts.example.org", {"Sec-Fetch-Site": "none"}),
    ],
)
def test_openers_are_kept_away_where_browsers_can(client, base_url, said):
    headers = client.get("/", base_url=base_url, headers=said).headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["192.168.0.7:8080", "10.0.0.3", "laptop.local", "127.0.0.1.example.org", "localhost.x"]
)
def test_browsers_are_not_asked_for_what_they_refuse_by_plain_http(client, host):
    headers = client.get("/", base_url=f"http://{host}").headers
    assert "Cross-Origin-Opener-Policy" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_https_is_kept_once_it_was_used(client):
    headers = client.get("/", base_url="https://localhost").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_cdn_may_serve_what_the_pages_load_and_nothing_more(assets):
    cdn = "https://cdn.example.org"
    app = create_app(Settings(cdn_url=cdn), assets=Assets(assets.folder, assets.names, cdn))
    response = app.test_client().get("/")
    assert f"{cdn}/static/page-0A1B2C3D.css" in response.text
    policy = response.headers["Content-Security-Policy"]
    assert f"default-src 'self' {cdn};" in policy
    assert "connect-src 'self';" in policy
