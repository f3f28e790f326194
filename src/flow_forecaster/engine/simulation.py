"""Monte Carlo of the full project: what one table cannot carry.

People who can only start once there is enough to start on (an S-curve over completion), the time
that the last item takes after it is begun, effort, and the paths that the work takes. Where the
exact forecast can answer too, both agree within the sampling error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.draws import Draws, Singles, week_draws
from flow_forecaster.engine.errors import StoppedError
from flow_forecaster.engine.pace import ComingWeeks, column_of
from flow_forecaster.engine.scope import RiskEvent, StatedScope

CHUNK = 5_000
"""Trials simulated at once: small enough for the processor's cache."""

N_PATHS = 100
"""Burn-down paths kept, those of the first trials."""

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class SCurve:
    """People who can work, as a share of all: from ``start`` up over the first ``share`` of items.

    And back down over the last ``share``. Both > 0; ``share`` at most 0.5.
    """

    start: float
    share: float

    def at(self, completed: Singles) -> Singles:
        """Share of the people who can work when this share of the items is done."""
        rise = np.minimum(completed, 1 - completed)
        rise *= np.float32(1 / self.share)
        np.clip(rise, 0, 1, out=rise)
        rise *= rise * (3 - 2 * rise)
        rise *= np.float32(1 - self.start)
        rise += np.float32(self.start)
        return rise


