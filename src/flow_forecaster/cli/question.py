"""From flags, or from a file of JSON, to a checked request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _
from typing import Any, BinaryIO, TypeVar

import click

from flow_forecaster.cli.flags import HISTORY, Flag, flag_options
from flow_forecaster.cli.language import language_option
from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.readers.json_object import read_json_object
from flow_forecaster.readers.pasted import read_pasted

Asked = TypeVar("Asked", bound=ForecastRequest)
Command = TypeVar("Command", bound=Callable[..., Any])


def question_options(flags: Sequence[Flag]) -> Callable[[Command], Command]:
    """Give a command all that asks a question and says how it is answered."""

    def decorate(command: Command) -> Command:
        for option in (
            language_option,
            click.option(
                "--output",
                type=click.Choice(["text", "json"]),
                help=_("How the answer is printed: text for flags and json for --json."),
            ),
            click.option(
                "--json",
                "file",
                type=click.File("rb"),
                help=_("Read the request as JSON from a file, or - for the standard input."),
            ),
            click.option(
                "--marks",
                type=click.Choice(["decimal", "separate"]),
                help=_("What a comma or dot in doubt does in --history."),
            ),
            flag_options(flags),
        ):
            command = option(command)
        return command

    return decorate


def read_question(
    model: type[Asked],
    flags: Sequence[Flag],
    typed: Mapping[str, Any],
    *,
    file: BinaryIO | None,
) -> Asked:
    """The request that was asked, in a file or with flags.

    Raises
    ------
    AppError
        If what was asked cannot be used.
    """
    given = [flag for flag in flags if typed[flag.parameter]]
    if file is None:
        return _read_flags(model, given, typed)
    if given:
        raise InvalidRequest([Problem("--json", N_("Ask with a file or with flags, not both."))])
    return check_request(read_json_object(file.read()), model)


def _read_flags(model: type[Asked], given: Sequence[Flag], typed: Mapping[str, Any]) -> Asked:
    data: dict[str, Any] = {"history": {}}
    problems: list[Problem] = []
    for flag in given:
        try:
            value = _read(flag, typed)
        except ValueError:
            problems.append(_misspelt(flag, typed[flag.parameter]))
        else:
            _place(data, flag.place.split("."), value)
    if problems:
        raise InvalidRequest(problems)
    return check_request(data, model)


def _read(flag: Flag, typed: Mapping[str, Any]) -> Any:
    text = typed[flag.parameter]
    if flag is HISTORY:
        return read_pasted(text, typed["marks"])
    return [flag.read(one) for one in text] if flag.is_repeated else flag.read(text)


def _misspelt(flag: Flag, text: object) -> Problem:
    sentence = N_("“{text}” cannot be read. Write it like {example}.")
    said = " ".join(text) if isinstance(text, tuple) else text
    return Problem(flag.name, sentence, {"text": said, "example": flag.example})


def _place(data: dict[str, Any], place: Sequence[str], value: Any) -> None:
    """Put a value at its place; what several flags say of one part comes together."""
    *parents, name = place
    for parent in parents:
        data = data.setdefault(parent, {})
    if isinstance(value, dict):
        data.setdefault(name, {}).update(value)
    else:
        data[name] = value
