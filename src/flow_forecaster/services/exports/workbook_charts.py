"""The native charts of a workbook; each series refers to cells, so that it follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flow_forecaster.domain.language import Language
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.charts import chart_alt, chart_title
from flow_forecaster.services.exports.drawing import (
    ACCENT,
    ACCENT_PALE,
    EDGE,
    INK,
    LINE,
    SOFT,
)
from flow_forecaster.services.exports.reading import cone_weeks, first_week, shown_weeks
from flow_forecaster.services.exports.sheets import Sheet, chance_format
from flow_forecaster.services.exports.weeks_sheet import WeeksSheet

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart  # type: ignore[import-untyped]

SIZE = {"width": 620, "height": 310}
FONT = {"name": "Calibri", "size": 9, "color": SOFT}
DASHED = {"color": INK, "width": 1.25, "dash_type": "dash"}

# Stands at one week; the line down to the axis is an error bar of all its height.
MARK: dict[str, Any] = {
    "line": {"none": True},
    "marker": {"type": "diamond", "size": 8, "fill": {"color": INK}, "border": {"color": INK}},
    "y_error_bars": {
        "type": "percentage",
        "value": 100,
        "direction": "minus",
        "end_style": 0,
        "line": DASHED,
    },
}


def chance_chart(
    sheet: Sheet, place: str, answered: Answered, weeks: WeeksSheet, language: Language
) -> None:
    """A column for each week's chance, the promise as a line and the deadline as a mark."""
    result = answered.result
    assert result.curve is not None
    span = shown_weeks(result)
    kept = first_week(result.curve.chance_by_week, PROMISE)
    colours = [
        ACCENT if kept is not None and week >= kept else ACCENT_PALE
        for week in range(span[0], span[1] + 1)
    ]
    chart, over = _charts(sheet, "column", "line")
    points = [{"fill": {"color": colour}} for colour in colours]
    fill = {"fill": {"color": ACCENT_PALE}, "points": points, "gap": 25}
    chart.add_series(_series(weeks, "chance", span) | fill)
    over.add_series(_series(weeks, "promise", span) | {"line": {"color": INK, "width": 1}})
    if "due" in weeks.columns:
        labels = {"value": True, "position": "above", "num_format": chance_format(0)}
        over.add_series(_series(weeks, "due", span) | MARK | {"data_labels": labels | _bold()})
    chart.combine(over)
    chart.set_y_axis(_axis(min=0, max=1, major_unit=0.25, num_format='[>0.99]"";0%'))
    chart.set_title(_title(chart_title("chance", language)))
    chart.set_x_axis(_weeks_axis(span[1] - span[0], language))
    _insert(sheet, place, chart, chart_alt(answered, "chance", language))


def cone_chart(
    sheet: Sheet, place: str, answered: Answered, weeks: WeeksSheet, language: Language
) -> None:
    """A line for each confidence, the scope, and the deadline as a mark."""
    result = answered.result
    span = (0, cone_weeks(result))
    (chart,) = _charts(sheet, "line")
    for index, confidence in enumerate(result.cone.confidence):
        is_promise = confidence == PROMISE
        line = {"color": ACCENT if is_promise else ACCENT_PALE, "width": 2.5 if is_promise else 1.5}
        chart.add_series(_series(weeks, f"cone {index}", span) | {"line": line})
    if result.scope:
        chart.add_series(_series(weeks, "stated", span) | {"line": {"color": INK, "width": 1.25}})
        if result.scope.expected - result.scope.stated >= 0.5:
            chart.add_series(_series(weeks, "expected", span) | {"line": DASHED})
    if "by due" in weeks.columns:
        labels = {"value": True, "position": "above"}
        chart.add_series(_series(weeks, "by due", span) | MARK | {"data_labels": labels | _bold()})
    chart.set_y_axis(_axis(min=0, num_format="#,##0"))
    chart.set_title(_title(chart_title("cone", language)))
    chart.set_x_axis(_weeks_axis(span[1], language))
    _insert(sheet, place, chart, chart_alt(answered, "cone", language))


