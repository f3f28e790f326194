"""The pictures of a forecast as files, and what they show in words."""

from __future__ import annotations

import io
import textwrap
import threading
from typing import TYPE_CHECKING, Literal, get_args

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.drawing import INK, SOFT
from flow_forecaster.services.exports.drawings import (
    Drawing,
    draw_chance,
    draw_cone,
    draw_history,
)
from flow_forecaster.services.exports.fonts import showable
from flow_forecaster.services.exports.reading import cone_weeks, first_week, week_end
from flow_forecaster.services.exports.safe_text import shortened

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ChartName = Literal["chance", "cone", "history"]
PictureFormat = Literal["png", "svg"]

DOTS_PER_INCH = 200
"""Twice what a screen shows of a figure of this size."""

MOST_OF_TITLE = 62
"""Letters of a title that fit in one line."""

TITLES: dict[ChartName, str] = {
    "chance": N_("Chance to be done by the end of each week"),
    "cone": N_("Items finished, week by week"),
    "history": N_("Items finished in past periods"),
}

DRAWINGS: dict[ChartName, Drawing] = {
    "chance": draw_chance,
    "cone": draw_cone,
    "history": draw_history,
}

# Matplotlib promises nothing to threads; pictures of several readers are drawn one by one.
_ONE_AT_A_TIME = threading.Lock()


def chart_names(answered: Answered) -> tuple[ChartName, ...]:
    """The pictures that this forecast has: without a scope there is no chance to draw."""
    names: tuple[ChartName, ...] = get_args(ChartName)
    return names if answered.result.curve else names[1:]


def chart_title(name: ChartName, language: Language) -> str:
    """What a picture is of."""
    return language.gettext(TITLES[name])


def chart_png(answered: Answered, name: str, language: Language) -> bytes:
    """One picture with title, axes and source, 1920 x 1080 dots, on white.

    Raises
    ------
    NotFound
        If this forecast has no picture of that name.
    """
    from matplotlib.figure import Figure

    chart = _known(answered, name)
    with _ONE_AT_A_TIME:
        figure = Figure(figsize=(9.6, 5.4), facecolor="white")
        axes = figure.add_axes((0.07, 0.19, 0.85, 0.58))
        _head(figure, answered.name, chart_title(chart, language))
        _source(figure, answered, language)
        DRAWINGS[chart](axes, answered, language)
        return _saved(figure, "png")


def chart_alt(answered: Answered, name: str, language: Language) -> str:
    """What a picture shows, for who doesn't see it.

    Raises
    ------
    NotFound
        As ``chart_png``.
    """
    chart = _known(answered, name)
    title = chart_title(chart, language)
    words = {"chance": _chance_in_words, "cone": _cone_in_words, "history": _history_in_words}
    return f"{title}. {words[chart](answered, language)}"


def chart_svg(
    answered: Answered, name: str, language: Language, *, size_inches: tuple[float, float]
) -> bytes:
    """One picture without title and source, as vectors, for a page that has both."""
    from matplotlib.figure import Figure

    chart = _known(answered, name)
    width, height = size_inches
    with _ONE_AT_A_TIME:
        figure = Figure(figsize=size_inches)
        margins = (0.45 / width, 0.66 / height, 1 - 0.92 / width, 1 - 0.9 / height)
        DRAWINGS[chart](figure.add_axes(margins), answered, language)
        return _saved(figure, "svg")


def forecast_picture(answered: Answered, ending: PictureFormat, language: Language) -> bytes:
    """The sentence and the two weightiest pictures, one above the other."""
    from matplotlib.figure import Figure

    with _ONE_AT_A_TIME:
        figure = Figure(figsize=(9.6, 10.4), facecolor="white")
        lines = textwrap.wrap(showable(said.sentence(answered, language)), 92)[:4]
        _head(figure, answered.name, "\n".join(lines))
        _source(figure, answered, language)
        for chart, bottom in zip(chart_names(answered)[:2], (0.55, 0.1), strict=True):
            axes = figure.add_axes((0.07, bottom, 0.85, 0.29))
            title = chart_title(chart, language)
            axes.set_title(title, loc="left", pad=22, fontsize=11, color=INK, parse_math=False)
            DRAWINGS[chart](axes, answered, language)
        return _saved(figure, ending)


def _known(answered: Answered, name: str) -> ChartName:
    for known in chart_names(answered):
        if known == name:
            return known
    raise NotFound


def _saved(figure: Figure, ending: PictureFormat) -> bytes:
    file = io.BytesIO()
    # What fpdf2 would not read, and what would make two pictures of the same differ.
    unsaid = {"Creator": None, "Date": None, "Format": None, "Type": None}
    how = {"dpi": DOTS_PER_INCH} if ending == "png" else {"metadata": unsaid}
    figure.savefig(file, format=ending, **how)
    return file.getvalue()


def _head(figure: Figure, title: str, below: str) -> None:
    left, height = 0.035, figure.get_size_inches()[1]
    name = figure.text(left, 1 - 0.28 / height, shortened(showable(title), MOST_OF_TITLE))
    name.set(fontsize=15, fontweight="bold", color=INK, va="top", parse_math=False)
    words = figure.text(left, 1 - 0.66 / height, below)
    words.set(fontsize=11, color=SOFT, va="top", parse_math=False, linespacing=1.4)


def _source(figure: Figure, answered: Answered, language: Language) -> None:
    y = 0.16 / figure.get_size_inches()[1]
    words = showable(said.source(answered, language))
    figure.text(0.035, y, words, fontsize=8, color=SOFT, va="bottom", parse_math=False)


def _chance_in_words(answered: Answered, language: Language) -> str:
    result = answered.result
    assert result.curve is not None
    week = first_week(result.curve.chance_by_week, PROMISE)
    percent = language.percent(PROMISE)
    if week is None:
        words = language.gettext(
            "With {percent} confidence: after the ten years that are looked at", percent=percent
        )
    else:
        words = language.gettext(
            "With {percent} confidence: {weeks}, by {date}",
            percent=percent,
            weeks=language.ngettext("{n} week", "{n} weeks", week),
            date=language.date(week_end(result.start, week)),
        )
    if result.deadline is None or result.deadline.chance is None:
        return f"{words}."
    return f"{words}. " + language.gettext(
        "Chance of the deadline, {date}: {chance}",
        date=language.date(result.deadline.date),
        chance=language.percent(result.deadline.chance),
    )


def _cone_in_words(answered: Answered, language: Language) -> str:
    cone, week = answered.result.cone, cone_weeks(answered.result)
    ends = [
        language.gettext(
            "with {percent} confidence {items}",
            percent=language.percent(confidence),
            items=_items(items[week], cone.edge, language),
        )
        for confidence, items in zip(cone.confidence, cone.items_by_week, strict=True)
    ]
    return language.gettext(
        "By week {week}: {ends}", week=language.number(week), ends="; ".join(ends)
    )


def _items(items: int, edge: int | None, language: Language) -> str:
    is_past = edge is not None and items >= edge
    return f"≥ {language.number(items)}" if is_past else language.number(items)


def _history_in_words(answered: Answered, language: Language) -> str:
    history = answered.result.history
    return language.ngettext(
        "{n} period: from {least} to {most} items, {mean} on average",
        "{n} periods: from {least} to {most} items, {mean} on average",
        history.n,
        least=language.number(min(history.counts)),
        most=language.number(max(history.counts)),
        mean=language.number(history.mean),
    )
