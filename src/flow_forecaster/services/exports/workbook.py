"""A forecast as a workbook: what a sponsor reads first, then every number, then every input."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence

from flow_forecaster.domain.language import Language
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.inputs import Input, all_inputs
from flow_forecaster.services.exports.reading import period_ends
from flow_forecaster.services.exports.safe_text import one_line
from flow_forecaster.services.exports.sheets import Book, Sheet
from flow_forecaster.services.exports.summary_sheet import write_summary
from flow_forecaster.services.exports.weeks_sheet import write_weeks
from flow_forecaster.services.exports.workbook_charts import history_chart


def forecast_workbook(answered: Answered, language: Language) -> bytes:
    """An xlsx file with native charts; numbers, dates and money are real ones."""

    def fill(book: Book) -> None:
        _ = language.gettext
        summary = book.sheet(_("Summary"), is_wide=True)
        weeks = write_weeks(book.sheet(_("Week by week"), is_wide=True), answered, language)
        write_summary(summary, answered, language, weeks)
        counts = answered.result.history.counts
        write_history(book.sheet(_("History")), counts, period_ends(answered), language)
        write_inputs(book.sheet(_("Inputs")), all_inputs(answered, language), language)

    title = answered.name
    return made_workbook(fill, title, answered.today, answered.request.team.currency, language)


def made_workbook(
    fill: Callable[[Book], None], title: str, made_on: dt.date, currency: str, language: Language
) -> bytes:
    """A workbook with the sheets that ``fill`` makes."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    file = io.BytesIO()
    never = {f"strings_to_{kind}": False for kind in ("formulas", "urls", "numbers")}
    with Workbook(file, {"in_memory": True, **never}) as workbook:
        created = dt.datetime.combine(made_on, dt.time())
        workbook.set_properties(
            {"title": one_line(title), "author": said.PRODUCT, "created": created}
        )
        fill(Book(workbook, language, currency))
    return file.getvalue()


def write_history(
    sheet: Sheet, counts: Sequence[float], ends: Sequence[dt.date | None], language: Language
) -> None:
    """Past periods with their mean, and a column for each."""
    _ = language.gettext
    mean = sum(counts) / len(counts)
    head = [_("Period"), _("Ends on"), _("Items finished"), _("Mean")]
    lines = [
        ((number, "number"), (end, "date"), (count, "number"), (mean, "number"))
        for number, (count, end) in enumerate(zip(counts, ends, strict=True), start=1)
    ]
    sheet.whole_sheet(head, lines)
    sheet.widths(9, 14, 16, 10)
    history_chart(sheet, len(counts), language)


def write_inputs(sheet: Sheet, inputs: Sequence[Input], language: Language) -> None:
    """Every field of the question: with these the same answer can be made again."""
    _ = language.gettext
    head = [_("Input"), _("Value"), _("Field")]
    lines = [((one.label, "text"), (one.value, _kind(one)), (one.field, "soft")) for one in inputs]
    sheet.whole_sheet(head, lines)
    sheet.widths(52, 34, 30)


def _kind(one: Input) -> str:
    if isinstance(one.value, str):
        return "text"
    return "date" if isinstance(one.value, dt.date) else "number"
