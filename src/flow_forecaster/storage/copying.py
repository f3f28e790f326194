"""Copies all that one database holds to another one, of whatever kind, and proves it.

The source is read as it is at one moment. The target is written in batches, each a transaction, so
that a copy that was interrupted can be run again: rows that are there and equal are left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DataError, IntegrityError

from flow_forecaster.domain.copies import (
    NoDatabase,
    OtherRevision,
    RowRefused,
    SameDatabase,
    SurplusRows,
    TableCopy,
)
from flow_forecaster.storage.contents import (
    Key,
    Rows,
    canonical,
    is_one_of,
    key_in,
    key_of,
    read_batches,
    read_contents,
    snapshot,
)
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.migrating import REVISION, migrate, revision_of
from flow_forecaster.storage.tables import metadata

Values = dict[str, Any]


@dataclass(slots=True)
class _Written:
    """What a table's copying has written so far."""

    n_added: int = 0
    n_changed: int = 0


def copy_database(
    source: Database, target: Database, *, is_mirror: bool = False
) -> tuple[TableCopy, ...]:
    """Bring the target to this version's tables and to the source's rows; then compare both.

    Rows of the target that the source has not are deleted by a mirror.

    Raises
    ------
    SameDatabase, NoDatabase, OtherRevision
        If the source can't be copied to the target.
    SurplusRows
        If the target has rows that the source has not, and it is to be no mirror; nothing was
        written.
    RowRefused
        If the target does not take a row, such as one with a text longer than its column.
    StorageUnavailable
        If one of them does not answer.
    """
    _check_addresses(source, target)
    with snapshot(source) as reader:
        if revision_of(reader) != REVISION:
            raise OtherRevision(_address(source))
        migrate(target)
        n_deleted = _delete_surplus(reader, target, is_mirror=is_mirror)
        written = {table: _copy_table(reader, target, table) for table in metadata.sorted_tables}
        with snapshot(target) as copy:
            return tuple(
                TableCopy(
                    table=table.name,
                    n_added=done.n_added,
                    n_changed=done.n_changed,
                    n_deleted=n_deleted[table],
                    source=read_contents(reader, table),
                    target=read_contents(copy, table),
                )
                for table, done in written.items()
            )


def _check_addresses(source: Database, target: Database) -> None:
    if _place(source) == _place(target):
        raise SameDatabase
    file = source.engine.url.database if source.is_sqlite else None
    if file is not None and not Path(file).is_file():
        raise NoDatabase(_address(source))


def _place(database: Database) -> object:
    url = database.engine.url
    if database.is_sqlite:
        return Path(url.database or "").resolve()
    return url.host, url.port or 5432, url.database, sorted(url.query.items())


def _address(database: Database) -> str:
    return database.engine.url.set(drivername=database.engine.dialect.name).render_as_string()


def _delete_surplus(reader: Connection, target: Database, *, is_mirror: bool) -> dict[Table, int]:
    """Delete the rows that the source has not; how many there were in each table."""
    with target.writing() as writer:
        surplus = {table: _surplus(reader, writer, table) for table in metadata.sorted_tables}
        n_by_table = {table: len(keys) for table, keys in surplus.items()}
        if any(n_by_table.values()) and not is_mirror:
            raise SurplusRows({table.name: n for table, n in n_by_table.items() if n})
        # What belongs to others goes before them.
        for table, keys in reversed(surplus.items()):
            if keys:
                statement = delete(table).where(*_is_of_old_key(table))
                writer.execute(statement, [_old_key(table, key) for key in keys])
    return n_by_table


def _surplus(reader: Connection, writer: Connection, table: Table) -> list[Key]:
    """The keys of a table's rows that the source has not."""
    found: list[Key] = []
    for rows in read_batches(writer, table):
        keys = {key_in(row, table) for row in rows}
        known = reader.execute(select(*key_of(table)).where(is_one_of(table, keys)))
        found.extend(keys.difference(map(tuple, known)))
    return found


def _copy_table(reader: Connection, target: Database, table: Table) -> _Written:
    done = _Written()
    own = _own_reference(table)
    later: list[Values] = []
    for rows in read_batches(reader, table):
        with _refusing(table), target.writing() as writer:
            written = _copy_batch(writer, table, rows, own, done)
        if own is not None:
            later += [row for row in written if row[own] is not None]
    if own is not None and later:
        with _refusing(table), target.writing() as writer:
            _refer(writer, table, own, later)
    return done


def _copy_batch(
    writer: Connection,
    table: Table,
    rows: Rows,
    own: str | None,
    done: _Written,
) -> list[Values]:
    """Write the rows that are not there or differ, without what they refer to in their own table.

    They are returned whole.
    """
    keyed = {key_in(row, table): row for row in rows}
    there = select(table).where(is_one_of(table, keyed)).with_for_update()
    present = {key_in(row, table): canonical(row) for row in writer.execute(there)}
    added = [_values(row) for key, row in keyed.items() if key not in present]
    changed = [
        _values(row)
        for key, row in keyed.items()
        if key in present and canonical(row) != present[key]
    ]
    if added:
        writer.execute(insert(table), [_without(own, row) for row in added])
    if changed:
        _change(writer, table, [_without(own, row) for row in changed])
    done.n_added += len(added)
    done.n_changed += len(changed)
    return added + changed


def _change(writer: Connection, table: Table, rows: Sequence[Values]) -> None:
    others = [column for column in table.c if column not in set(key_of(table))]
    new = {column.name: bindparam(f"new_{column.name}", type_=column.type) for column in others}
    statement = update(table).where(*_is_of_old_key(table)).values(new)
    for row in rows:
        values = {f"new_{name}": row[name] for name in new}
        writer.execute(statement, values | _old_key_of(table, row))


def _refer(writer: Connection, table: Table, own: str, rows: Sequence[Values]) -> None:
    """Say what rows refer to in their own table, now that all of them are there."""
    statement = update(table).where(*_is_of_old_key(table)).values({own: bindparam("referred")})
    writer.execute(statement, [_old_key_of(table, row) | {"referred": row[own]} for row in rows])


def _is_of_old_key(table: Table) -> list[ColumnElement[bool]]:
    return [column == bindparam(f"old_{column.name}") for column in key_of(table)]


def _old_key_of(table: Table, row: Values) -> Values:
    return _old_key(table, tuple(row[column.name] for column in key_of(table)))


def _old_key(table: Table, key: Key) -> Values:
    return {f"old_{column.name}": value for column, value in zip(key_of(table), key, strict=True)}


def _own_reference(table: Table) -> str | None:
    """The column that refers to rows of the same table, if there is one."""
    keys = (key for key in table.foreign_keys if key.column.table is table)
    return next((key.parent.name for key in keys), None)


def _values(row: Row[Any]) -> Values:
    return dict(row._mapping)


def _without(own: str | None, row: Values) -> Values:
    return row if own is None else row | {own: None}


@contextmanager
def _refusing(table: Table) -> Iterator[None]:
    try:
        yield
    except (DataError, IntegrityError) as error:
        raise RowRefused(table.name, str(error.orig).splitlines()[0]) from error
