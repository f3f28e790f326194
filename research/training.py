"""The cases that the reference class is learned from: a history, and what its team did next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from flow_forecaster.domain.new_year import new_year_factors
from flow_forecaster.engine.reference_class import case_features, offsets
from flow_forecaster.engine.reverting_level import filter_level, level_ahead
from flow_forecaster.readers.history_table import NamedHistory

Floats = NDArray[np.floating]

WINDOWS = (1, 2, 4, 8, 12, 18, 26, 38, 52)
"""Lengths of the history, in weeks."""

WEEKS_AHEAD = (1, 2, 4, 8, 13, 22, 40, 52)

STRIDE_WEEKS = 10
"""Weeks between two cases of one history, window and number of weeks ahead."""

THINNING = (0.5, 0.25)
"""Shares of the items that the slower twins of each history keep, each item by chance."""

SLOWEST_TWIN = 0.25
"""Items a week below which a twin says nothing."""

N_STEADY, STEADY_WEEKS = 20, 300
"""Simulated teams whose pace never changes, Poisson, from 0.5 to 30 items a week."""

TWINS_SHARE, STEADY_SHARE = 0.25, 0.1
"""Weight of twins and of steady teams, against that of the real histories."""


@dataclass(frozen=True, slots=True)
class Team:
    """Counts as they were, (n,), and what their weeks were worth, (n,) (see ``new_year``)."""

    counts: Floats
    factors: Floats


@dataclass(frozen=True, slots=True)
class Cases:
    """One row a case: features (m, f), offsets (m, 3), the others (m,).

    ``offsets`` : logarithms of pace, shape and spread that the reverting level says; the pace is
    corrected for what the weeks ahead are worth. ``pace`` : items a week of the history.
    """

    features: Floats
    offsets: Floats
    pace: Floats
    items: Floats
    weeks_ahead: Floats
    n_weeks: Floats
    weight: Floats


def team_of(history: NamedHistory) -> Team:
    counts = np.array(history.counts)
    if history.start is None:
        return Team(counts, np.ones(len(counts)))
    return Team(counts, new_year_factors(history.start, len(counts)))


def training_cases(
    histories: Sequence[NamedHistory], rng: Generator, *, stride: int = STRIDE_WEEKS
) -> Cases:
    """Cases of real histories, of their slower twins and of steady teams; weights sum to 1."""
    real = [team_of(history) for history in histories]
    groups = [
        (real, 1.0, stride),
        (list(_twins(real, rng)), TWINS_SHARE, 2 * stride),
        (list(_steady(rng)), STEADY_SHARE, 2 * stride),
    ]
    parts = [_joined(_of_group(*group)) for group in groups if group[0]]
    cases = _joined(parts)
    return _weighted(cases, 1 / cases.weight.sum())


def _of_group(teams: Iterable[Team], share: float, stride: int) -> Iterator[Cases]:
    parts = [
        part for team in teams for window in WINDOWS for part in _of_window(team, window, stride)
    ]
    total = sum(float(part.weight.sum()) for part in parts)
    return (_weighted(part, share / total) for part in parts)


def _of_window(team: Team, window: int, stride: int) -> Iterator[Cases]:
    """Cases of one length of history; all origins together weigh 1 for each number of weeks."""
    n = len(team.counts)
    origins = np.arange(window, n - 3, stride)
    seen = (team.counts / team.factors)[origins[:, None] + np.arange(-window, 0)]
    origins, seen = origins[seen.any(axis=1)], seen[seen.any(axis=1)]
    if not len(origins):
        return
    posterior = filter_level(seen)
    ahead = level_ahead(posterior, np.array(WEEKS_AHEAD))
    features, said = case_features(seen, posterior, ahead), offsets(ahead)
    done = np.concatenate([[0.0], np.cumsum(team.counts)])
    worth = np.concatenate([[0.0], np.cumsum(team.factors)])
    for place, weeks in enumerate(WEEKS_AHEAD):
        known = origins + weeks <= n
        first, last = origins[known], origins[known] + weeks
        if not len(first):
            continue
        offset = said[known, place]
        offset[:, 0] += np.log((worth[last] - worth[first]) / weeks)
        yield Cases(
            features=features[known, place],
            offsets=offset,
            pace=seen[known].mean(axis=1),
            items=done[last] - done[first],
            weeks_ahead=np.full(len(first), float(weeks)),
            n_weeks=np.full(len(first), float(window)),
            weight=np.full(len(first), 1 / len(origins)),
        )


def _twins(teams: Iterable[Team], rng: Generator) -> Iterator[Team]:
    for team in teams:
        for share in THINNING:
            if team.counts.mean() * share > SLOWEST_TWIN:
                kept = rng.binomial(team.counts.astype(np.int64), share)
                yield Team(kept.astype(float), team.factors)


def _steady(rng: Generator) -> Iterator[Team]:
    for pace in np.geomspace(0.5, 30, N_STEADY):
        yield Team(rng.poisson(pace, STEADY_WEEKS).astype(float), np.ones(STEADY_WEEKS))


def _weighted(cases: Cases, factor: float) -> Cases:
    return replace(cases, weight=cases.weight * factor)


def _joined(parts: Iterable[Cases]) -> Cases:
    whole = list(parts)
    return Cases(
        *(
            np.concatenate([getattr(part, field) for part in whole])
            for field in Cases.__dataclass_fields__
        )
    )
