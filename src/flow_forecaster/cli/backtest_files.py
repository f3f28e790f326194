"""The histories of files and folders that were named to the command ``backtest``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.readers.history_table import NamedHistory, read_histories, with_own_names
from flow_forecaster.readers.table_text import table_text

ENDINGS = (".csv", ".tsv", ".txt")
"""What is read of a folder."""

OWNER_MARK = "__"
"""What file names have for the slash between owner and name."""


class UnreadableFile(AppError):
    """A file that cannot be used, and why."""

    def __init__(self, path: Path, why: AppError) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def title(self, language: Language) -> str:
        """What is wrong with it, in a few words."""
        return self.why.title(language)

    def detail(self, language: Language) -> str:
        """The file, and what is wrong with it."""
        return f"{self.path}: {self.why.detail(language)}"


class EmptyFolder(AppError):
    """A folder without a file that is read."""

    heading = N_("There is nothing to read")
    sentence = N_("There is no .csv, .tsv or .txt file in this folder. Name the files instead.")


def read_files(paths: Sequence[Path]) -> tuple[NamedHistory, ...]:
    """All histories of the files, and of the files in the folders; a file named twice is read once.

    Raises
    ------
    UnreadableFile
    """
    files = dict.fromkeys(file.resolve() for path in paths for file in _files_of(path))
    return with_own_names(history for file in files for history in _read(file))


def _files_of(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = sorted(one for one in path.iterdir() if one.suffix.lower() in ENDINGS)
    if not found:
        raise UnreadableFile(path, EmptyFolder())
    yield from found


def _read(file: Path) -> tuple[NamedHistory, ...]:
    try:
        return read_histories(table_text(file.read_bytes()), file.stem.replace(OWNER_MARK, "/", 1))
    except AppError as error:
        raise UnreadableFile(file, error) from error
