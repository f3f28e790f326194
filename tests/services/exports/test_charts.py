"""Pictures of a forecast."""

import io
import re
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.services.exports.charts import (
    chart_alt,
    chart_names,
    chart_png,
    forecast_picture,
)
from flow_forecaster.services.exports.drawing import ACCENT, ACCENT_PALE, round_numbers
from flow_forecaster.services.exports.drawings import draw_cone
from flow_forecaster.services.exports.reading import cone_weeks, shown_weeks
from tests.services.exports.kept import (
    EVERYTHING,
    HARD_NAMES,
    NEVER,
    ONLY_DEADLINE,
    ONLY_SCOPE,
    answered,
)

EN = load_language("en")
QUESTIONS = {"all": EVERYTHING, "never": NEVER, "scope": ONLY_SCOPE, "deadline": ONLY_DEADLINE}


def dots(png):
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("RGB"))


def share_of(colour, picture):
    rgb = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return float((picture == rgb).all(axis=2).mean())


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_picture_has_its_size_and_something_on_white(question, code):
    one, language = answered(QUESTIONS[question]), load_language(code)
    for name in chart_names(one):
        picture = dots(chart_png(one, name, language))
        assert picture.shape == (1080, 1920, 3)
        assert (picture[0] == 255).all() and (picture[:, -1] == 255).all()
        assert 0.01 < float((picture != 255).any(axis=2).mean()) < 0.7
    assert share_of(ACCENT_PALE, dots(chart_png(one, "history", language))) > 0.05


def test_lines_that_may_be_past_the_edge_leave_the_picture_there():
    asked = {"history": {"counts": [0, 0, 2, 0, 1, 0, 5, 0, 0, 1, 0, 3]}, "scope": {"items": 12}}
    one = answered(asked)
    cone, week = one.result.cone, cone_weeks(one.result)
    is_past = [line[week] >= cone.edge for line in cone.items_by_week]
    assert is_past == [False, True, True, True, True]
    axes = Figure().add_axes((0.1, 0.1, 0.8, 0.8))
    draw_cone(axes, one, EN)
    assert axes.get_ylim() == (0, cone.edge)
    ends = [line.get_xdata()[-1] for line in axes.lines[:5]]
    assert [end < week for end in ends] == is_past
    assert sorted(text.xy[0] for text in axes.texts if "%" in text.get_text()) == sorted(ends)
    assert chart_alt(one, "cone", EN).count("≥ 18") == 4


def test_weeks_that_keep_the_promise_are_dark():
    picture = dots(chart_png(answered(), "chance", EN))
    assert share_of(ACCENT, picture) > 0.1
    never = dots(chart_png(answered(NEVER), "chance", EN))
    assert share_of(ACCENT, never) == 0


def test_without_a_scope_there_is_no_chance_to_draw():
    one = answered(ONLY_DEADLINE)
    assert chart_names(one) == ("cone", "history")
    with pytest.raises(NotFound):
        chart_png(one, "chance", EN)
    with pytest.raises(NotFound):
        chart_alt(one, "chance", EN)
    with pytest.raises(NotFound):
        chart_png(one, "../secret", EN)


def test_pictures_are_told_to_who_does_not_see_them():
    one = answered()
    assert chart_alt(one, "chance", EN) == (
        "Chance to be done by the end of each week. With 85% confidence: 15 weeks, by March 8, "
        "2027. Chance of the deadline, March 8, 2027: 94%"
    )
    assert "after the ten years" in chart_alt(answered(NEVER), "chance", EN)
    assert re.search(r"By week \d+: with 95% confidence \d+; ", chart_alt(one, "cone", EN))
    portuguese = chart_alt(one, "history", load_language("pt-BR"))
    assert portuguese == (
        "Itens concluídos em períodos passados. 15 períodos: de 4 a 10 itens, 6,93 em média"
    )


@pytest.mark.parametrize("name", HARD_NAMES)
def test_hard_names_are_drawn(name):
    assert dots(chart_png(answered(name=name), "cone", EN)).shape == (1080, 1920, 3)


def test_a_picture_of_all_has_the_ending_asked_for():
    assert dots(forecast_picture(answered(), "png", EN)).shape == (2080, 1920, 3)
    svg = forecast_picture(answered(), "svg", EN)
    assert b"<svg" in svg[:1_000]
    assert b"<script" not in svg and b'href="http' not in svg


def test_many_readers_get_the_picture_that_one_gets():
    one = answered()
    alone = chart_png(one, "cone", EN)
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: chart_png(one, "cone", EN), range(8))) == {alone}
    assert "matplotlib.pyplot" not in sys.modules


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_weeks_that_are_drawn_exist_and_show_the_deadline(question):
    result = answered(QUESTIONS[question]).result
    assert 1 <= cone_weeks(result) < len(result.cone.items_by_week[0])
    if result.curve:
        first, last = shown_weeks(result)
        assert 1 <= first <= last < len(result.curve.chance_by_week)
        due = result.deadline.weeks if result.deadline else first
        assert first <= due <= last


@pytest.mark.parametrize(
    ("first", "last", "most"), [(0, 100, 6), (9, 19, 20), (1, 2, 2), (3, 522, 5)]
)
def test_labels_are_round_numbers_that_fit(first, last, most):
    numbers = round_numbers(first, last, most)
    assert 1 <= len(numbers) <= most
    assert first <= numbers[0] and numbers[-1] <= last
    (step,) = set(np.diff(numbers)) or {1}
    assert str(step).rstrip("0") in {"1", "2", "5"}
