"""``flow-forecaster db``: the database of an installation."""

from __future__ import annotations

import os
from gettext import gettext as _

import click

from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.language import Language
from flow_forecaster.settings import load_settings


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
