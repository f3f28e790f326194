"""A project as a workbook: its newest answer, all forecasts, dates over time, history, inputs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from flow_forecaster.domain.language import Language
from flow_forecaster.domain.project import Project
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.csv_text import Cell
from flow_forecaster.services.exports.inputs import named_fields
from flow_forecaster.services.exports.kept import FORECAST_COLUMNS, day_at, names_by_id
from flow_forecaster.services.exports.sheets import Book, Sheet
from flow_forecaster.services.exports.workbook import made_workbook, write_history, write_inputs
from flow_forecaster.services.exports.workbook_charts import dates_chart

WIDTHS = {"text": 22, "number": 12, "date": 14, "chance": 14, "money": 16}


def project_workbook(
    project: Project, forecasts: Sequence[SavedForecast], language: Language
) -> bytes:
    """An xlsx file of a project and its forecasts, the oldest first."""
    content = project.content
    ordered = sorted(forecasts, key=lambda one: one.created_at)

    def fill(book: Book) -> None:
        _ = language.gettext
        _summary(book.sheet(_("Summary")), project, ordered, language)
        if ordered:
            _forecasts(book.sheet(_("Forecasts"), is_wide=True), ordered, language)
        kept = [one for one in ordered if one.base_id is None and one.result.curve]
        if kept:
            _dates(book.sheet(_("Dates over time"), is_wide=True), kept, language)
        if content.history:
            counts = content.history.counts
            write_history(book.sheet(_("History")), counts, _ends(project), language)
        fields = named_fields(content.model_dump(exclude_none=True), language)
        write_inputs(book.sheet(_("Inputs")), fields, language)

    made_on = project.changed_at.date()
    return made_workbook(fill, content.name, made_on, content.team.currency, language)


def _summary(
    sheet: Sheet, project: Project, forecasts: Sequence[SavedForecast], language: Language
) -> None:
    content, _ = project.content, language.gettext
    sheet.widths(30, 24, 24, 24, 8)
    sheet.merged(0, (0, 4), content.name, "title")
    sheet.height(0, content.name, letters_per_line=60, points=24)
    changed = language.date(project.changed_at.date())
    sheet.write(1, 0, _("Changed on {date}", date=changed), "soft")
    row = 3
    if content.note:
        sheet.merged(row, (0, 4), content.note, "text")
        sheet.height(row, content.note, letters_per_line=105, points=15)
        row += 2
    newest = next((one for one in reversed(forecasts) if one.base_id is None), None)
    if newest is None:
        sheet.write(row, 0, _("No forecast was saved yet."), "text")
        return
    sentence = said.sentence(newest, language)
    heading = _("Newest forecast: {name}", name=newest.name)
    sheet.write(row, 0, heading, "part")
    sheet.merged(row + 1, (0, 4), sentence, "sentence")
    sheet.height(row + 1, sentence, letters_per_line=88, points=18)
    _facts(sheet, row + 3, newest, language)


def _facts(sheet: Sheet, row: int, newest: SavedForecast, language: Language) -> None:
    """What the columns of forecasts say of the newest one, below each other."""
    if newest.result.verdict:
        sheet.write(row, 0, language.gettext("Verdict"), "text")
        verdict = said.verdict(language, newest.result.verdict)
        sheet.write(row, 1, verdict, newest.result.verdict)
        row += 1
    shown = ("date", "chance", "number", "money")
    for column in FORECAST_COLUMNS:
        value = column.read(newest, {}, language)
        if column.kind in shown and value is not None:
            sheet.write(row, 0, language.gettext(column.head), "text")
            sheet.write(row, 1, value, column.kind, _money(newest, column.kind))
            row += 1


def _forecasts(sheet: Sheet, forecasts: Sequence[SavedForecast], language: Language) -> None:
    names = names_by_id(forecasts)
    head = [language.gettext(column.head) for column in FORECAST_COLUMNS]
    lines = (
        [(column.read(saved, names, language), column.kind) for column in FORECAST_COLUMNS]
        for saved in forecasts
    )
    sheet.whole_sheet(head, lines)
    sheet.widths(*(WIDTHS[column.kind] for column in FORECAST_COLUMNS))
    sheet.worksheet.freeze_panes(1, 1)


def _dates(sheet: Sheet, forecasts: Sequence[SavedForecast], language: Language) -> None:
    _ = language.gettext
    head = [
        *(_("Made on"), _("Forecast"), "P50", "P85", "P95"),
        *(_("Deadline"), _("Really finished on")),
    ]
    lines = ([(cell, _kind(cell)) for cell in _row(saved)] for saved in forecasts)
    sheet.whole_sheet(head, lines)
    sheet.widths(14, 30, 14, 14, 14, 14, 18)
    dates_chart(sheet, len(forecasts), language)


def _row(saved: SavedForecast) -> list[Cell]:
    due, outcome = saved.result.deadline, saved.outcome
    days = (day_at(saved, confidence) for confidence in (0.5, PROMISE, 0.95))
    finished = outcome.finished_on if outcome else None
    return [saved.today, saved.name, *days, due.date if due else None, finished]


def _kind(cell: Cell) -> str:
    return "text" if isinstance(cell, str) else "date"


def _money(saved: SavedForecast, kind: str) -> str:
    """Amounts of another currency than the project's say which."""
    return f'"{saved.request.team.currency} "#,##0.00' if kind == "money" else ""


def _ends(project: Project) -> list[dt.date | None]:
    history = project.content.history
    assert history is not None
    n, last = len(history.counts), history.last_period_end
    if last is None:
        return [None] * n
    days = history.period_days
    return [last - dt.timedelta(days=days * (n - 1 - index)) for index in range(n)]
