"""What every answer tells the browser to refuse."""

from __future__ import annotations

from flask import Flask, Response, request

from flow_forecaster.web.refusals import CrossSite

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
OWN = "same-origin"
HSTS = "max-age=31536000"


def install_headers(app: Flask, *, cdn_url: str) -> None:
    """Add the security headers to every answer; ``cdn_url`` may serve scripts and styles too."""
    policy = content_policy(cdn_url)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = HSTS
        return response


def install_cross_site_guard(app: Flask) -> None:
    """Refuse requests that may change something when a browser says another site made them."""

    @app.before_request
    def refuse_other_sites() -> None:
        is_reading = request.method in {"GET", "HEAD", "OPTIONS"}
        if not is_reading and request.headers.get("Sec-Fetch-Site", OWN) not in {OWN, "none"}:
            raise CrossSite


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
