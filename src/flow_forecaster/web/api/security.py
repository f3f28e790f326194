"""How the schema says who may ask."""

from __future__ import annotations

from flask_openapi import SecurityScheme

from flow_forecaster.web.session_cookie import PLAIN

SCHEMES: dict[str, SecurityScheme | dict[str, object]] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API token, made on the page of an account; it begins with ff_.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": PLAIN,
        "description": "A browser that is logged in; by https the cookie is named "
        "__Host-session. What changes something must come from the product's own pages.",
    },
}

SIGNED_IN: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]
"""Of what belongs to an account."""

BY_PASSWORD: list[dict[str, list[str]]] = [{"session": []}]
"""Of what a token may not."""
