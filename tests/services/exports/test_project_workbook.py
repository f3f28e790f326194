"""A project as a workbook, read back."""

import datetime as dt

import pytest

from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.services.exports.project_workbook import project_workbook
from tests.services.exports.kept import HISTORY, four_forecasts, project, saved
from tests.services.exports.workbooks import (
    along,
    cells,
    column,
    day,
    drawn,
    found,
    read,
    series_of,
)

EN = load_language("en")


@pytest.fixture(scope="module")
def book():
    return read(project_workbook(project(note="=A1"), four_forecasts(), EN))


def test_the_first_sheet_tells_the_newest_forecast(book):
    sheet = book["Summary"]
    assert sheet["A1"].value == "Cloud"
    said = [row[0] for row in cells(sheet) if row[0]]
    assert "Newest forecast: Week 3" in said
    assert found(sheet, "Chance of the deadline") == saved(3).result.deadline.chance
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


def test_forecasts_have_a_row_each(book):
    sheet = book["Forecasts"]
    assert column(sheet, "Forecast") == ["Week 0", "Week 1", "What if", "Week 3"]
    assert column(sheet, "Scenario of") == [None, None, "Week 1", None]
    assert column(sheet, "Cost at P85") == [412_500] * 4
    p85 = {one.confidence: one.date for one in saved(0).result.when}[0.85]
    assert day(column(sheet, "P85")[0]) == p85
    assert day(column(sheet, "Really finished on")[3]) == dt.date(2027, 3, 5)
    assert sheet.freeze_panes == "B2"


def test_p85_over_time_is_drawn_from_its_cells_without_scenarios(book):
    (chart,) = book["Dates over time"]._charts
    lines = dict(drawn(book, line) for line in series_of(chart))
    assert list(lines) == ["P50", "P85", "P95", "Deadline"]
    kept = [saved(number) for number in (0, 1, 3)]
    expected = [{one.confidence: one.date for one in each.result.when}[0.85] for each in kept]
    assert [day(value) for value in lines["P85"]] == expected
    days = along(book, series_of(chart)[1])
    assert [day(value) for value in days] == [each.today for each in kept]


def test_the_history_and_the_inputs_are_the_projects(book):
    assert column(book["History"], "Items finished") == HISTORY
    fields = dict(
        zip(column(book["Inputs"], "Field"), column(book["Inputs"], "Value"), strict=True)
    )
    assert (fields["name"], fields["unit"], fields["note"]) == ("Cloud", "items", "=A1")
    assert fields["history.counts.14"] == HISTORY[14]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_project_with_nothing_has_a_workbook(code):
    language = load_language(code)
    book = read(project_workbook(project(history=None), [], language))
    assert book.sheetnames == [language.gettext("Summary"), language.gettext("Inputs")]
