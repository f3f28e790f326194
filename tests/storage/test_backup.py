import sqlite3
import stat
import threading
from contextlib import closing

import pytest
from sqlalchemy import insert, select, update

from flow_forecaster.domain.copies import BrokenBackup, FileExists, FileNotWritten, NoDatabase
from flow_forecaster.storage.backup import back_up
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.migrating import migrate
from flow_forecaster.storage.tables import attempts
from tests.storage.rows import AT, fill, read_all

N_KEYS = 40
SUM = 10 * N_KEYS


def test_a_backup_is_a_database_with_everything(database, tmp_path):
    fill(database)
    file = tmp_path / "copy.db"
    size = back_up(database, file)
    assert file.stat().st_size == size
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    copy = open_database(f"sqlite:///{file}")
    migrate(copy)
    assert read_all(copy) == read_all(database)
    copy.close()


def test_it_is_one_moment_while_others_write(database, tmp_path):
    """Writers move numbers from row to row; the sum is the same before and after each."""
    rows = [{"key": f"k{i}", "count": SUM // N_KEYS, "expires_at": AT} for i in range(N_KEYS)]
    with database.writing() as connection:
        connection.execute(insert(attempts), rows)
    is_over = threading.Event()
    n_moved = [0, 0, 0]
    movers = [threading.Thread(target=move, args=(database, is_over, n_moved, i)) for i in range(3)]
    for mover in movers:
        mover.start()
    sums = [sum(counts_of(database, tmp_path / f"{i}.db")) for i in range(6)]
    is_over.set()
    for mover in movers:
        mover.join(30)
    assert sums == [SUM] * 6
    # It says something only if they wrote while it was copied.
    assert min(n_moved) > 0


def move(database, is_over, n_moved, i):
    while not is_over.is_set():
        giver, taker = f"k{(i + n_moved[i]) % N_KEYS}", f"k{(7 * i + 3 * n_moved[i]) % N_KEYS}"
        with database.writing() as connection:
            for key, change in sorted([(giver, -1), (taker, 1)]):
                connection.execute(
                    update(attempts)
                    .where(attempts.c.key == key)
                    .values(count=attempts.c.count + change)
                )
        n_moved[i] += 1


def counts_of(database, file):
    back_up(database, file)
    with closing(sqlite3.connect(file)) as copy:
        return [count for (count,) in copy.execute("SELECT count FROM attempts")]


def test_a_backup_is_replaced_only_if_that_is_wanted(database, tmp_path):
    file = tmp_path / "copy.db"
    file.write_text("precious")
    with pytest.raises(FileExists):
        back_up(database, file)
    assert file.read_text() == "precious"
    back_up(database, file, is_forced=True)
    copy = open_database(f"sqlite:///{file}")
    with copy.reading() as connection:
        assert connection.execute(select(attempts)).all() == []
    copy.close()


def test_what_fails_leaves_nothing_behind(database, tmp_path, monkeypatch):
    folder = tmp_path / "copies"
    with pytest.raises(FileNotWritten):
        back_up(database, folder / "copy.db")
    folder.mkdir()
    monkeypatch.setattr("flow_forecaster.storage.backup._finish", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        back_up(database, folder / "copy.db")
    assert list(folder.iterdir()) == []


def test_there_must_be_something_to_copy(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(NoDatabase):
        back_up(database, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_is_not_taken_for_a_backup(tmp_path):
    file = tmp_path / "damaged.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE some (n)")
        connection.executemany("INSERT INTO some VALUES (?)", [("x" * 500,)] * 200)
        connection.commit()
    damaged = bytearray(file.read_bytes())
    damaged[4096 * 3 : 4096 * 5] = b"\xff" * 4096 * 2
    file.write_bytes(damaged)
    database = open_database(f"sqlite:///{file}")
    with pytest.raises(BrokenBackup):
        back_up(database, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_it_needs_nobody_to_have_the_database_open(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/some.db")
    migrate(database)
    fill(database)
    database.close()
    assert back_up(open_database(f"sqlite:///{tmp_path}/some.db"), tmp_path / "copy.db") > 0
