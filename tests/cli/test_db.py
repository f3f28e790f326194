"""``flow-forecaster db``: copies and backups, as a process."""

import pytest
from sqlalchemy import insert

from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.tables import account
from tests.cli.test_main import run
from tests.storage.rows import account_row, fill, new_id, read_all
from tests.storage.servers import migrated_database_url, new_database_url


@pytest.fixture
def source(tmp_path):
    url = migrated_database_url("sqlite", tmp_path)
    database = open_database(url)
    fill(database)
    database.close()
    return url


def rows_of(url):
    database = open_database(url)
    rows = read_all(database)
    database.close()
    return rows


def test_everything_moves_to_postgresql_and_back(source, tmp_path):
    moved, back = new_database_url("postgresql", tmp_path), new_database_url("sqlite", tmp_path)
    there = run("db", "copy", "--from", source, "--to", moved)
    assert (there.returncode, there.stderr) == (0, "")
    assert there.stdout.splitlines()[0].split() == [
        "Table", "Added", "Changed", "Deleted", "Rows", "Digest", "Equal",
    ]  # fmt: skip
    assert there.stdout.endswith("Both databases hold the same rows.\n")
    assert run("db", "copy", "--from", moved, "--to", back).returncode == 0
    assert rows_of(back) == rows_of(moved) == rows_of(source)


def test_rows_of_others_stop_it_and_a_mirror_goes_over_them(source, tmp_path):
    target = migrated_database_url("sqlite", tmp_path)
    database = open_database(target)
    with database.writing() as connection:
        connection.execute(insert(account).values(account_row(new_id())))
    database.close()
    refused = run("db", "copy", "--from", source, "--to", target)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "account: 1" in refused.stderr
    assert run("db", "copy", "--from", source, "--to", target, "--mirror").returncode == 0
    assert rows_of(target) == rows_of(source)


def test_an_address_that_is_none_is_refused(source):
    result = run("db", "copy", "--from", source, "--to", "mysql://example")
    assert result.returncode == 2
    assert "sqlite:///PATH or postgresql://" in result.stderr


def test_a_difference_ends_with_a_status(source, tmp_path, monkeypatch, capsys):
    from dataclasses import replace

    from flow_forecaster.cli import main
    from flow_forecaster.domain.copies import Contents
    from flow_forecaster.storage import copying

    copy_database = copying.copy_database

    def differing(*arguments, **options):
        first, *others = copy_database(*arguments, **options)
        return (replace(first, target=Contents(0, "0" * 64)), *others)

    monkeypatch.setattr(copying, "copy_database", differing)
    target = new_database_url("sqlite", tmp_path)
    monkeypatch.setattr(
        "sys.argv",
        ["flow-forecaster", "db", "copy", "--from", source, "--to", target, "--language", "en"],
    )
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    said = capsys.readouterr()
    assert "no" in said.out.splitlines()[1].split()
    assert said.err.startswith("The copy differs from its source in: ")


def test_a_backup_is_named_and_replaced_only_by_force(source, tmp_path):
    file = tmp_path / "copies" / "monday.db"
    file.parent.mkdir()
    made = run("db", "backup", str(file), DATABASE_URL=source)
    assert made.stdout.startswith(f"{file} holds a copy of everything (")
    assert rows_of(f"sqlite:///{file}") == rows_of(source)
    again = run("db", "backup", str(file), DATABASE_URL=source, LANGUAGE="pt_BR")
    assert again.returncode == 2
    assert "is there already" not in again.stderr
    assert "--force" in again.stderr
    assert run("db", "backup", str(file), "--force", DATABASE_URL=source).returncode == 0


def test_a_backup_needs_a_database(tmp_path):
    result = run("db", "backup", str(tmp_path / "x.db"), DATABASE_URL=f"sqlite:///{tmp_path}/no.db")
    assert result.returncode == 2
    assert "There is no database at sqlite:///" in result.stderr
