"""A forecast as a workbook, read back."""

import datetime as dt

import pytest

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.services.exports.safe_text import PLACEHOLDER, clean
from flow_forecaster.services.exports.sheets import (
    chance_format,
    honest_decimals,
    safe_sheet_name,
)
from flow_forecaster.services.exports.workbook import forecast_workbook
from flow_forecaster.services.forecast import forecast
from tests.services.exports.kept import (
    EVERYTHING,
    HARD_NAMES,
    NEVER,
    ONLY_DEADLINE,
    ONLY_SCOPE,
    TODAY,
    answered,
    with_risks,
)
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

EN, PT = load_language("en"), load_language("pt-BR")
SHEETS = ["Summary", "Week by week", "History", "Inputs"]


def written(one, language=EN):
    return read(forecast_workbook(one, language))


@pytest.fixture(scope="module")
def one():
    return answered(EVERYTHING)


@pytest.fixture(scope="module")
def book(one):
    return written(one)


def test_the_first_sheet_has_what_a_sponsor_asks(one, book):
    sheet, result = book["Summary"], one.result
    assert book.sheetnames == SHEETS
    assert (sheet["A1"].value, sheet["A4"].value) == (one.name, result.sentence)
    assert found(sheet, "Verdict") == "NO-GO"
    assert found(sheet, "Chance of the deadline") == result.deadline.chance
    assert found(sheet, "Without the risks") == result.deadline.chance_without_risks
    assert day(found(sheet, "Deadline")) == result.deadline.date
    assert found(sheet, "Most items") == result.levers.most_items
    assert (
        found(sheet, "Fewest people, supposing pace in proportion") == result.levers.fewest_people
    )
    assert day(found(sheet, "Earliest date")) == result.levers.earliest_date
    assert found(sheet, "Risk 1") == one.request.risks[0].probability


def test_each_confidence_has_its_date_weeks_items_and_cost(one, book):
    rows = cells(book["Summary"])
    (head,) = [index for index, row in enumerate(rows) if row[0] == "Confidence"]
    assert rows[head][:5] == ["Confidence", "Done by", "Weeks", "Items by the deadline", "Cost"]
    answers = zip(one.result.when, one.result.how_many, one.result.cost, strict=True)
    for row, (when, many, cost) in zip(rows[head + 1 :], answers, strict=False):
        assert row[:5] == [
            when.confidence,
            dt.datetime.combine(when.date, dt.time()),
            when.weeks,
            many.items,
            cost.amount,
        ]


def test_weeks_have_the_numbers_of_the_answer_to_the_digit(one, book):
    sheet, result = book["Week by week"], one.result
    chances = column(sheet, "Chance to be done by then")
    assert tuple(chances[: len(result.curve.chance_by_week)]) == result.curve.chance_by_week
    ends = [day(value) for value in column(sheet, "Ends on")]
    assert ends == [result.start + dt.timedelta(weeks=week) for week in range(len(ends))]
    for confidence, items in zip(result.cone.confidence, result.cone.items_by_week, strict=True):
        kept = column(sheet, f"Items, {EN.percent(confidence)}")
        assert tuple(kept[: len(items)]) == items
    history = book["History"]
    assert tuple(column(history, "Items finished")) == result.history.counts
    assert day(column(history, "Ends on")[-1]) == one.request.history.last_period_end


def test_lines_of_the_cone_end_at_its_edge():
    asked = {"history": {"counts": [0, 0, 2, 0, 1, 0, 5, 0, 0, 1, 0, 3]}, "scope": {"items": 12}}
    one = answered(asked)
    sheet, cone = written(one)["Week by week"], one.result.cone
    widest = cone.items_by_week[-1]
    leaves = widest.index(cone.edge)
    kept = column(sheet, f"Items, {EN.percent(cone.confidence[-1])}")
    assert tuple(kept[: leaves + 1]) == widest[: leaves + 1]
    assert set(kept[leaves + 1 :]) == {None}


