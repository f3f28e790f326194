"""What every answer tells the browser to refuse."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.web.refusals import CrossSite
from flow_forecaster.web.session_cookie import session_secret

OPENER_POLICY = "Cross-Origin-Opener-Policy"
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
OWN = "same-origin"
LOOPBACK = re.compile(r"(localhost|127(\.\d+){3}|\[::1\])(:\d+)?")
READING = {"GET", "HEAD", "OPTIONS"}
HSTS = "max-age=31536000"


def install_headers(app: Flask, *, cdn_url: str) -> None:
    """Add the security headers to every answer; ``cdn_url`` may serve scripts and styles too."""
    policy = content_policy(cdn_url)

    @app.after_request
    def add_headers(response: Response) -> Response:
        if g.get("is_terse"):
            # Asked for all day by phones on a bad network, and never shown by a browser.
            response.headers["X-Content-Type-Options"] = "nosniff"
            return response
        for name, value in HEADERS.items():
            # A page may be stricter than all pages.
            response.headers.setdefault(name, value)
        response.headers["Content-Security-Policy"] = policy
        if _is_trustworthy():
            response.headers[OPENER_POLICY] = OWN
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = HSTS
        return response


def _is_trustworthy() -> bool:
    """Whether a browser takes the address for trustworthy; elsewhere it only complains of
    the policy on openers.

    Sec-Fetch-Site is sent to no other address, so it tells of https before a silent proxy too.
    """
    says_so = "Sec-Fetch-Site" in request.headers
    return request.is_secure or says_so or LOOPBACK.fullmatch(request.host) is not None


def install_cross_site_guard(app: Flask, *, public_url: str = "") -> None:
    """Refuse requests that may change something unless a page of this host made them, or no page.

    Browsers say by Sec-Fetch-Site who made a request, by https at least; by plain http in a
    workshop's network they say it by Origin. A request with a session that says neither is
    refused; a program without one need say nothing.
    """
    public_host = urlsplit(public_url).netloc

    @app.before_request
    def refuse_what_nothing_is_called() -> None:
        # PostgreSQL cannot even compare a text with NUL.
        if "\0" in request.path or b"%00" in request.query_string:
            raise NotFound

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method not in READING and not _is_own(public_host):
            raise CrossSite


def _is_own(public_host: str) -> bool:
    """Whether a request comes from a page of this host, or from no page."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {OWN, "none"}
    origin = request.headers.get("Origin")
    if origin is not None:
        # Whether it was https, a proxy may have kept to itself.
        return urlsplit(origin).netloc in {request.host, public_host} - {""}
    return session_secret() is None


def content_policy(cdn_url: str) -> str:
    """The Content-Security-Policy: nothing inline, nothing from elsewhere."""
    own = " ".join(filter(None, ["'self'", cdn_url]))
    return "; ".join(
        [
            f"default-src {own}",
            # The style sheet draws check marks and arrows from data: addresses.
            f"img-src {own} data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )
