"""A table as CSV that spreadsheets open as it is meant, in the reader's language."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from flow_forecaster.domain.language import Language
from flow_forecaster.services.exports.safe_text import harmless

Cell = str | int | float | dt.date | None

BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]], language: Language) -> bytes:
    """The rows under their head.

    Dates are ISO 8601; numbers have all their digits and the language's decimal sign, and fields
    are apart by semicolons where that sign is a comma. Empty is what there is none of.
    """
    decimal = str(language.locale.number_symbols["latn"]["decimal"])
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if decimal == "," else ",", lineterminator="\r\n")
    writer.writerow(map(harmless, head))
    writer.writerows([_written(cell, decimal) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _written(cell: Cell, decimal: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    whole = isinstance(cell, int) or cell.is_integer()
    return str(int(cell)) if whole else repr(cell).replace(".", decimal)
