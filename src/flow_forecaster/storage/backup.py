"""A consistent copy of a database in one file of SQLite, made while others write."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from flow_forecaster.domain.copies import (
    BrokenBackup,
    CopiesDiffer,
    FileExists,
    FileNotWritten,
    NoDatabase,
)
from flow_forecaster.domain.outages import StorageUnavailable
from flow_forecaster.storage.copying import copy_database
from flow_forecaster.storage.database import Database, open_database

WHOLE = "ok"
"""What SQLite says of a file without faults."""


def back_up(database: Database, file: Path, *, is_forced: bool = False) -> int:
    """Copy the database to a file, which only its owner may read; the size of it, in bytes.

    The file is there when the copy is complete, and never in part.

    Raises
    ------
    FileExists
        If there is one, and it is not ``is_forced``.
    FileNotWritten
        If there is no such folder, or no room.
    BrokenBackup, CopiesDiffer, NoDatabase, StorageUnavailable
        If what would be kept is no copy.
    """
    if file.exists() and not is_forced:
        raise FileExists(str(file))
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as folder:
            copy = Path(folder) / "copy.db"
            _copy_to(database, copy)
            _finish(copy)
            size = copy.stat().st_size
            copy.replace(file)
            _sync(file.parent)
            return size
    except OSError as error:
        raise FileNotWritten(str(file), error.strerror or str(error)) from error


def _copy_to(database: Database, copy: Path) -> None:
    copy.touch(mode=0o600)
    if database.is_sqlite:
        _copy_pages(Path(database.engine.url.database or ""), copy)
        return
    target = open_database(f"sqlite:///{copy}")
    try:
        tables = copy_database(database, target)
    finally:
        target.close()
    different = [one.table for one in tables if not one.is_equal]
    if different:
        raise CopiesDiffer(different)


def _copy_pages(file: Path, copy: Path) -> None:
    """Copy a file of SQLite in one step, so that it is as it was at one moment."""
    if not file.is_file():
        raise NoDatabase(f"sqlite:///{file}")
    try:
        with closing(_connect(file, "ro")) as source, closing(_connect(copy, "rw")) as target:
            source.backup(target)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise StorageUnavailable from error
    except sqlite3.DatabaseError as error:
        raise BrokenBackup(str(error)) from error


def _finish(copy: Path) -> None:
    """Make it one file, whole and on the disk."""
    try:
        with closing(_connect(copy, "rw")) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise BrokenBackup(str(error)) from error
    if said != WHOLE:
        raise BrokenBackup(said)
    _sync(copy)


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, timeout=10)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
