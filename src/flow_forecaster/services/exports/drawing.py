"""What the pictures of a forecast share: colours, words and axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flow_forecaster.domain.language import Language
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.fonts import showable
from flow_forecaster.services.exports.reading import week_end

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Those of the page, frontend/src/styles/_theme.scss. Apart in lightness, not in hue alone.
INK, SOFT, LINE, EDGE = "#1b1f24", "#565e68", "#e3e3dd", "#8b929b"
ACCENT, ACCENT_SOFT, ACCENT_PALE = "#3a4fb8", "#e6e9f8", "#c3cbef"
VERDICT_COLOURS = {
    "go": ("#17693a", "#ddf1e3"),
    "adjust": ("#7a4f00", "#fbecc8"),
    "no_go": ("#a3211b", "#fbe2df"),
}
"""Ink and ground."""

LABEL_WIDTH_INCHES = 0.62
LONG_WEEKS = 60
"""From so many weeks on, a day needs its year."""


def write(axes: Axes, x: float, y: float, text: str, **how: Any) -> None:
    """Words near a place, ``offset`` points from it; a dollar sign starts no formula."""
    look: dict[str, Any] = {"color": SOFT, "fontsize": 9} | how
    place, offset = look.pop("transform", "data"), look.pop("offset", (0, 0))
    axes.annotate(
        showable(text),
        (x, y),
        offset,
        xycoords=place,
        textcoords="offset points",
        annotation_clip=False,
        parse_math=False,
        **look,
    )


def plain_axes(axes: Axes) -> None:
    """No box, a quiet grid, small words."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(EDGE)
    axes.grid(axis="y", color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", colors=SOFT, labelsize=9, length=0, pad=5)
    axes.tick_params(axis="x", length=3)


def label_axis(axes: Axes, which: str, places: list[float], labels: list[str]) -> None:
    """Put labels at places of the ``x`` or ``y`` axis."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_ticks(places)
    axis.set_ticklabels([showable_lines(label) for label in labels], parse_math=False)


def showable_lines(text: str) -> str:
    """As ``showable``, with the text's own line breaks."""
    return "\n".join(map(showable, text.split("\n")))


def weeks_axis(axes: Axes, answered: Answered, language: Language, first: int, last: int) -> None:
    """Weeks and the days on which they end, as many as there is room for."""
    weeks = round_numbers(first, last, _room(axes))
    day = said.month_and_year if last - first > LONG_WEEKS else said.day_and_month
    labels = [
        f"{language.number(week)}\n{day(language, week_end(answered.result.start, week))}"
        for week in weeks
    ]
    label_axis(axes, "x", [float(week) for week in weeks], labels)
    axes.set_xlabel(language.gettext("Week, and the day it ends on"), color=SOFT, fontsize=9)


def items_axis(axes: Axes, language: Language, most: float) -> None:
    """Round numbers of items, from none."""
    items = round_numbers(0, max(1, int(most)), 8)
    label_axis(axes, "y", [float(one) for one in items], [language.number(one) for one in items])
    axes.set_ylim(0, max(most, 1) * 1.06)


def mark_deadline(axes: Axes, x: float, label: str) -> None:
    """A dashed line with its name, which stands on the side that has room."""
    first, last = axes.get_xlim()
    is_right = x > (first + last) / 2
    axes.axvline(x, color=INK, linewidth=1.3, linestyle=(0, (3, 3)))
    write(
        axes,
        x,
        1.0,
        label,
        color=INK,
        fontweight="bold",
        ha="right" if is_right else "left",
        offset=(0, 2),
        va="bottom",
        transform=axes.get_xaxis_transform(),
    )


def round_numbers(first: int, last: int, most: int) -> list[int]:
    """Multiples of a round step from first to last, not more than there is room for."""
    steps = (size * 10**power for power in range(7) for size in (1, 2, 5))
    for step in steps:
        numbers = list(range(-(-first // step) * step, last + 1, step))
        if len(numbers) <= max(2, most):
            return numbers
    return [first, last]


def size_inches(axes: Axes) -> tuple[float, float]:
    """Width and height of what is drawn, without the words around it."""
    figure, place = axes.get_figure(root=True), axes.get_position()
    assert figure is not None
    width, height = figure.get_size_inches()
    return place.width * width, place.height * height


def _room(axes: Axes) -> int:
    return int(size_inches(axes)[0] / LABEL_WIDTH_INCHES)
