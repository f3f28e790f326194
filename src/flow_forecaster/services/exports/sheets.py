"""Sheets of a workbook: cells of a known kind, columns of a width, a page to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_symbol

from flow_forecaster.domain.language import LEAST_SAID, MOST_SAID, Language
from flow_forecaster.services.exports.csv_text import Cell
from flow_forecaster.services.exports.drawing import (
    ACCENT_SOFT,
    EDGE,
    INK,
    SOFT,
    VERDICT_COLOURS,
)
from flow_forecaster.services.exports.safe_text import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Line = Sequence[tuple[Cell, str]]
"""Cells of a row, each with its kind."""

MOST_IN_CELL = 32_767
"""Characters that a spreadsheet keeps in one cell."""


def safe_sheet_name(name: str) -> str:
    """A name that spreadsheets take for a sheet: at most 31 letters, none that is forbidden."""
    plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in clean(name))
    return " ".join(plain.split()).strip("'")[:31].strip() or "-"


class Book:
    """A workbook, and the ways in which its cells are written."""

    def __init__(self, workbook: Workbook, language: Language, currency: str) -> None:
        self.workbook = workbook
        self.language = language
        self._formats: dict[tuple[str, str], Format] = {}
        symbol = get_currency_symbol(currency, language.locale)
        day = "d mmm yyyy" if language.code == "en" else "dd/mm/yyyy"
        self._kinds: dict[str, dict[str, Any]] = {
            "text": {"align": "left", "text_wrap": True},
            "number": {},
            "date": {"num_format": day, "align": "right"},
            "chance": {"num_format": chance_format(1)},
            "confidence": {},
            "money": {"num_format": f'"{symbol} "#,##0.00'},
            "head": {"bold": True, "font_color": SOFT, "bottom": 1, "bottom_color": EDGE},
            "title": {"bold": True, "font_size": 18},
            "soft": {"font_color": SOFT},
            "sentence": {"font_size": 13, "bg_color": ACCENT_SOFT, "indent": 1},
            "part": {"bold": True, "font_size": 12, "font_color": INK},
        }
        for kind in ("head", "title", "sentence"):
            self._kinds[kind] |= {"text_wrap": True, "valign": "vcenter"}
        for verdict, (ink, ground) in VERDICT_COLOURS.items():
            self._kinds[verdict] = {
                "bold": True,
                "font_size": 13,
                "align": "center",
                "font_color": ink,
                "bg_color": ground,
            }

    def sheet(self, name: str, *, is_wide: bool = False) -> Sheet:
        """A new sheet, set up to be printed one page wide."""
        worksheet = self.workbook.add_worksheet(safe_sheet_name(name))
        worksheet.hide_gridlines(2)
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        worksheet.set_footer("&L&8&A&R&8&P / &N")
        if is_wide:
            worksheet.set_landscape()
        return Sheet(self, worksheet)

    def format(self, kind: str, num_format: str = "") -> Format:
        """How cells of a kind look; made once."""
        key = (kind, num_format)
        if key not in self._formats:
            number = {"num_format": num_format} if num_format else {}
            look = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
            self._formats[key] = self.workbook.add_format(look | self._kinds[kind] | number)
        return self._formats[key]


class Sheet:
    """One sheet; every text is written as text, whatever it begins with."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        self.book = book
        self.worksheet = worksheet

    @property
    def name(self) -> str:
        """As charts refer to it."""
        return str(self.worksheet.get_name())

    def write(self, row: int, column: int, value: Cell, kind: str, num_format: str = "") -> None:
        """One cell; nothing stays empty."""
        look = self.book.format(kind, num_format or _num_format(value, kind))
        if value is None:
            self.worksheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self.worksheet.write_string(row, column, clean(value)[:MOST_IN_CELL], look)
        elif isinstance(value, dt.date):
            self.worksheet.write_datetime(row, column, value, look)
        else:
            self.worksheet.write_number(row, column, value, look)

    def merged(self, row: int, columns: tuple[int, int], text: str, kind: str) -> None:
        """A text over several columns."""
        self.worksheet.merge_range(row, columns[0], row, columns[1], "", self.book.format(kind))
        self.write(row, columns[0], text, kind)

    def table(
        self, row: int, head: Sequence[str], lines: Iterable[Sequence[tuple[Cell, str]]]
    ) -> int:
        """Lines of cells with their kinds, under a head; the row after the last."""
        for column, text in enumerate(head):
            self.write(row, column, text, "head")
        for line in lines:
            row += 1
            for column, (value, kind) in enumerate(line):
                self.write(row, column, value, kind)
        return row + 1

    def whole_sheet(self, head: Sequence[str], lines: Iterable[Line]) -> int:
        """A table that is the whole sheet: its head stays in sight and on each printed page."""
        self.worksheet.freeze_panes(1, 0)
        self.worksheet.repeat_rows(0)
        end = self.table(0, head, lines)
        self.worksheet.autofilter(0, 0, max(1, end - 1), len(head) - 1)
        return end

    def widths(self, *widths: float) -> None:
        """Of the first columns, in characters."""
        for column, width in enumerate(widths):
            self.worksheet.set_column(column, column, width)

    def height(self, row: int, text: str, *, letters_per_line: int, points: float) -> None:
        """As high as a wrapped text needs."""
        lines = sum(-(-max(1, len(line)) // letters_per_line) for line in clean(text).split("\n"))
        self.worksheet.set_row(row, min(400.0, points * lines + 6))


def chance_format(decimals: int) -> str:
    """A format in which no chance is certain, neither way."""
    percents = "0." + "0" * decimals + "%" if decimals else "0%"
    most, least = f"{MOST_SAID:.0%}", f"{LEAST_SAID:.0%}"
    return f'[>{MOST_SAID}]"> {most}";[<{LEAST_SAID}]"< {least}";{percents}'


def honest_decimals(chance: float, thresholds: Sequence[float]) -> int:
    """Decimals of a percentage so that rounding doesn't lift it to a threshold it missed."""
    for decimals in range(1, 8):
        shown = round(chance, 2 + decimals)
        if not any(chance < threshold <= shown for threshold in thresholds):
            return decimals
    return 8


def _num_format(value: Cell, kind: str) -> str:
    """Decimals only where there are some."""
    if kind not in {"number", "confidence"} or not isinstance(value, int | float):
        return ""
    in_percent = kind == "confidence"
    is_whole = float(round(value * 100 if in_percent else value, 9)).is_integer()
    if in_percent:
        return "0%" if is_whole else "0.0####%"
    return "#,##0" if is_whole else "#,##0.0####"
