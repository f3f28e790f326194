"""An A4 page that is written from top to bottom, in DejaVu Sans; lengths in millimetres."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flow_forecaster.services.exports.drawing import EDGE, INK, SOFT
from flow_forecaster.services.exports.fonts import font_file, showable

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "DejaVu"
LEFT, WIDTH = 15.0, 180.0
BOTTOM = 280.0
GAP, ROW = 6.0, 5.0
LINE_PER_POINT = 0.48
"""Millimetres from line to line, for each point of the letters' size."""


LEAST_SHRINKING = 0.8
"""Share of their size that letters keep."""


class Paper:
    """One page; what is written stays inside the place it is given."""

    def __init__(self, pdf: FPDF) -> None:
        self.pdf = pdf

    def letters(self, size: float, *, colour: str = INK, bold: bool = False) -> None:
        """How what follows is written."""
        self.pdf.set_font(FAMILY, "B" if bold else "", size)
        self.pdf.set_text_color(colour)

    def line(self, x: float, y: float, text: str, width: float, *, align: str = "L") -> None:
        """One line; smaller where it is longer than its place, and cut where that isn't enough."""
        size = self.pdf.font_size_pt
        words = showable(text)
        needed = self.pdf.get_string_width(words)
        if needed > width:
            self.pdf.set_font_size(size * max(LEAST_SHRINKING, width / needed * 0.999))
        self.pdf.set_xy(x, y)
        self.pdf.cell(width, size * LINE_PER_POINT, self._cut(words, width), align=align)
        self.pdf.set_font_size(size)

    def lines(self, x: float, y: float, text: str, width: float, *, most: int) -> float:
        """Lines down from ``y``, at most so many; where the next one would be."""
        height = self.pdf.font_size_pt * LINE_PER_POINT
        for line in self.wrapped(text, width, most=most):
            self.pdf.set_xy(x, y)
            self.pdf.cell(width, height, line)
            y += height
        return y

    def wrapped(self, text: str, width: float, *, most: int) -> list[str]:
        """The text broken into lines, the last of which tells if it goes on."""
        broken = self.pdf.multi_cell(
            width, text=showable(text), dry_run=True, output="LINES", align="L"
        )
        assert isinstance(broken, list)
        lines = [line.strip() for line in broken]
        if len(lines) <= most:
            return lines
        return [*lines[: most - 1], self._cut(lines[most - 1] + " …", width)]

    def cells(self, y: float, row: Sequence[str], columns: Sequence[float]) -> None:
        """A row from the left edge, its first cell to the left and the others to the right."""
        x = LEFT
        for index, (text, width) in enumerate(zip(row, columns, strict=True)):
            self.line(x, y, text, width - 1, align="R" if index else "L")
            x += width

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A ground for words."""
        self.pdf.set_fill_color(colour)
        self.pdf.rect(x, y, width, height, style="F", round_corners=True, corner_radius=2)

    def rule(self, x: float, y: float, width: float, colour: str = EDGE) -> None:
        """A thin line."""
        self.pdf.set_draw_color(colour)
        self.pdf.set_line_width(0.15)
        self.pdf.line(x, y, x + width, y)

    def heading(self, x: float, y: float, text: str, width: float) -> float:
        """The heading of a part; where its content starts."""
        self.letters(8.5, colour=SOFT, bold=True)
        self.line(x, y, text, width)
        return y + 5.2

    def picture(self, x: float, y: float, width: float, svg: bytes, alt: str) -> None:
        """Vectors, with what they show for who doesn't see it."""
        self.pdf.image(io.BytesIO(svg), x=x, y=y, w=width, alt_text=alt)

    def _cut(self, text: str, width: float) -> str:
        if self.pdf.get_string_width(text) <= width:
            return text
        shortest, longest = 0, len(text)
        while shortest < longest:
            middle = (shortest + longest + 1) // 2
            if self.pdf.get_string_width(text[:middle].rstrip() + "…") <= width:
                shortest = middle
            else:
                longest = middle - 1
        return text[:shortest].rstrip() + "…"


def new_paper() -> Paper:
    """An empty page."""
    from fpdf import FPDF

    pdf = FPDF(format="A4", unit="mm")
    pdf.set_auto_page_break(auto=False)
    pdf.c_margin = 0
    pdf.add_font(FAMILY, "", font_file())
    pdf.add_font(FAMILY, "B", font_file(bold=True))
    pdf.add_page()
    return Paper(pdf)
