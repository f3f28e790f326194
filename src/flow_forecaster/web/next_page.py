"""Where somebody goes after logging in: a page of our own, whatever the address asked for."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from flask import request

FIRST_PAGE = "/projects"

# No second slash nor backslash, which browsers read as another host; no line breaks.
OWN_PATH = re.compile(r"/(?:[!-.0-\[\]-~][!-\[\]-~]*)?")


def own_path(text: str | None) -> str | None:
    """The path, if it is one of our own; None for anything that might lead elsewhere."""
    return text if text and OWN_PATH.fullmatch(text) else None


def next_path() -> str:
    """Where the reader wanted to go."""
    return own_path(request.values.get("next")) or FIRST_PAGE


def login_address() -> str:
    """The page for logging in, which leads back to the page that was asked for."""
    if request.method != "GET":
        return "/login"
    query = request.query_string.decode("latin-1")
    wanted = quote(request.path) + (f"?{quote(query, safe='=&%+')}" if query else "")
    kept = own_path(wanted)
    return f"/login?{urlencode({'next': kept})}" if kept else "/login"
