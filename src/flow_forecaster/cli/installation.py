"""The installation that the settings name, for commands that look into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.language import Language
from flow_forecaster.settings import Settings, load_settings

if TYPE_CHECKING:
    from flow_forecaster.storage.database import Database


@contextmanager
def opened(language: Language) -> Iterator[tuple[Settings, Database]]:
    """The settings, and the database that they name, brought to this version."""
    from flow_forecaster.storage.database import open_database
    from flow_forecaster.storage.migrating import migrate

    with refusing(language):
        settings = load_settings(os.environ)
        database = open_database(settings.database_address)
        try:
            migrate(database)
            yield settings, database
        finally:
            database.close()
