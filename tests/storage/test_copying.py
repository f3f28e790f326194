import datetime as dt
from itertools import product

import pytest
from sqlalchemy import delete, insert, text, update

from flow_forecaster.domain.copies import (
    NoDatabase,
    OtherRevision,
    RowRefused,
    SameDatabase,
    SurplusRows,
)
from flow_forecaster.domain.language import load_language
from flow_forecaster.storage import contents, copying
from flow_forecaster.storage.copying import copy_database
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.tables import account, forecast, metadata, project, session
from tests.storage.rows import account_row, fill, new_id, project_row, read_all
from tests.storage.servers import migrated_database_url, new_database_url

KINDS = ["sqlite", "postgresql"]


@pytest.fixture(params=list(product(KINDS, KINDS)), ids="-to-".join)
def pair(request, tmp_path):
    """A filled source with its tables, and a target with nothing at all."""
    source = open_database(migrated_database_url(request.param[0], tmp_path))
    target = open_database(new_database_url(request.param[1], tmp_path))
    fill(source)
    yield source, target
    source.close()
    target.close()


@pytest.fixture
def files(tmp_path):
    """Two files of SQLite, both with their tables."""
    opened = [open_database(migrated_database_url("sqlite", tmp_path)) for _ in range(2)]
    yield opened
    for database in opened:
        database.close()


def test_everything_arrives_as_it_was(pair):
    source, target = pair
    copies = copy_database(source, target)
    assert read_all(target) == read_all(source)
    assert all(one.is_equal for one in copies)
    n_added = {one.table: one.n_added for one in copies}
    assert set(n_added) == set(metadata.tables)
    assert n_added == dict.fromkeys(n_added, 1) | {"forecast": 3, "share": 2}
    assert all(one.source.n_rows == one.n_added for one in copies)


def test_run_again_it_leaves_what_is_equal_and_brings_what_is_new(pair):
    source, target = pair
    copy_database(source, target)
    again = copy_database(source, target)
    assert [(one.n_added, one.n_changed) for one in again] == [(0, 0)] * len(again)
    ana = fill(source)
    with source.writing() as connection:
        connection.execute(update(project).values(content={"name": "é"}))
        connection.execute(update(forecast).values(base_id=None))
    copies = {one.table: one for one in copy_database(source, target)}
    assert all(one.is_equal for one in copies.values())
    assert (copies["project"].n_added, copies["project"].n_changed) == (1, 1)
    assert (copies["forecast"].n_added, copies["forecast"].n_changed) == (3, 3)
    assert (ana,) in read_all(target)["account"]


def test_more_rows_than_a_batch_refer_to_each_other(files, monkeypatch):
    monkeypatch.setattr(contents, "BATCH", 4)
    source, target = files
    fill(source, n_forecasts=50)
    copies = copy_database(source, target)
    assert all(one.is_equal for one in copies)
    assert read_all(target) == read_all(source)


def test_a_copy_that_was_interrupted_is_completed(files, monkeypatch):
    source, target = files
    fill(source)
    monkeypatch.setattr(copying, "_refer", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        copy_database(source, target)
    monkeypatch.undo()
    assert all(one.is_equal for one in copy_database(source, target))
    assert read_all(target) == read_all(source)


def test_rows_that_the_source_has_not_stop_it_before_anything_is_written(pair):
    source, target = pair
    copy_database(source, target)
    with target.writing() as connection:
        connection.execute(insert(account).values(account_row(new_id())))
    fill(source)
    before = read_all(target)
    with pytest.raises(SurplusRows) as refusal:
        copy_database(source, target)
    assert refusal.value.n_by_table == {"account": 1}
    assert "account: 1" in refusal.value.detail(load_language("en"))
    assert read_all(target) == before


def test_a_mirror_deletes_what_the_source_has_not(pair):
    source, target = pair
    copy_database(source, target)
    fill(target)
    with source.writing() as connection:
        connection.execute(delete(session))
    copies = {one.table: one for one in copy_database(source, target, is_mirror=True)}
    assert read_all(target) == read_all(source)
    assert copies["session"].n_deleted == 2
    assert copies["forecast"].n_deleted == 3


def test_what_is_written_meanwhile_is_not_copied(pair, monkeypatch):
    source, target = pair
    before = read_all(source)
    migrate = copying.migrate

    def write_and_migrate(database):
        fill(source)
        migrate(database)

    monkeypatch.setattr(copying, "migrate", write_and_migrate)
    copies = copy_database(source, target)
    assert all(one.is_equal for one in copies)
    assert read_all(target) == before


def test_a_row_that_was_changed_on_the_way_is_found(files, monkeypatch):
    source, target = files
    fill(source)
    copy_table = copying._copy_table

    def copy_and_spoil(reader, written, table):
        done = copy_table(reader, written, table)
        if table is account:
            with written.writing() as connection:
                connection.execute(update(account).values(name="other"))
        return done

    monkeypatch.setattr(copying, "_copy_table", copy_and_spoil)
    assert [one.table for one in copy_database(source, target) if not one.is_equal] == ["account"]


def test_a_digest_tells_values_apart(files):
    one, other = files
    at = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    ana = account_row("a" * 32) | {"created_at": at}
    with one.writing() as connection:
        connection.execute(insert(account).values(ana))
        connection.execute(insert(project).values(project_row("p" * 32, ana["id"])))
    with other.writing() as connection:
        later = at + dt.timedelta(microseconds=1)
        connection.execute(insert(account).values(ana | {"created_at": later}))
        row = project_row("p" * 32, ana["id"])
        row["content"] = row["content"] | {"counts": [1.0, 1, 1e-9]}
        connection.execute(insert(project).values(row))
    with one.reading() as first, other.reading() as second:
        for table in metadata.sorted_tables:
            equal = contents.read_contents(first, table) == contents.read_contents(second, table)
            assert equal == (table not in {account, project})


def test_the_rows_of_the_tests_are_of_every_table(files):
    fill(files[0])
    assert all(read_all(files[0]).values())


def test_what_cannot_be_copied_is_said(files, tmp_path):
    source, target = files
    with pytest.raises(SameDatabase):
        copy_database(source, open_database(f"sqlite:///{source.engine.url.database}"))
    with pytest.raises(NoDatabase):
        copy_database(open_database(f"sqlite:///{tmp_path}/none.db"), target)
    assert not (tmp_path / "none.db").exists()
    with source.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(OtherRevision):
        copy_database(source, target)


def test_a_row_that_the_target_does_not_take_is_said(tmp_path):
    source = open_database(migrated_database_url("sqlite", tmp_path))
    target = open_database(new_database_url("postgresql", tmp_path))
    with source.writing() as connection:
        connection.execute(insert(account).values(account_row(new_id()) | {"name": "x" * 201}))
    with pytest.raises(RowRefused) as refusal:
        copy_database(source, target)
    assert "account: value too long" in refusal.value.detail(load_language("en"))
    source.close()
    target.close()
