"""The lower half of a page: risks, inputs and notes, as far as there is room."""

from __future__ import annotations

from flow_forecaster.domain.language import Language
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.drawing import LINE, SOFT
from flow_forecaster.services.exports.inputs import inputs_in_short
from flow_forecaster.services.exports.paper import (
    BOTTOM,
    GAP,
    LEFT,
    LINE_PER_POINT,
    ROW,
    WIDTH,
    Paper,
)
from flow_forecaster.services.exports.tables import risk_table, weightiest_risks


def write_below(paper: Paper, y: float, answered: Answered, language: Language) -> None:
    """Risks on the left, inputs and notes on the right, as far as there is room."""
    width = (WIDTH - GAP) / 2
    left = LEFT
    if answered.result.risks:
        _risks(paper, y, width, answered, language)
        left = LEFT + width + GAP
    elif answered.note.strip():
        at = paper.heading(LEFT, y, language.gettext("Note"), width)
        paper.letters(8.5)
        paper.lines(LEFT, at, answered.note, width, most=int((BOTTOM - at) / 4.1))
        left = LEFT + width + GAP

    at = _inputs(paper, (left, y), answered, language)
    _notes(paper, (left, at), answered, language)


def _risks(paper: Paper, y: float, width: float, answered: Answered, language: Language) -> None:
    at = paper.heading(LEFT, y, language.gettext("What each risk costs"), width)
    head, rows = risk_table(weightiest_risks(answered), language)
    columns = (width - 51, 16.0, 20.0, 15.0)
    fitting = int((BOTTOM - at - 8) / ROW)
    shown = rows if len(rows) <= fitting else rows[: fitting - 1]
    paper.letters(7, colour=SOFT)
    paper.cells(at - 0.5, ["", *head[1:]], columns)
    at += 3.6
    for row in shown:
        paper.rule(LEFT, at - 0.3, width, LINE)
        paper.letters(8.5)
        paper.cells(at, row, columns)
        at += ROW
    if len(shown) < len(rows):
        write_more(paper, at, len(rows) - len(shown), language)


def _inputs(
    paper: Paper, place: tuple[float, float], answered: Answered, language: Language
) -> float:
    x, y = place
    width = LEFT + WIDTH - x
    at = paper.heading(x, y, language.gettext("Based on"), width)
    for label, text in inputs_in_short(answered, language):
        paper.letters(7.5, colour=SOFT)
        paper.line(x, at + 0.2, label, 33)
        paper.letters(8)
        at = paper.lines(x + 35, at, text, width - 35, most=2) + 0.4
    return at + 2


def _notes(
    paper: Paper, place: tuple[float, float], answered: Answered, language: Language
) -> None:
    x, y = place
    words = list(said.notes(answered, language))
    if answered.result.not_finished > 0:
        share = language.percent(answered.result.not_finished)
        never = language.gettext("Not done in ten years: {share} of futures", share=share)
        words.insert(0, never)
    if y > BOTTOM - 10:
        return
    width = LEFT + WIDTH - x
    at = paper.heading(x, y, language.gettext("How far to trust it"), width)
    paper.letters(8)
    for note in words:
        lines = int((BOTTOM - at) / (8 * LINE_PER_POINT))
        if lines < 1:
            return
        at = paper.lines(x, at, note, width, most=min(3, lines)) + 0.6


def write_more(paper: Paper, y: float, n: int, language: Language) -> float:
    """How many rows were left out; where the next part starts."""
    paper.letters(8.5, colour=SOFT)
    paper.line(LEFT, y, language.ngettext("and {n} more", "and {n} more", n), 40)
    return y + ROW
