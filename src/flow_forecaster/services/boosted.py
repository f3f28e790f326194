"""Boosted trees as one more pace model.

Gradient-boosted trees (Friedman 2001, Greedy Function Approximation, Annals of Statistics 29) learn
quantiles of what teams did next from the features of their histories: trained on some owners, asked
of others. Needs the optional package scikit-learn, which nothing else imports; a forecast needs
only the quantiles that they answered for its history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

import numpy as np

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history_features import LONGEST, base_log_pace
from flow_forecaster.engine.quantile_pace import (
    LEAST_STEP,
    LEVELS,
    OFFSET,
    WEEKS_AHEAD,
    QuantilePace,
)
from flow_forecaster.readers.history_table import NamedHistory
from flow_forecaster.services.boosted_cases import (
    Cases,
    features_of,
    inputs_of,
    training_cases,
)

N_TREES, N_LEAVES, LEARNING_RATE, FEWEST_IN_LEAF = 80, 8, 0.1, 40

FEWEST_TEAMS = 4
"""Owners: each is judged by what was learned from the others, three at the least."""

FEWEST_WEEKS = 40
"""Weeks of a history from which something can be learned."""

MOST_FOLDS = 6

DIGITS = 6
"""Decimals of a quantile."""


class ExtraMissing(AppError):
    """The optional package is not installed."""

    heading = N_("The boosted trees are not installed")
    sentence = N_(
        "This model needs scikit-learn, which is not installed here: pip install "
        "'flow-forecaster[ml]', or leave the model out."
    )


class TooFewTeams(AppError):
    """Too few owners to learn from one and judge another."""

    heading = N_("There are too few teams to learn from")
    sentence = N_(
        "The boosted trees learn from other teams: histories of at least {needed} owners with "
        "{weeks} weeks each are needed; {n} came. Add histories, or leave the model out."
    )

    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.n = n

    def detail(self, language: Language) -> str:
        """With both numbers."""
        return language.gettext(
            self.sentence,
            n=language.number(self.n),
            needed=language.number(FEWEST_TEAMS),
            weeks=language.number(FEWEST_WEEKS),
        )


def has_extra() -> bool:
    """Whether the optional package is there; it is not imported."""
    return find_spec("sklearn") is not None


def can_learn(others: Sequence[NamedHistory]) -> bool:
    """Whether there is enough to learn from, for one who is not among them."""
    return len({owner_of(one) for one in _teaching(others)}) >= FEWEST_TEAMS - 1


def owner_of(history: NamedHistory) -> str:
    """Whose a history is: what stands before the slash in its name."""
    return history.name.split("/")[0]


def judged_by_others(
    histories: Sequence[NamedHistory], teams: Sequence[NamedHistory]
) -> list[tuple[list[NamedHistory], list[NamedHistory]]]:
    """The histories in parts, each with the ``teams`` to learn from: none of an owner in the part.

    Raises
    ------
    ExtraMissing
    TooFewTeams
        If fewer than three other owners are left for a part.
    """
    if not has_extra():
        raise ExtraMissing
    parts = []
    for fold in _owner_folds(histories):
        owners = {owner_of(history) for history in fold}
        others = [team for team in teams if owner_of(team) not in owners]
        if not can_learn(others):
            raise TooFewTeams(len({owner_of(team) for team in _teaching(teams)}))
        parts.append((fold, others))
    return parts


def _owner_folds(histories: Sequence[NamedHistory]) -> list[list[NamedHistory]]:
    """The histories in at most ``MOST_FOLDS`` parts, all of one owner in the same."""
    owners = sorted({owner_of(history) for history in histories})
    fold_of = {owner: place % MOST_FOLDS for place, owner in enumerate(owners)}
    folds: list[list[NamedHistory]] = [[] for _ in range(MOST_FOLDS)]
    for history in histories:
        folds[fold_of[owner_of(history)]].append(history)
    return [fold for fold in folds if fold]


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Trained trees, one for each of ``LEVELS``; their answers are kept by what was asked."""

    quantiles: tuple[Callable[[Floats], Floats], ...]
    known: dict[bytes, Floats] = field(default_factory=dict)

    def prepare(self, pasts: Floats) -> None:
        """Ask for many histories of one length at once, (m, n); one by one is slow."""
        found = self._ask(pasts[:, -LONGEST:])
        self.known.update((past.tobytes(), logs) for past, logs in zip(pasts, found, strict=True))

    def rows(self, history: Floats, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
        """Rows of the pace table for weeks worth ``factors`` of a past week, from week 0.

        Parameters
        ----------
        history : (n,) array
            Items finished in each past week, oldest first; the last 52 are looked at.
        factors : (h,) array
        top : int
            The largest number asked about, in lots of ``lot`` items.
        """
        if history.tobytes() not in self.known:
            self.prepare(history[None])
        yield from QuantilePace(self.known[history.tobytes()]).rows(factors, top, lot)

    def items_per_week(self, history: Floats) -> Floats:
        """Quantiles of the pace after a history, as ``quantile_pace`` takes them."""
        (logs,) = self._ask(history[None, -LONGEST:])
        return np.asarray(np.maximum(np.exp(logs) - OFFSET, 0.0))

    def _ask(self, pasts: Floats) -> Floats:
        """Logarithms of the pace at each level, for each number of weeks ahead; (m, k, levels)."""
        features, base = features_of(pasts), base_log_pace(pasts)
        asked = np.concatenate(
            [inputs_of(features, pasts.shape[1], ahead) for ahead in WEEKS_AHEAD]
        )
        found = np.stack([quantile(asked) for quantile in self.quantiles], axis=-1)
        shaped = found.reshape(len(WEEKS_AHEAD), len(pasts), len(LEVELS))
        # Quantiles learned one by one may cross; sorted they err less (Chernozhukov,
        # Fernandez-Val and Galichon 2010, Quantile and Probability Curves Without Crossing).
        ordered = np.sort(shaped, axis=-1) + LEAST_STEP * np.arange(len(LEVELS))
        return np.asarray(ordered.transpose(1, 0, 2) + base[:, None, None])


def train(
    histories: Sequence[NamedHistory], on_progress: Callable[[float], None] = lambda _: None
) -> BoostedTrees:
    """Trees that learned from these histories, on one thread; the same each time.

    Raises
    ------
    ExtraMissing
    """
    if not has_extra():
        raise ExtraMissing
    from threadpoolctl import threadpool_limits

    cases = training_cases(_teaching(histories))
    fitted = []
    with threadpool_limits(1):
        for done, level in enumerate(LEVELS):
            on_progress(done / len(LEVELS))
            fitted.append(_fit(cases, level))
    return BoostedTrees(tuple(fitted))


def answer(history: NamedHistory, others: Sequence[NamedHistory]) -> tuple[tuple[float, ...], ...]:
    """Quantiles of the pace to come after a history, by trees that learned from others.

    As ``quantile_pace`` takes them: items a week, falling nowhere.

    Raises
    ------
    ExtraMissing
    """
    past = np.array(history.counts) / history.worths
    quantiles = train(others).items_per_week(past).round(DIGITS)
    return tuple(tuple(map(float, row)) for row in quantiles)


def _fit(cases: Cases, level: float) -> Callable[[Floats], Floats]:
    from sklearn.ensemble import HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits

    model: Any = HistGradientBoostingRegressor(
        loss="quantile",
        quantile=level,
        max_iter=N_TREES,
        max_leaf_nodes=N_LEAVES,
        learning_rate=LEARNING_RATE,
        min_samples_leaf=FEWEST_IN_LEAF,
        early_stopping=False,
        random_state=0,
    )
    model.fit(cases.inputs, cases.log_paces, sample_weight=cases.weights)

    def ask(inputs: Floats) -> Floats:
        with threadpool_limits(1):
            return np.asarray(model.predict(inputs))

    return ask


def _teaching(histories: Sequence[NamedHistory]) -> list[NamedHistory]:
    return [one for one in histories if len(one.counts) >= FEWEST_WEEKS and any(one.counts)]
