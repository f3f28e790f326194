"""From a file's bytes to the rows of a table: its encoding, its separator, its numbers."""

from __future__ import annotations

import csv
import io
import math
import re

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Excel's files begin, the new and the old."""

SEPARATORS = (";", "\t", ",")
"""In the order in which they are looked for: a comma may also be a decimal sign."""

DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")

ENDLESS = N_("a cell does not end. Close its quotation mark.")

Row = tuple[int, list[str]]
"""The number of a line, from 1, and its cells."""


class UnreadableTable(AppError):
    """Text that is no table of histories; ``line`` counts from 1, 0 where none is to blame."""

    heading = N_("This table cannot be read")
    place = N_("Line {line} cannot be read: {why}")

    def __init__(self, why: str, line: int = 0, **facts: object) -> None:
        super().__init__(why, line)
        self.why, self.line, self.facts = why, line, facts

    def detail(self, language: Language) -> str:
        """The line, what is wrong with it and what is expected."""
        said = {
            name: language.number(fact) if isinstance(fact, int) else fact
            for name, fact in self.facts.items()
        }
        why = language.gettext(self.why, **said)
        return language.gettext(self.place, line=self.line, why=why) if self.line else why


def table_text(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or else what old spreadsheets write.

    Raises
    ------
    UnreadableTable
        If it is a workbook, or no text.
    """
    if data.startswith(WORKBOOKS):
        raise UnreadableTable(
            N_("This is an Excel workbook. Save the sheet as CSV, and give that file.")
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise UnreadableTable(N_("This is no text. Save the table as CSV, and give that file."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def table_rows(text: str) -> list[Row]:
    """The lines that hold something, their cells without spaces around.

    Raises
    ------
    UnreadableTable
        If a cell never ends.
    """
    text = text.lstrip("\ufeff")
    first = text.lstrip().partition("\n")[0]
    separator = next((one for one in SEPARATORS if one in first), ",")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [
            (lines.line_num, cells) for row in lines if any(cells := [cell.strip() for cell in row])
        ]
    except csv.Error as error:
        raise UnreadableTable(ENDLESS, lines.line_num) from error


def read_number(cell: str) -> float | None:
    """A number with a decimal dot, or a comma and one or two digits; None for anything else."""
    try:
        number = float(cell.replace(",", ".") if DECIMAL_COMMA.fullmatch(cell) else cell)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
