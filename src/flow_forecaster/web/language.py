"""The reader's language: a cookie, else what the browser asks for, else the product's first."""

from __future__ import annotations

from flask import Flask, Request, g, request
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
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])


def remember_language(response: Response, code: str) -> None:
    """Keep the choice for a year."""
    response.set_cookie(
        COOKIE, code, max_age=COOKIE_AGE_S, httponly=True, samesite="Lax", secure=request.is_secure
    )


def _words() -> dict[str, object]:
    language = current_language()
    return {
        "language": language,
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
