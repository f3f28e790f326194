"""The three pictures of a forecast, each drawn on axes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flow_forecaster.domain.language import Language
from flow_forecaster.domain.result import Cone
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.drawing import (
    ACCENT,
    ACCENT_PALE,
    ACCENT_SOFT,
    INK,
    SOFT,
    items_axis,
    label_axis,
    mark_deadline,
    plain_axes,
    round_numbers,
    size_inches,
    weeks_axis,
    write,
)
from flow_forecaster.services.exports.reading import (
    cone_weeks,
    deadline_in_weeks,
    first_week,
    period_ends,
    shown_weeks,
    up_to_edge,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEVELS = (0.25, 0.5, PROMISE)
"""Chances with a line; none is labelled as certain."""

POINTS_PER_INCH, LABEL_POINTS = 72, 11

Drawing = Callable[["Axes", Answered, Language], None]


def draw_chance(axes: Axes, answered: Answered, language: Language) -> None:
    """A bar for each week, as high as the chance to be done by its end."""
    result = answered.result
    assert result.curve is not None
    curve, (first, last) = result.curve.chance_by_week, shown_weeks(result)
    kept = first_week(curve, PROMISE)
    weeks = range(first, last + 1)
    colours = [ACCENT if kept is not None and week >= kept else ACCENT_PALE for week in weeks]
    plain_axes(axes)
    axes.bar(list(weeks), [curve[week] for week in weeks], width=0.8, color=colours)
    axes.set_xlim(first - 0.6, last + 0.6)
    axes.set_ylim(0, 1)
    label_axis(axes, "y", list(LEVELS), [language.percent(level) for level in LEVELS])
    axes.axhline(PROMISE, color=INK, linewidth=0.9)
    weeks_axis(axes, answered, language, first, last)
    due = deadline_in_weeks(result)
    if due is not None and result.deadline and result.deadline.chance is not None:
        chance = language.percent(result.deadline.chance)
        label = language.gettext("Deadline: {chance}", chance=chance)
        # A bar covers the week up to its end.
        mark_deadline(axes, min(due + 0.5, last + 0.6), label)


def draw_cone(axes: Axes, answered: Answered, language: Language) -> None:
    """Items finished by week: a line for each confidence, against the scope."""
    result, cone, last = answered.result, answered.result.cone, cone_weeks(answered.result)
    weeks = list(range(last + 1))
    lines = [items[: last + 1] for items in cone.items_by_week]
    plain_axes(axes)
    axes.fill_between(weeks, lines[0], lines[-1], color=ACCENT_SOFT, linewidth=0)
    known = [up_to_edge(cone, line) for line in lines]
    for confidence, items in zip(cone.confidence, known, strict=True):
        is_promise = confidence == PROMISE
        axes.plot(
            weeks[: len(items)],
            items,
            color=ACCENT if is_promise else ACCENT_PALE,
            linewidth=2.2 if is_promise else 1.3,
        )
    stated = result.scope.stated if result.scope else 0
    expected = result.scope.expected if result.scope else 0
    reached = max(line[-1] for line in lines)
    axes.set_xlim(0, last)
    items_axis(axes, language, max(reached, stated, expected))
    if cone.edge is not None and reached >= cone.edge:
        # Lines that may be past the edge leave the picture there.
        axes.set_ylim(0, max(reached, stated, expected))
    _confidences(axes, cone, known, language)
    if result.scope:
        _scope(axes, language, stated, expected)
    weeks_axis(axes, answered, language, 0, last)
    due = deadline_in_weeks(result)
    if due is not None and due <= last:
        mark_deadline(axes, due, language.gettext("Deadline"))


def draw_history(axes: Axes, answered: Answered, language: Language) -> None:
    """A column for each past period, and the mean."""
    history = answered.result.history
    numbers = range(1, history.n + 1)
    plain_axes(axes)
    axes.bar(list(numbers), history.counts, width=0.8, color=ACCENT_PALE)
    axes.set_xlim(0.4, history.n + 0.6)
    items_axis(axes, language, max(history.counts))
    axes.axhline(history.mean, color=ACCENT, linewidth=1.8)
    mean = language.gettext("Mean: {n}", n=language.number(history.mean))
    write(axes, 0.4, 1.0, mean, color=ACCENT, offset=(0, 2), transform=axes.get_xaxis_transform())
    shown = round_numbers(1, history.n, 10)
    ends = period_ends(answered)
    labels = [
        language.number(n) + (f"\n{said.day_and_month(language, end)}" if end else "")
        for n, end in ((n, ends[n - 1]) for n in shown)
    ]
    label_axis(axes, "x", [float(n) for n in shown], labels)
    axes.set_xlabel(language.gettext("Period, oldest first"), color=SOFT, fontsize=9)


def _confidences(
    axes: Axes, cone: Cone, lines: Sequence[Sequence[int]], language: Language
) -> None:
    """The confidence of each line at its end, moved apart where they would overlap."""
    last, highest = axes.get_xlim()[1], axes.get_ylim()[1]
    apart = highest * LABEL_POINTS / (size_inches(axes)[1] * POINTS_PER_INCH)
    lowest = 0.0
    by_end = sorted(zip(cone.confidence, lines, strict=True), key=lambda one: one[1][-1])
    for confidence, line in by_end:
        label, week, items = language.percent(confidence), len(line) - 1, line[-1]
        if week < last:
            write(axes, week, items, label, offset=(4, -4), va="top")
            continue
        lowest = max(float(items), lowest)
        write(axes, last, lowest, label, offset=(4, 0), va="center")
        lowest += apart


def _scope(axes: Axes, language: Language, stated: float, expected: float) -> None:
    axes.axhline(stated, color=INK, linewidth=1.3)
    label = language.ngettext("{n} item", "{n} items", round(stated))
    write(axes, 0, stated, label, color=INK, offset=(4, -3), va="top")
    if expected - stated >= 0.5:
        axes.axhline(expected, color=INK, linewidth=1, linestyle=(0, (4, 3)))
        label = language.gettext("{n} expected on average", n=language.number(round(expected)))
        write(axes, 0, expected, label, color=INK, offset=(4, 3), va="bottom")
