"""``flow-forecaster db``: the database of an installation."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from gettext import gettext as _
from pathlib import Path

import click

from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.cli.tables import table
from flow_forecaster.domain.copies import CopiesDiffer, TableCopy
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.settings import WrongSetting, load_settings

HEAD = (
    N_("Table"),
    N_("Added"),
    N_("Changed"),
    N_("Deleted"),
    N_("Rows"),
    N_("Digest"),
    N_("Equal"),
)
DIGEST_LENGTH = 12


class Address(click.ParamType[str]):
    """The address of a database, as the settings take it."""

    name = "url"

    def convert(
        self,
        value: str,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """The address as it is opened."""
        try:
            return load_settings({"DATABASE_URL": value}).database_address
        except WrongSetting:
            self.fail(
                _("It must be sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME."), param, ctx
            )


@click.group("db", help=_("Look after the database that the settings name."))
def command() -> None:
    pass


@command.command("upgrade", help=_("Bring the tables to this version; safe to run again."))
@language_option
def upgrade(*, language: Language) -> None:
    from flow_forecaster.storage.database import open_database
    from flow_forecaster.storage.migrating import REVISION, migrate

    with refusing(language):
        migrate(open_database(load_settings(os.environ).database_address))
    click.echo(language.gettext("The database is at revision {revision}.", revision=REVISION))


@command.command(
    "copy",
    help=_(
        "Copy everything from one database to another, and compare both. Safe to run again: rows "
        "that are there and equal are left."
    ),
)
@click.option("--from", "source", type=Address(), required=True, help=_("The database to copy."))
@click.option("--to", "target", type=Address(), required=True, help=_("The database to fill."))
@click.option(
    "--mirror",
    is_flag=True,
    help=_("Delete the rows that only the target has."),
)
@language_option
def copy(*, source: str, target: str, mirror: bool, language: Language) -> None:
    from flow_forecaster.storage.copying import copy_database
    from flow_forecaster.storage.database import open_database

    with (
        refusing(language),
        closing(open_database(source)) as read,
        closing(open_database(target)) as filled,
    ):
        copies = copy_database(read, filled, is_mirror=mirror)
        click.echo(_table(copies, language))
        different = [one.table for one in copies if not one.is_equal]
        if different:
            raise CopiesDiffer(different)
    click.echo(language.gettext("Both databases hold the same rows."))


@command.command(
    "backup",
    help=_("Copy the database to FILE, while it is used: a database that DATABASE_URL can name."),
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help=_("Replace FILE if it is there."))
@language_option
def backup(*, file: Path, force: bool, language: Language) -> None:
    from flow_forecaster.storage.backup import back_up
    from flow_forecaster.storage.database import open_database

    with (
        refusing(language),
        closing(open_database(load_settings(os.environ).database_address)) as database,
    ):
        n_bytes = back_up(database, file, is_forced=force)
    said = language.gettext(
        "{path} holds a copy of everything ({size} kB).",
        path=file,
        size=language.number(-(-n_bytes // 1000)),
    )
    click.echo(said)


def _table(copies: Sequence[TableCopy], language: Language) -> str:
    rows = [_row(one, language) for one in copies]
    return table([language.gettext(word) for word in HEAD], rows)


def _row(one: TableCopy, language: Language) -> list[str]:
    counts = (one.n_added, one.n_changed, one.n_deleted, one.target.n_rows)
    return [
        one.table,
        *map(language.number, counts),
        one.target.digest[:DIGEST_LENGTH],
        language.gettext("yes") if one.is_equal else language.gettext("no"),
    ]
