"""``flow-forecaster room``: a workshop's rooms, from a terminal."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path

import click

from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.language import Language
from flow_forecaster.settings import load_settings


@click.group("room", help=_("Look after the rooms of workshops."))
def command() -> None:
    pass


@command.command(
    "export",
    help=_(
        "Write the pages of a room's groups into one file that needs no server and no network, to "
        "hand over by USB or message."
    ),
)
@click.argument("code")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file to write; room-CODE.html if not given."),
)
@language_option
def export(*, code: str, output: Path | None, language: Language) -> None:
    from flow_forecaster.services.room_file import room_file
    from flow_forecaster.services.rooms import find_room
    from flow_forecaster.storage.database import open_database
    from flow_forecaster.storage.migrating import migrate

    with refusing(language):
        database = open_database(load_settings(os.environ).database_address)
        migrate(database)
        room = find_room(database, code)
        text = room_file(room)
        database.close()
    file = output or Path(f"room-{room.code}.html")
    file.write_text(text, encoding="utf-8")
    click.echo(language.gettext("{file} holds the whole room; open it anywhere.", file=file))
