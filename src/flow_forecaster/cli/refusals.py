"""What cannot be used, said at a terminal: a line each, and the exit status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from flow_forecaster.cli.flags import Flag
from flow_forecaster.cli.tables import printable
from flow_forecaster.domain.errors import AppError, InvalidRequest
from flow_forecaster.domain.language import Language

UNUSABLE = 2


@contextmanager
def refusing(language: Language, flags: Sequence[Flag] = ()) -> Iterator[None]:
    """Say what is refused inside in the reader's language, and end with a status.

    Fields are named by the flags that they were asked with.
    """
    try:
        yield
    except AppError as error:
        for line in _lines(error, language, flags):
            click.echo(printable(line), err=True)
        raise click.exceptions.Exit(UNUSABLE) from error


def _lines(error: AppError, language: Language, flags: Sequence[Flag]) -> list[str]:
    """A line for each problem, with its place."""
    if not isinstance(error, InvalidRequest):
        return [error.detail(language)]
    lines = [(_name_of(one.field, flags), one.message(language)) for one in error.problems]
    return [f"{name}: {message}" if name else message for name, message in lines]


def _name_of(field: str, flags: Sequence[Flag]) -> str:
    """The flag that a field of a request came from; the field itself if none did."""
    owners = [flag for flag in flags if f"{field}.".startswith(f"{flag.place}.")]
    return max(owners, key=lambda flag: len(flag.place)).name if owners else field
