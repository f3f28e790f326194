"""The reader's language at a terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from gettext import gettext as _
from typing import Any, TypeVar

import click

from flow_forecaster.domain.language import LANGUAGES, load_language, match_language

Command = TypeVar("Command", bound=Callable[..., Any])

UNTRANSLATED = ("C", "POSIX")


def language_option(command: Command) -> Command:
    """Give a command ``--language``, as a `Language`."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        callback=lambda _ctx, _option, code: load_language(code or terminal_language(os.environ)),
        help=_("Language of the answer; that of the terminal if not given."),
    )(command)


def terminal_language(environ: Mapping[str, str]) -> str:
    """The product's language for a terminal's; English where the terminal has none."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environ.get(name, "").split(":")[0].split(".")[0]
        if locale and locale not in UNTRANSLATED:
            return match_language(locale)
        if locale:
            break
    return "en"
