import multiprocessing

import pytest
from sqlalchemy import text

from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.migrating import REVISION, migrate, revision_of
from flow_forecaster.storage.tables import metadata
from tests.storage.servers import new_database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path):
    return new_database_url(request.param, tmp_path)


def start(url, barrier):
    barrier.wait(30)
    database = open_database(url)
    migrate(database)
    with database.writing() as connection:
        connection.execute(text("DELETE FROM job"))
    database.close()


def test_two_who_start_at_once_on_an_empty_database_do_not_race(empty_url):
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(4)
    starters = [spawn.Process(target=start, args=(empty_url, barrier)) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(60)
    assert [starter.exitcode for starter in starters] == [0] * 4
    database = open_database(empty_url)
    with database.reading() as connection:
        assert revision_of(connection) == REVISION
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
    database.close()


def test_migrations_lead_to_the_tables_that_the_code_expects(database):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_revision_is_the_one_named():
    from alembic.script import ScriptDirectory

    from flow_forecaster.storage import migrations

    assert ScriptDirectory(migrations.__path__[0]).get_heads() == [REVISION]


def test_migrating_again_changes_nothing(database):
    migrate(database)
    with database.reading() as connection:
        assert revision_of(connection) == REVISION


def test_it_leaves_nothing_open_that_a_fork_would_share(empty_url):
    database = open_database(empty_url)
    migrate(database)
    assert database.engine.pool.status().startswith("Pool size: 4  Connections in pool: 0")


def test_sqlite_writes_ahead(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/some.db")
    migrate(database)
    with database.reading() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    database.close()
