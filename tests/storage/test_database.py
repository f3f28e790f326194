import multiprocessing
import sqlite3
from contextlib import suppress

import pytest
from sqlalchemy import text

from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.outages import StorageFull, StorageUnavailable
from flow_forecaster.storage.database import open_database

WRITERS = 6
UPDATES = 25


def add_ones(url):
    database = open_database(url)
    for _ in range(UPDATES):
        with database.writing() as connection:
            lock = "" if database.is_sqlite else " FOR UPDATE"
            n = connection.scalar(text("SELECT n FROM counter" + lock))
            connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})
    database.close()


def test_no_update_is_lost_among_six_writers(database, database_url):
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=add_ones, args=(database_url,)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    with database.reading() as connection:
        assert connection.scalar(text("SELECT n FROM counter")) == WRITERS * UPDATES
    assert [writer.exitcode for writer in writers] == [0] * WRITERS


def test_readers_do_not_wait_for_a_writer(database):
    with database.writing() as writer:
        writer.execute(text("UPDATE job SET progress = 1"))
        with database.reading() as reader:
            assert reader.scalar(text("SELECT count(*) FROM job")) == 0


def test_what_fails_is_not_stored(database):
    create = text("CREATE TABLE half_done (n INTEGER)")
    with suppress(KeyError), database.writing() as connection:
        connection.execute(create)
        raise KeyError
    with database.writing() as connection:
        connection.execute(create)


def test_an_unreachable_server_is_a_sentence_and_does_not_hang():
    database = open_database("postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(StorageUnavailable) as refusal, database.reading() as connection:
        connection.execute(text("SELECT 1"))
    assert "Try again" in refusal.value.detail(load_language("en"))


def test_a_file_that_stays_busy_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("flow_forecaster.storage.database.PRAGMAS", ("PRAGMA busy_timeout=50",))
    database = open_database(f"sqlite:///{tmp_path}/busy.db")
    other = sqlite3.connect(tmp_path / "busy.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable), database.writing() as connection:
        connection.execute(text("SELECT 1"))
    other.close()
    database.close()


def test_a_mistake_in_a_statement_is_no_outage(database):
    with pytest.raises(Exception, match="no_such_table"), database.reading() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))


def test_the_folder_of_a_file_is_made(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/data/deep/file.db")
    with database.reading() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    database.close()


FULL = {
    # No page may be added; what a table needs is one.
    "sqlite": ["PRAGMA max_page_count = 1", "CREATE TABLE more (n INTEGER)"],
    "postgresql": ["DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$"],
}


def write_on_full_disk(database):
    with database.writing() as connection:
        for statement in FULL[database.engine.dialect.name]:
            connection.execute(text(statement))


def test_a_full_disk_is_said_as_such(database):
    with pytest.raises(StorageFull):
        write_on_full_disk(database)
