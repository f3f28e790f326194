"""A room in one file: every group's page, which asks nobody for anything."""

from __future__ import annotations

import html
import json
from importlib import resources
from string import Template
from typing import Any

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.room import GroupSetup, Room, RoomSetup

PAGE = Template("""\
<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="$policy">
<title>$title</title>
<style>$style</style>
</head>
<body class="room">
<header class="room-top"><span class="room-name">$title</span></header>
<main id="main" class="group"></main>
<script type="application/json" id="room-given">$given</script>
$scripts
</body>
</html>
""")

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
"""It may do what stands in it, and reach nothing."""


class NotBuilt(AppError):
    """The pages' scripts and styles are not there."""

    heading = N_("The pages are not complete")
    sentence = N_("The pages' scripts and styles are missing. Run `make assets` in a checkout.")


def room_file(room: Room) -> str:
    """The page of a room, in the room's language; nothing in it leads anywhere else.

    Raises
    ------
    NotBuilt
        If the pages' scripts and styles were not built.
    """
    given = [given_of(room, group) | {"alone": True} for group in room.setup.groups]
    return PAGE.substitute(
        language=room.setup.language,
        policy=POLICY,
        title=html.escape(f"{room.setup.title} · {room.code}"),
        style=_built("room.css"),
        given=_in_script(json.dumps(given, ensure_ascii=False)),
        scripts="\n".join(map(_script, _scripts(room.setup))),
    )


def _scripts(setup: RoomSetup) -> list[str]:
    """Those of a group's page, in their order."""
    own = f"room.{setup.language}.js"
    return ["learned.js", own] if setup.is_learned else [own]


def _script(name: str) -> str:
    return f'<script type="module">{_in_script(_built(name))}</script>'


def given_of(room: Room, group: GroupSetup) -> dict[str, Any]:
    """What a group's page needs of the room: this group and its case, and no other's."""
    setup: RoomSetup = room.setup.model_copy(
        update={
            "cases": (room.setup.cases[group.case],),
            "groups": (group.model_copy(update={"case": 0}),),
            "wifi": None,
        }
    )
    return {"code": room.code, "setup": setup.model_dump(mode="json")}


def _built(name: str) -> str:
    folder = resources.files("flow_forecaster") / "web" / "static" / "built"
    try:
        names: dict[str, str] = json.loads((folder / "manifest.json").read_text("utf-8"))
        return (folder / names[name]).read_text("utf-8")
    except (FileNotFoundError, KeyError) as error:
        raise NotBuilt from error


def _in_script(text: str) -> str:
    """Text that ends no script; what would end one stands only inside strings."""
    return text.replace("</", "\\u003c/").replace("<!--", "\\u003c!--")
