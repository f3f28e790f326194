"""Forecasts and projects as CSV."""

import csv
import io

import pytest

from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.services.exports.csv_tables import forecast_csv, project_csv
from flow_forecaster.services.exports.safe_text import clean, harmless
from tests.services.exports.kept import (
    EVERYTHING,
    HARD_NAMES,
    NEVER,
    ONLY_DEADLINE,
    answered,
    four_forecasts,
    project,
    saved,
)

EN, PT = load_language("en"), load_language("pt-BR")


def read(file, language=EN):
    """Rows as mappings, of a file as a spreadsheet of this language opens it."""
    assert file.startswith(b"\xef\xbb\xbf")
    text = file.decode("utf-8-sig")
    delimiter = ";" if language.code == PT.code else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def numbers(rows, measure, language=EN):
    decimal = "," if language.code == PT.code else "."
    column, value = (("Measure", "Value"), ("Medida", "Valor"))[language.code == PT.code]
    return [float(row[value].replace(decimal, ".")) for row in rows if row[column] == measure]


@pytest.mark.parametrize("language", [EN, PT])
def test_the_numbers_are_those_of_the_answer_to_the_digit(language):
    one = answered(EVERYTHING)
    rows, result, _ = read(forecast_csv(one, language), language), one.result, language.gettext
    curve = numbers(rows, _("Chance to be done by then"), language)
    assert tuple(curve) == result.curve.chance_by_week
    cone = numbers(rows, _("Items finished, at least"), language)
    assert cone == [items for line in result.cone.items_by_week for items in line]
    assert numbers(rows, _("Items finished in the past"), language) == list(result.history.counts)
    assert numbers(rows, _("Cost"), language) == [cost.amount for cost in result.cost]
    (chance,) = numbers(rows, _("Chance of the deadline"), language)
    assert chance == result.deadline.chance
    added = numbers(rows, _("Weeks that the risk adds at 85%"), language)
    assert added == [risk.weeks_added_at_p85 for risk in result.risks]


def test_each_row_says_where_it_stands():
    rows = read(forecast_csv(answered(), EN))
    (row,) = [one for one in rows if one["Measure"] == "Cost" and one["Confidence"] == "0.85"]
    assert (row["Forecast"], row["Made on"]) == ("Cloud migration", "2026-11-23")
    assert (row["Of"], row["Value"]) == ("BRL", "412500")
    (row,) = [
        one for one in rows if one["Measure"] == "Chance to be done by then" and one["Week"] == "15"
    ]
    assert row["Date"] == "2027-03-08"


def test_portuguese_has_semicolons_and_decimal_commas():
    text = forecast_csv(answered(), PT).decode("utf-8-sig")
    assert text.startswith("Previsão;Feita em;Medida;")
    assert ";0,85;15;2027-03-08;15\r\n" in text


def test_what_never_finishes_is_empty_and_said():
    rows = read(forecast_csv(answered(NEVER), EN))
    assert {row["Value"] for row in rows if row["Measure"] == "Weeks until done"} == {""}
    (never,) = numbers(rows, "Chance not to be done in ten years")
    assert never > 0.8


def test_only_a_deadline_has_neither_curve_nor_cost():
    measures = {row["Measure"] for row in read(forecast_csv(answered(ONLY_DEADLINE), EN))}
    assert "Items by the deadline" in measures
    assert not measures & {"Cost", "Chance to be done by then", "Most items"}


@pytest.mark.parametrize("name", HARD_NAMES)
@pytest.mark.parametrize("language", [EN, PT])
def test_hard_names_come_back(name, language):
    rows = read(forecast_csv(answered(name=name), language), language)
    assert {row[language.gettext("Forecast")] for row in rows} == {harmless(name)}
    assert name in {"=1+1", "quotes \" and ' and; commas, too"} or harmless(name) == clean(name)


def test_a_project_has_a_row_for_each_forecast_the_oldest_first():
    rows = read(project_csv(project(), four_forecasts(), EN))
    assert [row["Forecast"] for row in rows] == ["Week 0", "Week 1", "What if", "Week 3"]
    assert [row["Scenario of"] for row in rows] == ["", "", "Week 1", ""]
    first, last = rows[0], rows[-1]
    assert (first["Project"], first["P85"], first["Verdict"]) == ("Cloud", "2027-03-08", "GO")
    assert float(first["Chance of the deadline"]) == saved(0).result.deadline.chance
    assert (first["Really finished on"], last["Really finished on"]) == ("", "2027-03-05")
    assert (first["Digest"], len(first["Digest"])) == (saved(0).digest, 16)


def test_a_project_without_forecasts_is_a_head():
    assert read(project_csv(project(), [], EN)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_project_speaks_the_language_of_its_reader(code):
    language = load_language(code)
    (row,) = read(project_csv(project(), [saved(0)], language), language)
    assert row[language.gettext("Verdict")] == language.gettext("GO")
    assert row[language.gettext("Cost at P85")] == "412500"
