"""What a program that imports the package relies on."""

import datetime as dt
import subprocess
import sys

import pytest

import flow_forecaster
from flow_forecaster.domain.errors import InvalidRequest
from tests.data.workshop import DEMO

QUESTION = {"history": {"counts": [5, 6, 8]}, "scope": {"items": 40}}


def test_the_demo_is_answered():
    found = flow_forecaster.forecast(DEMO | {"pace_model": "resample"})
    assert [when.weeks for when in found.when] == [17, 17, 18, 19]
    assert found.sentence.startswith("Go: the chance of finishing the 120 items")


def test_the_answer_is_the_json_of_the_api():
    as_json = flow_forecaster.forecast(DEMO).model_dump(mode="json")
    assert set(as_json) == {
        "cone",
        "cost",
        "curve",
        "deadline",
        "history",
        "how_many",
        "levers",
        "model",
        "not_finished",
        "risks",
        "scope",
        "sentence",
        "start",
        "verdict",
        "when",
    }
    assert as_json["start"] == "2026-11-23"
    assert as_json["deadline"]["date"] == "2027-04-12"


def test_the_work_starts_today_where_nothing_else_is_said():
    day = dt.date(2026, 11, 23)
    assert flow_forecaster.forecast(QUESTION, today=day).start == day
    assert flow_forecaster.forecast(QUESTION).start >= day.replace(year=2020)


@pytest.mark.parametrize(("language", "said"), [("en", "are done by"), ("pt-BR", "itens")])
def test_the_sentence_is_in_the_language_asked_for(language, said):
    assert said in flow_forecaster.forecast(QUESTION, language=language).sentence


def test_english_is_spoken_where_nothing_else_is_said():
    assert flow_forecaster.forecast(QUESTION).sentence.startswith("With 85% confidence")


def test_a_request_that_cannot_be_used_is_refused():
    with pytest.raises(InvalidRequest) as caught:
        flow_forecaster.forecast({"history": {"counts": []}})
    assert [problem.field for problem in caught.value.problems] == ["history.counts"]


def test_a_request_is_left_as_it_was():
    request = {"history": {"counts": [5, 6]}, "scope": {"items": 4}}
    before = repr(request)
    flow_forecaster.forecast(request)
    assert repr(request) == before


def test_importing_the_package_imports_nothing_dear():
    dear = ["numpy", "pydantic", "flask", "scipy", "holidays", "babel"]
    code = f"import sys, flow_forecaster; print([m for m in {dear} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_forecast_needs_no_scientific_library():
    code = (
        "import sys, flow_forecaster\n"
        "flow_forecaster.forecast({'history': {'counts': [5, 6]}, 'scope': {'items': 40}})\n"
        "print([m for m in ('scipy', 'flask', 'holidays', 'sqlalchemy') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
