"""Workbooks read back, and the cells that their charts refer to."""

import datetime as dt
import io
import itertools

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries


def read(file):
    return load_workbook(io.BytesIO(file))


def cells(sheet):
    """Values by row, without what is empty at the end."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def found(sheet, label):
    """The value to the right of a label."""
    (row,) = [row for row in cells(sheet) if row[0] == label]
    return row[1]


def column(sheet, head):
    """The values under a head in the first row."""
    heads, *rows = cells(sheet)
    return [row[heads.index(head)] for row in rows]


def series_of(chart):
    """All series of a chart, those of charts drawn over it too."""
    return list(itertools.chain.from_iterable(part.ser for part in chart._charts))


def drawn(book, series):
    """A series' name and values, as the cells it refers to have them."""
    values = series.yVal if hasattr(series, "yVal") and series.yVal else series.val
    name = _range(book, series.tx.strRef.f)[0]
    return name, _range(book, values.numRef.f)


def along(book, series):
    """What a series is drawn along."""
    along = series.xVal if hasattr(series, "xVal") and series.xVal else series.cat
    return _range(book, (along.numRef or along.strRef).f)


def day(value):
    """The date of a cell that has no time of day."""
    assert value.time() == dt.time()
    return value.date()


def _range(book, reference):
    sheet, _, area = reference.rpartition("!")
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    rows = book[sheet.strip("'")].iter_rows(top, bottom, left, right, values_only=True)
    return list(itertools.chain.from_iterable(rows))