def test_the_chart_of_chances_refers_to_their_cells(one, book):
    chance, cone = book["Summary"]._charts
    curve, due = one.result.curve.chance_by_week, one.result.deadline
    bars, promise, mark = series_of(chance)
    weeks = along(book, bars)
    assert due.weeks in weeks and curve[weeks[-1]] > 0.99
    assert drawn(book, bars) == (
        "Chance to be done by then",
        [curve[week] for week in weeks],
    )
    assert set(drawn(book, promise)[1]) == {0.85}
    name, marks = drawn(book, mark)
    assert name == "Chance of the deadline"
    assert [(week, at) for week, at in zip(weeks, marks, strict=True) if at is not None] == [
        (due.weeks, due.chance)
    ]
    lines = dict(drawn(book, line) for line in series_of(cone))
    for confidence, items in zip(
        one.result.cone.confidence, one.result.cone.items_by_week, strict=True
    ):
        line = lines[f"Items, {EN.percent(confidence)}"]
        assert tuple(line) == items[: len(line)]
    assert set(lines["Items left"]) == {one.result.scope.stated}
    assert set(lines["With risks"]) == {one.result.scope.expected}


def test_the_chart_of_the_history_refers_to_its_cells(one, book):
    (chart,) = book["History"]._charts
    bars, mean = series_of(chart)
    assert drawn(book, bars) == ("Items finished", list(one.result.history.counts))
    assert drawn(book, mean)[1][0] == pytest.approx(one.result.history.mean, abs=5e-5)


def test_the_inputs_make_the_same_forecast_again(one, book):
    again = {}
    for label, value, field in cells(book["Inputs"])[1:]:
        assert label
        plain = value.date().isoformat() if isinstance(value, dt.datetime) else value
        put(again, field.split("."), plain)
    asked = check_request(listed(again), ForecastRequest)
    answer = forecast(asked, today=TODAY + dt.timedelta(days=99), language=EN)
    assert answer == one.result


def put(tree, parts, value):
    *parents, last = parts
    for parent in parents:
        tree = tree.setdefault(parent, {})
    tree[last] = value


def listed(tree):
    """Mappings from numbers are lists."""
    if not isinstance(tree, dict):
        return tree
    if all(key.isdigit() for key in tree):
        return [listed(tree[key]) for key in sorted(tree, key=int)]
    return {key: listed(value) for key, value in tree.items()}


def test_formats_are_those_of_the_reader():
    en, pt = written(answered(), EN)["Summary"], written(answered(), PT)["Resumo"]
    kinds = [{cell.number_format for row in sheet for cell in row} for sheet in (en, pt)]
    assert {"d mmm yyyy", '"R$ "#,##0.00', chance_format(1)} <= kinds[0]
    assert {"dd/mm/yyyy", '"R$ "#,##0.00', chance_format(1)} <= kinds[1]


def test_no_format_shows_a_chance_as_certain():
    assert chance_format(1) == '[>0.99]"> 99%";[<0.01]"< 1%";0.0%'
    assert honest_decimals(0.5, (0.85, 0.5)) == 1
    assert honest_decimals(0.84996, (0.85, 0.5)) == 3
    assert f"{0.84996:.3%}" < "85%"


def test_sheets_are_set_up_to_be_read_and_printed(book):
    for name in SHEETS[1:]:
        sheet = book[name]
        assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.column_dimensions["A"].width >= 8


@pytest.mark.parametrize("name", HARD_NAMES)
def test_names_are_texts_whatever_they_begin_with(name):
    book = written(answered(with_risks(3, name), name=name, note=name))
    cell = book["Summary"]["A1"]
    assert (cell.value, cell.data_type) == (clean(name), "s")
    assert clean(name) in column(book["Inputs"], "Value")
    for sheet in book:
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


def test_control_signs_never_break_a_workbook():
    book = written(answered(name="a\x00b\x0bc \ud83d", note="\x1b"))
    assert book["Summary"]["A1"].value == f"abc {PLACEHOLDER}"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("question", [NEVER, ONLY_SCOPE, ONLY_DEADLINE, with_risks(50)])
def test_every_question_has_a_workbook(question, code):
    language = load_language(code)
    one = answered(question, code)
    book = written(one, language)
    assert book.worksheets[0]["A4"].value == one.result.sentence
    assert len(book.worksheets[0]._charts) == (2 if one.result.curve else 1)


def test_what_never_finishes_is_said():
    one = answered(NEVER)
    sheet = written(one)["Summary"]
    assert found(sheet, "Not done in ten years, share of futures") == one.result.not_finished
    assert found(sheet, 0.85) == "after ten years"


@pytest.mark.parametrize("name", ["a" * 40, "[x]:*?/\\", "''", ""])
def test_a_sheet_has_a_name_that_spreadsheets_take(name):
    safe = safe_sheet_name(name)
    assert 1 <= len(safe) <= 31
    assert not set(safe) & set("[]:*?/\\'")