def history_chart(sheet: Sheet, n_periods: int, language: Language) -> None:
    """A column for each past period, and the mean as a line."""
    chart, over = _charts(sheet, "column", "line")

    def series(column: int) -> dict[str, Any]:
        return {
            "name": [sheet.name, 0, column],
            "categories": [sheet.name, 1, 0, n_periods, 0],
            "values": [sheet.name, 1, column, n_periods, column],
        }

    chart.add_series(series(2) | {"fill": {"color": ACCENT_PALE}, "gap": 25})
    over.add_series(series(3) | {"line": {"color": ACCENT, "width": 2}})
    chart.combine(over)
    chart.set_title(_title(chart_title("history", language)))
    chart.set_x_axis(_axis(name=language.gettext("Period, oldest first"), name_font=_plain()))
    chart.set_y_axis(_axis(min=0, num_format="#,##0.##"))
    _insert(sheet, "F2", chart, chart_title("history", language))


def dates_chart(sheet: Sheet, n_rows: int, language: Language) -> None:
    """P50, P85 and P95 of forecasts by the day on which each was made, and their deadline."""
    (chart,) = _charts(sheet, "scatter/straight_with_markers")
    looks = ((2, ACCENT_PALE, "circle"), (3, ACCENT, "square"), (4, SOFT, "triangle"))
    for column, colour, marker in looks:
        dot = {"type": marker, "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
        line = {"color": colour, "width": 2.25 if colour == ACCENT else 1.5}
        chart.add_series(_by_day(sheet, column, n_rows) | {"line": line, "marker": dot})
    bare = {"line": DASHED, "marker": {"type": "none"}}
    chart.add_series(_by_day(sheet, 5, n_rows) | bare)
    title = language.gettext("When it will be done, as forecast over time")
    day = "d mmm yy" if language.code == "en" else "dd/mm/yy"
    chart.set_title(_title(title))
    made_on = language.gettext("Made on")
    chart.set_x_axis(_axis(name=made_on, name_font=_plain(), num_format=day))
    chart.set_y_axis(_axis(num_format=day))
    _insert(sheet, "I2", chart, title)


def _by_day(sheet: Sheet, column: int, n_rows: int) -> dict[str, Any]:
    return {
        "name": [sheet.name, 0, column],
        "categories": [sheet.name, 1, 0, n_rows, 0],
        "values": [sheet.name, 1, column, n_rows, column],
    }


def _series(weeks: WeeksSheet, key: str, span: tuple[int, int]) -> dict[str, Any]:
    """Cells of one column for a span of weeks, which stand one row below their number."""
    column, (first, last) = weeks.columns[key], (span[0] + 1, span[1] + 1)
    week = weeks.columns["week"]
    return {
        "name": [weeks.name, 0, column],
        "categories": [weeks.name, first, week, last, week],
        "values": [weeks.name, first, column, last, column],
    }


def _charts(sheet: Sheet, *kinds: str) -> list[Chart]:
    """Charts of these kinds; a kind may have a subtype after a slash."""
    made = []
    for kind in kinds:
        name, _, subtype = kind.partition("/")
        options = {"type": name} | ({"subtype": subtype} if subtype else {})
        made.append(sheet.book.workbook.add_chart(options))
    return made


def _weeks_axis(last: int, language: Language) -> dict[str, Any]:
    every = max(1, round(last / 14))
    return _axis(name=language.gettext("Week"), name_font=_plain(), interval_unit=every)


def _insert(sheet: Sheet, place: str, chart: Chart, alt: str) -> None:
    chart.set_legend({"position": "bottom", "font": FONT})
    chart.set_size(SIZE)
    chart.set_chartarea({"border": {"color": LINE}})
    sheet.worksheet.insert_chart(place, chart, {"description": alt, "object_position": 3})


def _axis(**how: Any) -> dict[str, Any]:
    """An axis; the one without a name has the grid."""
    if "name" in how:
        lines = {"line": {"color": EDGE}, "major_gridlines": {"visible": False}}
    else:
        grid = {"visible": True, "line": {"color": LINE}}
        lines = {"line": {"none": True}, "major_gridlines": grid}
    return {"num_font": FONT, **lines, **how}


def _title(text: str) -> dict[str, Any]:
    font = {"name": "Calibri", "size": 12, "bold": True, "color": INK}
    return {"name": text, "name_font": font, "overlay": False}


def _bold() -> dict[str, Any]:
    return {"font": {"name": "Calibri", "size": 10, "bold": True, "color": INK}}


def _plain() -> dict[str, Any]:
    return {**FONT, "bold": False}
