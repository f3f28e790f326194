"""Numbers, dates and money as the reader writes them; chances that are never certain."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow_forecaster.domain.language import load_language, match_language

EN, PT = load_language("en"), load_language("pt-BR")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "< 1%"),
        (0.0099, "< 1%"),
        (0.01, "1%"),
        (0.29, "29%"),
        (0.8499, "84%"),
        (0.85, "85%"),
        (0.99, "99%"),
        (0.9901, "> 99%"),
        (1.0, "> 99%"),
    ],
)
def test_a_chance_is_rounded_down_and_never_certain(share, said):
    assert EN.percent(share) == said
    assert PT.percent(share) == said


@given(st.floats(0, 1))
def test_no_chance_is_said_to_be_nought_or_a_hundred(share):
    for language in (EN, PT):
        assert language.percent(share) not in {"0%", "100%"}
        assert language.percent_in_words(share) not in {"0%", "100%"}


def test_a_change_may_pass_a_hundred_percent():
    assert EN.change(0.999) == "99%"
    assert PT.change(12.5) == "1.250%"


def test_chances_read_well_inside_a_sentence():
    assert EN.percent_in_words(1.0) == "more than 99%"
    assert PT.percent_in_words(0.0) == "menos de 1%"


def test_formats_are_the_readers():
    assert EN.number(12_345.678) == "12,345.68"
    assert PT.number(12_345.678) == "12.345,68"
    assert EN.date(dt.date(2027, 3, 8)) == "March 8, 2027"
    assert PT.date(dt.date(2027, 3, 8)) == "8 de março de 2027"
    assert PT.money(412_500, "BRL") == "R$\xa0412.500"
    assert EN.money(412_500.4, "USD") == "$412,500"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("en_GB.UTF-8", "en"), ("pt-PT", "pt-BR"), ("pt", "pt-BR"), ("fr", "pt-BR")],
)
def test_the_nearest_language_is_chosen(tag, code):
    assert match_language(tag) == code
