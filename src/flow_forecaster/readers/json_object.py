"""Reads a request in JSON strictly, since what is dropped in silence is missed too late."""

from __future__ import annotations

import json
from typing import Any

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_


class BrokenJson(AppError):
    """Bytes that are not one JSON object."""

    heading = N_("This JSON cannot be read")
    sentence = N_(
        "It must be one JSON object in UTF-8, with no name given twice and no NaN or Infinity "
        "in it."
    )


def read_json_object(data: bytes) -> dict[str, Any]:
    """The object that the bytes hold.

    Raises
    ------
    BrokenJson
        If they are not one object as RFC 8259 has it, or give a name twice.
    """
    try:
        read = json.loads(data.decode(), object_pairs_hook=_object, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BrokenJson from error
    if not isinstance(read, dict):
        raise BrokenJson
    return read


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) < len(pairs):
        raise ValueError("a name is given twice")
    return names


def _refuse(constant: str) -> None:
    raise ValueError(constant)
