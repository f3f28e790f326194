"""Backtest: forecasts from weeks in a history's past, scored by the weeks that followed.

The origin rolls over the history. Before it lies what the model is given, from it on what is
forecast; no week is on both sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from flow_forecaster.engine.counts import Floats, Ints
from flow_forecaster.engine.pace import Rows
from flow_forecaster.engine.scores import (
    Direction,
    kept_share,
    pinball,
    ranked_probability_score,
    transform_range,
)

LAST_WEEK = 52
"""Weeks ahead up to which "when" is followed."""

CONFIDENCES = (0.5, 0.7, 0.85, 0.95)

MOST_COLUMNS = 6_000
"""Columns of a table; larger counts are scored in lots of several items."""

FAINT = 1e-3
"""Chance of passing the last column below which no more columns are needed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked at every origin.

    ``horizons`` : weeks ahead for "how many". ``work`` : for "when", work worth so many weeks of
    the mean of the window.
    """

    horizons: tuple[int, ...] = (1, 4, 8, 13)
    work: tuple[int, ...] = (4, 8, 13)


def plan_for(horizons: Iterable[int]) -> Plan:
    """Both questions at these weeks; the usual ones if there are none."""
    asked = tuple(sorted(set(horizons)))
    return Plan(horizons=asked, work=asked) if asked else Plan()


@dataclass(frozen=True, slots=True)
class Scores:
    """One question: (n_origins, n_horizons) arrays, pinball with a last axis of ``CONFIDENCES``.

    ``crps``, ``pinball`` : in shares of what the mean pace would give. ``below``, ``up_to`` : the
    range of the probability transform.
    """

    direction: Direction
    crps: Floats
    pinball: Floats
    below: Floats
    up_to: Floats

    def kept(self, confidence: float) -> Floats:
        """Expected share of promises kept; (n_origins, n_horizons)."""
        return kept_share(self.below, self.up_to, confidence, self.direction)


@dataclass(frozen=True, slots=True)
class Backtest:
    """Scores of both questions at each of the ``origins``, (n_origins,)."""

    origins: Ints
    how_many: Scores
    when: Scores


def rolling_origins(n_weeks: int, *, first: int, follow: int, most: int = 32) -> Ints:
    """Weeks at which a forecast is made, evenly over the history, at most ``most``.

    Parameters
    ----------
    n_weeks : int
        Length of the history.
    first : int
        The first origin: the weeks that must lie before it.
    follow : int
        Weeks that must lie after the last origin.

    Returns
    -------
    (m,) array
        Increasing; empty where the history is too short.
    """
    last = n_weeks - follow
    if last < first:
        return np.zeros(0, np.int64)
    return np.unique(np.linspace(first, last, most).round().astype(np.int64))


def backtest_model(
    rows: Rows,
    history: Floats,
    origins: Ints,
    *,
    window: int,
    plan: Plan,
    factors: Floats | None = None,
) -> Backtest:
    """Scores of one pace model on one history, from the ``window`` weeks before each origin.

    Origins before which nothing was finished in the window are left out: there is no pace to read.

    Parameters
    ----------
    rows : callable
        A value of ``PACE_MODELS``.
    history : (n,) array
        Items finished in each week, oldest first.
    origins : (m,) array
        At least ``window``, and followed by the longest horizon.
    window : int
    plan : Plan
    factors : (n,) array, optional
        What each week of the history is worth of a usual one, where the model is to know.
    """
    worth = np.ones(len(history)) if factors is None else factors
    usable = np.array([o for o in origins if history[o - window : o].any()], dtype=np.int64)
    mean = float(history.mean())
    found = [_scored(rows, _split(history, worth, int(o), window), plan, mean) for o in usable]
    return Backtest(
        usable,
        _collected("at_least", [how_many for how_many, _ in found], len(plan.horizons)),
        _collected("at_most", [when for _, when in found], len(plan.work)),
    )


_Case = tuple[float, list[float], float, float]
"""CRPS, pinball at each confidence, and the range of the transform."""


@dataclass(frozen=True, slots=True)
class _Split:
    """Counts before an origin and from it on, and what those weeks are worth."""

    past: Floats
    past_worth: Floats
    coming: Floats
    coming_worth: Floats


def _split(history: Floats, worth: Floats, origin: int, window: int) -> _Split:
    past, coming = slice(origin - window, origin), slice(origin, origin + LAST_WEEK)
    return _Split(history[past], worth[past], history[coming], worth[coming])


def _scored(rows: Rows, split: _Split, plan: Plan, mean: float) -> tuple[list[_Case], list[_Case]]:
    done = np.concatenate([[0.0], np.cumsum(split.coming)])
    pace = float(split.past.mean())
    work = [max(1, round(pace * weeks)) for weeks in plan.work]
    longest = max(plan.horizons)
    most = max(*work, float(done[longest]), 4 * pace * longest)
    lot = max(1, math.ceil(most / MOST_COLUMNS))
    reach = _wide_table(rows, split, lot, most=most, longest=longest)
    how_many = [
        _score_items(reach[weeks], done[weeks], lot, scale=mean * weeks) for weeks in plan.horizons
    ]
    when = [
        _score_weeks(reach[:, math.ceil(items / lot)], done, items, scale=items / pace)
        for items in work
    ]
    return how_many, when


def _wide_table(rows: Rows, split: _Split, lot: int, *, most: float, longest: int) -> Floats:
    """Pace table in lots, so wide that nothing worth a digit lies past its columns."""
    past = split.past / split.past_worth
    top = math.ceil(most / lot) + 2
    while True:
        reach = np.array(
            list(islice(rows(past, split.coming_worth, top, lot), len(split.coming) + 1))
        )
        if reach[longest, -1] < FAINT or top > 2 * MOST_COLUMNS:
            return reach
        top *= 2


def _score_items(row: Floats, items: float, lot: int, *, scale: float) -> _Case:
    outcome = math.floor(items / lot + 0.5)
    losses = [pinball(row, outcome, p, "at_least") * lot / scale for p in CONFIDENCES]
    crps = ranked_probability_score(row, outcome) * lot / scale
    return crps, losses, *transform_range(row, outcome)


def _score_weeks(done_by: Floats, done: Floats, items: int, *, scale: float) -> _Case:
    # P(T >= k) = 1 - P(done by week k - 1); one past the last week stands for "later".
    reach = np.concatenate([[1.0], 1 - done_by])
    outcome = int((done < items).sum())
    losses = [pinball(reach, outcome, p, "at_most") / scale for p in CONFIDENCES]
    return (
        ranked_probability_score(reach, outcome) / scale,
        losses,
        *transform_range(reach, outcome),
    )


def _collected(direction: Direction, cases: list[list[_Case]], n_horizons: int) -> Scores:
    shape = (len(cases), n_horizons)
    flat = [case for row in cases for case in row]
    crps, losses, below, up_to = zip(*flat, strict=True) if flat else ((), (), (), ())
    return Scores(
        direction,
        np.reshape(crps, shape),
        np.reshape(losses, (*shape, len(CONFIDENCES))),
        np.reshape(below, shape),
        np.reshape(up_to, shape),
    )
