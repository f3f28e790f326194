"""The one-page PDF of a forecast, to hand to a sponsor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from flow_forecaster.domain.language import Language
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.charts import chart_alt, chart_names, chart_svg, chart_title
from flow_forecaster.services.exports.drawing import ACCENT_SOFT, LINE, SOFT
from flow_forecaster.services.exports.inputs import inputs_in_short
from flow_forecaster.services.exports.page_below import write_below, write_more
from flow_forecaster.services.exports.page_figures import Figure, figures
from flow_forecaster.services.exports.paper import (
    BOTTOM,
    GAP,
    LEFT,
    LINE_PER_POINT,
    ROW,
    WIDTH,
    Paper,
    new_paper,
)
from flow_forecaster.services.exports.safe_text import one_line
from flow_forecaster.services.exports.tables import (
    confidence_table,
    lever_heading,
    lever_lines,
)

CHART_INCHES = 4.1
"""Width of a chart as it is drawn; on the page it is smaller."""
FLATTEST, TALLEST = 0.6, 0.85
"""Heights of a chart, in widths."""
MOST_CONFIDENCES = 6


def forecast_pdf(answered: Answered, language: Language) -> bytes:
    """One A4 page, always one: what is long is cut, and says so."""
    paper = new_paper()
    _describe(paper, answered, language)
    y = _title(paper, answered, language)
    y = _sentence(paper, y, said.sentence(answered, language))
    y = _tiles(paper, y, figures(answered, language))
    y = _tables(paper, y, answered, language)
    y = _charts(paper, y, answered, language)
    write_below(paper, y, answered, language)
    _foot(paper, answered, language)
    return bytes(paper.pdf.output())


def _describe(paper: Paper, answered: Answered, language: Language) -> None:
    pdf = paper.pdf
    pdf.set_title(one_line(answered.name))
    pdf.set_subject(said.sentence(answered, language))
    pdf.set_creator(said.PRODUCT)
    pdf.set_lang(language.code)
    pdf.set_creation_date(dt.datetime.combine(answered.today, dt.time(), dt.UTC))


def _title(paper: Paper, answered: Answered, language: Language) -> float:
    paper.letters(8.5, colour=SOFT)
    kind = language.gettext("Forecast")
    paper.line(LEFT, 12, f"{said.PRODUCT} · {kind}", WIDTH / 2)
    paper.line(LEFT + WIDTH / 2, 12, said.made_on(answered, language), WIDTH / 2, align="R")
    paper.letters(17, bold=True)
    return paper.lines(LEFT, 18, answered.name, WIDTH, most=2) + 2


def _sentence(paper: Paper, y: float, sentence: str) -> float:
    paper.letters(11.5)
    lines = paper.wrapped(sentence, WIDTH - 10, most=5)
    height = len(lines) * 11.5 * LINE_PER_POINT
    paper.box(LEFT, y, WIDTH, height + 6, ACCENT_SOFT)
    for index, line in enumerate(lines):
        paper.line(LEFT + 5, y + 3 + index * 11.5 * LINE_PER_POINT, line, WIDTH - 10)
    return y + height + 6 + GAP - 1


def _tiles(paper: Paper, y: float, shown: Sequence[Figure]) -> float:
    width = (WIDTH - GAP * (len(shown) - 1)) / len(shown)
    for index, figure in enumerate(shown):
        x = LEFT + index * (width + GAP)
        paper.rule(x, y, width)
        paper.letters(8.5, colour=SOFT)
        paper.line(x, y + 1.5, figure.heading, width)
        paper.letters(17, bold=True)
        paper.line(x, y + 6.2, figure.figure, width)
        if figure.colours:
            _badge(paper, x + paper.pdf.get_string_width(figure.figure) + 4, y + 7.2, figure)
        paper.letters(8.5, colour=SOFT)
        paper.line(x, y + 14.6, figure.below, width)
    return y + 19 + GAP


def _badge(paper: Paper, x: float, y: float, figure: Figure) -> None:
    assert figure.colours is not None
    ink, ground = figure.colours
    paper.letters(10, colour=ink, bold=True)
    width = paper.pdf.get_string_width(figure.badge) + 6
    paper.box(x, y, width, 6.2, ground)
    paper.line(x, y + 0.7, figure.badge, width, align="C")


def _tables(paper: Paper, y: float, answered: Answered, language: Language) -> float:
    """The answers by confidence, and beside them what would make it fit."""
    levers = lever_lines(answered, language)
    head, rows = confidence_table(answered, language)
    width = WIDTH if len(head) > 3 and not levers else WIDTH * 0.64
    shown = _weightiest_rows(rows)
    ends = [_rows(paper, y, head, shown, width)]
    if len(shown) < len(rows):
        ends[0] = write_more(paper, ends[0], len(rows) - len(shown), language)
    if levers:
        x, room = LEFT + width + GAP, WIDTH - width - GAP
        at = paper.heading(x, y, lever_heading(answered, language), room)
        for line in levers:
            paper.letters(9)
            paper.line(x, at, "•", 3)
            at = paper.lines(x + 3, at, line, room - 3, most=2) + 0.7
        ends.append(at)
    return max(ends) + GAP - 1


def _weightiest_rows(rows: Sequence[list[str]]) -> list[list[str]]:
    """As many as there is room for, those that people ask about first."""
    asked = [said.percentile(confidence) for confidence in (0.85, 0.5, 0.95, 0.7)]
    ranked = sorted(rows, key=lambda row: asked.index(row[0]) if row[0] in asked else len(asked))
    return [row for row in rows if row in ranked[:MOST_CONFIDENCES]]


def _rows(
    paper: Paper, y: float, head: Sequence[str], rows: Sequence[Sequence[str]], width: float
) -> float:
    """A table, its first column to the left and the others to the right."""
    columns = _column_widths(paper, [head, *rows], width)
    paper.letters(8.5, colour=SOFT, bold=True)
    paper.cells(y, head, columns)
    y += 5.2
    for row in rows:
        paper.rule(LEFT, y - 0.4, width, LINE)
        paper.letters(9, bold=row[0] == said.percentile(PROMISE))
        paper.cells(y, row, columns)
        y += ROW
    return y


def _column_widths(paper: Paper, lines: Sequence[Sequence[str]], width: float) -> list[float]:
    """As wide as what stands in them, and what is left shared alike."""
    paper.letters(9, bold=True)
    needed = [max(map(paper.pdf.get_string_width, column)) for column in zip(*lines, strict=True)]
    spare = (width - sum(needed)) / len(needed)
    if spare < 0:
        return [one * width / sum(needed) for one in needed]
    return [one + spare for one in needed]


def _charts(paper: Paper, y: float, answered: Answered, language: Language) -> float:
    """The two weightiest charts, as tall as what comes below leaves room for."""
    width = (WIDTH - GAP) / 2
    room = BOTTOM - y - 11 - _height_below(answered, language)
    shape = min(TALLEST, max(FLATTEST, room / width))
    for index, name in enumerate(chart_names(answered)[:2]):
        x = LEFT + index * (width + GAP)
        paper.heading(x, y, chart_title(name, language), width)
        size = (CHART_INCHES, CHART_INCHES * shape)
        svg = chart_svg(answered, name, language, size_inches=size)
        paper.picture(x, y + 4.5, width, svg, chart_alt(answered, name, language))
    return y + 4.5 + width * shape + 4


def _height_below(answered: Answered, language: Language) -> float:
    """Roughly, of risks, inputs and notes, whichever is longer."""
    inputs = 6 + 5 * len(inputs_in_short(answered, language))
    notes = 7 + 8 * len(said.notes(answered, language))
    return max(inputs + notes, 12 + ROW * len(answered.result.risks))


def _foot(paper: Paper, answered: Answered, language: Language) -> None:
    paper.rule(LEFT, 284, WIDTH, LINE)
    paper.letters(7.5, colour=SOFT)
    paper.line(LEFT, 285.5, said.source(answered, language), WIDTH)
