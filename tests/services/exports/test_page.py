"""The one-page PDF of a forecast, read back."""

import io
import subprocess
import sys

import pytest
from pypdf import PdfReader

from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.fonts import MISSING
from flow_forecaster.services.exports.page import forecast_pdf
from tests.services.exports.kept import (
    EVERYTHING,
    HARD_NAMES,
    NEVER,
    ONLY_DEADLINE,
    ONLY_SCOPE,
    answered,
    with_risks,
)

EN = load_language("en")
MANY = [index / 21 for index in range(1, 21)]
LONG = with_risks(50, "Risk {n} " + "that takes long " * 12) | {"percentiles": MANY}
QUESTIONS = {
    "all": EVERYTHING,
    "never": NEVER,
    "scope": ONLY_SCOPE,
    "deadline": ONLY_DEADLINE,
    "long": LONG,
    "one word": with_risks(50, "{n}" + "x" * 199),
}
A4_POINTS = (595.28, 841.89)


def text_of(file):
    """The text of the only page, its spaces and line breaks evened."""
    (page,) = PdfReader(io.BytesIO(file)).pages
    width, height = page.mediabox.width, page.mediabox.height
    assert (float(width), float(height)) == pytest.approx(A4_POINTS, abs=0.01)
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_one_page_says_sentence_dates_and_where_it_comes_from(question, code):
    language = load_language(code)
    one = answered(QUESTIONS[question], code, name="x" * 200, note="Long. " * 300)
    text = text_of(forecast_pdf(one, language))
    assert one.result.sentence in text
    assert said.made_on(one, language) in text
    assert one.result.model.digest in text
    for when in one.result.when:
        if when.confidence in {0.5, 0.85, 0.95} and when.date:
            assert said.short_date(language, when.date) in text
    if one.result.deadline and one.result.deadline.chance is not None:
        assert language.percent(one.result.deadline.chance) in text
        assert said.verdict(language, one.result.verdict) in text


def test_what_is_long_is_cut_and_says_so():
    text = text_of(forecast_pdf(answered(LONG), EN))
    assert "Risk 0 that takes" in text and "Risk 49" not in text
    shown = text.count("that takes")
    assert f"and {50 - shown} more" in text
    assert "and 14 more" in text


def test_nothing_is_certain_and_what_never_ends_is_said():
    text = text_of(forecast_pdf(answered(with_risks(1)), EN))
    assert "> 99%" in text and "100%" not in text
    never = text_of(forecast_pdf(answered(NEVER), EN))
    assert "more than ten years" in never and "Not done in ten years" in never


@pytest.mark.parametrize("name", HARD_NAMES)
def test_hard_names_are_written(name):
    text = text_of(forecast_pdf(answered(with_risks(2, name), name=name, note=name), EN))
    if name.startswith("Ação"):
        assert text.count("Ação \N{EN DASH} “núvem” ≥ 2 → fim") >= 2
    if "中文" in name:
        assert MISSING in text


def test_the_file_tells_its_name_language_and_pictures():
    one = answered(name="Ação 1")
    reader = PdfReader(io.BytesIO(forecast_pdf(one, load_language("pt-BR"))))
    assert reader.metadata.title == "Ação 1"
    assert reader.trailer["/Root"]["/Lang"] == "pt-BR"
    assert b"/Alt" in forecast_pdf(one, EN)


def test_control_signs_never_break_a_page():
    assert "abc" in text_of(forecast_pdf(answered(name="a\x00b\x0bc \ud83d"), EN))


def test_the_same_forecast_gives_a_small_file():
    assert len(forecast_pdf(answered(LONG), EN)) < 120_000


def test_nothing_is_written_to_the_error_output(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.services.exports.test_page import EN, LONG, answered, forecast_pdf\n"
        "forecast_pdf(answered(LONG, name='中文 🚀'), EN)"
    )
    arguments = [sys.executable, "-W", "error", "-c", code, sys.path[0] or "."]
    run = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