@dataclass(frozen=True, slots=True)
class Project:
    """What is simulated. A "week" is one period of the history, ``days`` days long.

    ``people`` is for each week of the horizon, as long as ``weeks.factors``; ``lead_times_days``
    are times from start to finish of past items, of which one is added after the last item.
    ``deadline`` is whole weeks and the share of the next.
    """

    history: Floats
    model: str
    weeks: ComingWeeks
    stated: StatedScope
    risks: tuple[RiskEvent, ...]
    people: Floats
    s_curve: SCurve | None = None
    lead_times_days: Floats = field(default_factory=lambda: np.zeros(0))
    days: int = DAYS_IN_WEEK
    deadline: tuple[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Trials:
    """What the trials gave.

    ``weeks`` : (t,) int array, whole weeks to finish; one past the horizon where not finished.
    ``in_time`` : (t,) bool array, finished by the deadline; all False without one.
    ``effort`` : (t,) array, person-weeks of a week each until the last item is begun.
    ``burn_downs`` : (at most 100, w) array, items left at the end of week 0, 1 ...
    """

    weeks: NDArray[np.int32]
    in_time: NDArray[np.bool_]
    effort: Singles
    burn_downs: Singles


def ignore_progress(_share: float, /) -> None:
    """Take a share that is done, and do nothing with it."""


def ignore_trials(_n_by_week: NDArray[np.int64], /) -> None:
    """Take the trials so far, and do nothing with them."""


def never_stop() -> bool:
    """Let the trials run to their end."""
    return False


def simulate_project(
    project: Project,
    n_trials: int,
    rng: np.random.Generator,
    *,
    on_progress: Callable[[float], None] = ignore_progress,
    on_trials: Callable[[NDArray[np.int64]], None] = ignore_trials,
    should_stop: Callable[[], bool] = never_stop,
) -> Trials:
    """Simulate a project, in chunks.

    Parameters
    ----------
    project : Project
    n_trials : int
    rng : np.random.Generator
        The only source of randomness; the same state gives the same trials.
    on_progress : callable
        Told the share that is done, after each chunk.
    on_trials : callable
        Told, before that, how many trials so far finished in each week, from week 0; the last
        element, one past the horizon, counts those not finished.
    should_stop : callable
        Asked before each chunk.

    Raises
    ------
    StoppedError
        If ``should_stop`` said so.
    """
    draws = week_draws(project.model, project.history)
    chunks: list[Trials] = []
    n_by_week = np.zeros(len(project.weeks.factors) + 2, np.int64)
    for first in range(0, n_trials, CHUNK):
        if should_stop():
            raise StoppedError
        size = min(CHUNK, n_trials - first)
        chunks.append(_simulate_chunk(project, draws, size, rng, n_paths=0 if chunks else N_PATHS))
        n_by_week += np.bincount(chunks[-1].weeks, minlength=len(n_by_week))
        on_trials(n_by_week)
        on_progress((first + size) / n_trials)
    return Trials(
        np.concatenate([chunk.weeks for chunk in chunks]),
        np.concatenate([chunk.in_time for chunk in chunks]),
        np.concatenate([chunk.effort for chunk in chunks]),
        chunks[0].burn_downs,
    )


def draw_totals(
    stated: StatedScope, risks: tuple[RiskEvent, ...], n_trials: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Total items of each trial: stated, multiplied, rounded half up, and what risks add."""
    items = rng.integers(stated.low, stated.high + 1, n_trials)
    factors = rng.uniform(*stated.complexity, n_trials) * rng.uniform(*stated.split, n_trials)
    totals = np.floor(items * factors + 0.5 + 1e-9)
    for risk in risks:
        struck = np.flatnonzero(rng.random(n_trials) < risk.probability)
        totals[struck] += np.floor(_triangular(risk, len(struck), rng) + 0.5)
    return totals.astype(np.int64)


def _triangular(risk: RiskEvent, size: int, rng: np.random.Generator) -> Floats:
    if risk.low == risk.high:
        return np.full(size, risk.low)
    return rng.triangular(risk.low, risk.mode, risk.high, size)


def _simulate_chunk(
    project: Project, draws: Draws, n_trials: int, rng: np.random.Generator, *, n_paths: int
) -> Trials:
    totals = draw_totals(project.stated, project.risks, n_trials, rng)
    needed = column_of(totals, project.weeks.scale).astype(np.float32)
    done = np.zeros(n_trials, np.float32)
    effort = np.zeros(n_trials, np.float32)
    weeks = np.zeros(n_trials, np.int32)
    in_last_share = np.zeros(n_trials, bool)
    paths = [totals[:n_paths].astype(np.float32)]
    whole, share = project.deadline or (-1, 0.0)
    drawn = draws(n_trials, rng)
    coming = zip(project.weeks.factors, project.people, drawn, strict=False)
    for n_past, (factor, people, week) in enumerate(coming):
        working = done < needed
        if not working.any():
            break
        working_share = _working_share(project, working, done, needed)
        if n_past == whole and share > 0:
            partly = _finished(project, week, factor * share, working_share, rng)
            in_last_share = done + partly >= needed
        weeks += working
        effort += working_share * np.float32(people)
        done += _finished(project, week, factor, working_share, rng)
        left = totals[:n_paths] - done[:n_paths] * np.float32(project.weeks.scale)
        paths.append(np.maximum(left, 0))
    weeks[done < needed] = len(project.weeks.factors) + 1
    ends = weeks + _tail(project, n_trials, rng)
    in_time = (ends <= whole) | (in_last_share & (ends == weeks))
    ends = np.minimum(ends, len(project.weeks.factors) + 1)
    return Trials(ends, in_time, effort, np.array(paths).T)


def _working_share(
    project: Project, working: NDArray[np.bool_], done: Singles, needed: Singles
) -> Singles:
    """Share of the people who work in each trial; none once it is finished."""
    if project.s_curve is None:
        return working.astype(np.float32)
    # A trial of no items is finished before it starts; there is no share of none.
    completed = (done / np.maximum(needed, 1)).astype(np.float32, copy=False)
    return project.s_curve.at(completed) * working


def _finished(
    project: Project, week: Singles, factor: float, working_share: Singles, rng: np.random.Generator
) -> Singles:
    """Items finished in a week: whole ones, whose mean is the scaled draw."""
    is_whole = project.s_curve is None and factor == 1 and not (project.history % 1).any()
    if is_whole:
        return week
    scaled = week * np.float32(factor)
    if project.s_curve is not None:
        scaled *= working_share
    # One rounding by chance: floor(x + U) is x's whole part, plus one with its fraction.
    chance = rng.random(len(scaled), np.float32)
    return np.asarray(np.floor(scaled + chance + np.float32(1e-6)), np.float32)


def _tail(project: Project, n_trials: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """Whole weeks that the last item still takes in each trial."""
    if not len(project.lead_times_days):
        return np.zeros(n_trials, np.int32)
    tails = np.ceil(project.lead_times_days / project.days).astype(np.int32)
    return rng.choice(tails, n_trials)
