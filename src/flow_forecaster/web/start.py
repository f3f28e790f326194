"""The start of a server process: what is missing ends it with a sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Response
from flask_openapi import OpenAPI
from gunicorn.http.errors import ParseException

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import load_language
from flow_forecaster.memory import keep_memory_small
from flow_forecaster.settings import Settings, load_settings
from flow_forecaster.web import create_app
from flow_forecaster.web.errors import answer_error
from flow_forecaster.web.refusals import UnreadableRequest


def start_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of an environment, or the end."""
    with _ending():
        return load_settings(environ)


def start_app(environ: Mapping[str, str]) -> OpenAPI:
    """The application for an environment, or the end; its process keeps its memory small."""
    keep_memory_small()
    with _ending():
        app = create_app(load_settings(environ))
    app.register_error_handler(ParseException, _refuse_broken_body)
    return app


def _refuse_broken_body(_error: ParseException) -> Response:
    """The server finds out while a body is read that it is not as HTTP wants it."""
    return answer_error(UnreadableRequest())


@contextmanager
def _ending() -> Iterator[None]:
    try:
        yield
    except AppError as error:
        sys.exit(error.detail(load_language("en")))
