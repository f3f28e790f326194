"""The reader's language: a cookie, else what the browser asks for, else the product's first."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from flask import Flask, Request, g, redirect, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

from flow_forecaster.domain.language import LANGUAGES, Language, load_language

COOKIE = "lang"
COOKIE_AGE_S = 365 * 24 * 60 * 60


def install_language(app: Flask) -> None:
    """Give templates the reader's words and formats, and answers the headers that say which."""
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    # Our sentences fill in {facts} by name; the extension's own style is %(facts)s.
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda *args, **facts: current_language().gettext(*args, **facts),
        lambda *args, **facts: current_language().ngettext(*args, **facts),
        newstyle=False,
    )
    app.context_processor(_words)
    app.before_request(_take_choice)
    app.after_request(_say_language)


def current_language() -> Language:
    """The language of this request."""
    if "language" not in g:
        g.language = load_language(choose_language(request))
    language: Language = g.language
    return language


def choose_language(request: Request) -> str:
    """The best language for a request, one of `LANGUAGES`."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return _best_of(request.headers.get("Accept-Language", ""))


# Browsers ask in few ways, and with each request.
@lru_cache(maxsize=500)
def _best_of(accepted: str) -> str:
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES, LANGUAGES[0])


def remember_language(response: Response, code: str) -> None:
    """Keep the choice for a year."""
    response.set_cookie(
        COOKIE, code, max_age=COOKIE_AGE_S, httponly=True, samesite="Lax", secure=request.is_secure
    )


def language_address(code: str) -> str:
    """Where this page is found in another language; a form's refusal is found where the form is."""
    is_reading = request.method in {"GET", "HEAD"}
    kept = _query_without_language() if is_reading else []
    return f"{request.path}?{urlencode([*kept, ('lang', code)])}"


def _take_choice() -> Response | None:
    """Keep the language that a page is asked in, and send the reader to the page itself."""
    if request.method != "GET" or "lang" not in request.args or request.path.startswith("/api/"):
        return None
    address = f"{request.path}?{urlencode(_query_without_language())}".removesuffix("?")
    # A path of two slashes would be another host's address.
    response = redirect(f"/{address.lstrip('/')}")
    if request.args["lang"] in LANGUAGES:
        remember_language(response, request.args["lang"])
    return response


def _query_without_language() -> list[tuple[str, str]]:
    return [(name, text) for name, text in request.args.items(multi=True) if name != "lang"]


def _words() -> dict[str, object]:
    language = current_language()
    return {
        "language": language,
        "language_address": language_address,
        "date_text": language.date,
        "number_text": language.number,
        "percent_text": language.percent,
        "money_text": language.money,
    }


def _say_language(response: Response) -> Response:
    if "language" in g:
        response.content_language.add(g.language.code)
        response.vary.update(("Accept-Language", "Cookie"))
    return response
