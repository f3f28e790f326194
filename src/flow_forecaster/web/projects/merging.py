"""Two people's changes of the same thing, side by side, so that neither is lost.

Three versions of each field: what both began with, what the other saved meanwhile, what the reader
typed. They are texts of the form; what is merged is sent to the same form again, on top of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from flow_forecaster.web.projects.fields import Fields

YOURS, THEIRS = "yours", "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the two left different; ``kept`` is whose is proposed."""

    name: str
    base: str
    theirs: str
    yours: str
    kept: str


def differences(base: Fields, theirs: Fields, yours: Fields) -> list[Difference]:
    """The fields that differ; who alone changed one is proposed for it, and you where both did."""
    return [
        Difference(
            name,
            base.get(name, theirs[name]),
            theirs[name],
            yours[name],
            THEIRS if base.get(name) == yours[name] else YOURS,
        )
        for name in theirs
        if theirs[name] != yours[name]
    ]


def merged_fields(form: MultiDict[str, str], typed: Fields) -> Fields:
    """What was typed, with theirs where the reader chose it."""
    theirs = read_base(form, typed)
    return {
        name: theirs.get(name, text) if form.get(f"keep-{name}") == THEIRS else text
        for name, text in typed.items()
    }


def base_text(fields: Mapping[str, str]) -> str:
    """The fields that a form began with, to be sent along with it."""
    return json.dumps(dict(fields), ensure_ascii=False)


def read_base(form: MultiDict[str, str], names: Mapping[str, str]) -> Fields:
    """The fields that a form began with; none where it didn't say, or not so that it is one."""
    try:
        found = json.loads(form.get("base", ""))
    except (ValueError, RecursionError):
        return {}
    known = found.items() if isinstance(found, dict) else ()
    return {name: text for name, text in known if name in names and isinstance(text, str)}
