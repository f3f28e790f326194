"""Texts of people in cells and in pictures."""

import pytest

from flow_forecaster.services.exports.fonts import MISSING, showable
from flow_forecaster.services.exports.safe_text import PLACEHOLDER, clean, harmless, shortened


@pytest.mark.parametrize("sign", "=+-@\uff1d\uff0b\uff0d\uff20")
@pytest.mark.parametrize("before", ["", " ", "   ", "\u3000", "\u00a0", "\u200b", "\ufeff"])
def test_what_would_be_a_formula_is_made_harmless(before, sign):
    text = f"{before}{sign}cmd|' /C calc'!A0"
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n=1", "\tname", "\nname"])
def test_no_cell_begins_with_a_sign_that_spreadsheets_skip(text):
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("separator", [",", ";", "\t", "\n", '"'])
def test_a_formula_is_harmless_where_other_habits_begin_a_cell(separator):
    assert f"{separator}=1+1" not in harmless(f"low{separator}=1+1")
    assert f"{separator} =1+1" not in harmless(f"low{separator} =1+1")


@pytest.mark.parametrize(
    "text",
    ["Ação \N{EN DASH} “núvem”", "a-b = c", "e-mail: ana@example.org", "1 + 1, or 2", "👩🏽‍💻", ""],
)
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


def test_control_signs_go_and_line_breaks_stay():
    assert clean("a\x00b\x1bc\r\nd\re\u0085f") == "abc\nd\nef"
    assert clean("half \ud83d of it") == f"half {PLACEHOLDER} of it"
    clean("half \ud83d of it").encode()


def test_pictures_show_what_the_font_has_and_a_sign_for_the_rest():
    assert showable("Ação \N{EN DASH} “núvem” ≥ 2 → fim") == "Ação \N{EN DASH} “núvem” ≥ 2 → fim"
    assert showable("中文") == MISSING * 2
    assert showable("👩🏽‍💻") == MISSING * 2
    assert showable("two\nlines\u202e") == "two lines"


def test_long_texts_tell_that_they_go_on():
    assert shortened("four", 4) == "four"
    assert shortened("four more", 6) == "four…"
