"""Copies of a database: what was done, table by table, and why one is not made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table holds: the number of its rows, and a digest that is equal for equal rows."""

    n_rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class TableCopy:
    """How one table was copied; rows that were there and equal were left."""

    table: str
    n_added: int
    n_changed: int
    n_deleted: int
    source: Contents
    target: Contents

    @property
    def is_equal(self) -> bool:
        """Whether both tables hold the same rows."""
        return self.source == self.target


class SameDatabase(AppError):
    """A database that is to be copied onto itself."""

    sentence = N_("Both addresses name the same database. Name another one to copy to.")


class NoDatabase(AppError):
    """An address at which there is no database."""

    sentence = N_("There is no database at {address}. Check the address.")

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address

    def detail(self, language: Language) -> str:
        """With the address, its password left out."""
        return language.gettext(self.sentence, address=self.address)


class OtherRevision(NoDatabase):
    """A database whose tables are not those of this version."""

    sentence = N_(
        "The database at {address} does not have this version's tables. Run `flow-forecaster db "
        "upgrade` on it first, with DATABASE_URL set to its address."
    )


class SurplusRows(AppError):
    """Rows at the target that the source has not."""

    sentence = N_(
        "Nothing was copied: the target has rows that the source does not have ({tables}). Copy "
        "to an empty database; or, if the target is an older copy of this source, add --mirror, "
        "which deletes those rows."
    )

    def __init__(self, n_by_table: dict[str, int]) -> None:
        super().__init__(n_by_table)
        self.n_by_table = n_by_table

    def detail(self, language: Language) -> str:
        """With the number of such rows in each table."""
        counts = [f"{table}: {language.number(n)}" for table, n in self.n_by_table.items()]
        return language.gettext(self.sentence, tables=", ".join(counts))


class RowRefused(AppError):
    """Rows that the target does not take."""

    sentence = N_("The target does not take some rows of the table {table}: {reason}")

    def __init__(self, table: str, reason: str) -> None:
        super().__init__(table, reason)
        self.table, self.reason = table, reason

    def detail(self, language: Language) -> str:
        """With the table, and the reason in the database's own words."""
        return language.gettext(self.sentence, table=self.table, reason=self.reason)


class CopiesDiffer(AppError):
    """Copies that are not what they were copied from."""

    sentence = N_(
        "The copy differs from its source in: {tables}. Something else writes to the target. "
        "End that, and copy again."
    )

    def __init__(self, tables: Sequence[str]) -> None:
        super().__init__(*tables)
        self.tables = tuple(tables)

    def detail(self, language: Language) -> str:
        """With the names of the tables."""
        return language.gettext(self.sentence, tables=", ".join(self.tables))


class FileExists(AppError):
    """A file that a backup would overwrite."""

    sentence = N_("{path} is there already. Name another file, or add --force to replace it.")

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def detail(self, language: Language) -> str:
        """With the file."""
        return language.gettext(self.sentence, path=self.path)


class FileNotWritten(FileExists):
    """A file that cannot be written."""

    sentence = N_("{path} cannot be written: {reason}")

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path)
        self.reason = reason

    def detail(self, language: Language) -> str:
        """With the file, and the reason in the system's own words."""
        return language.gettext(self.sentence, path=self.path, reason=self.reason)


class BrokenBackup(AppError):
    """A backup that came out damaged, as its source is."""

    sentence = N_("The backup was not kept, since the database is damaged: {reason}")

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def detail(self, language: Language) -> str:
        """With what the database's own check says."""
        return language.gettext(self.sentence, reason=self.reason)
