"""The use case "backtest": which pace model kept its word on weeks that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from flow_forecaster.domain import new_year
from flow_forecaster.domain.backtest import BacktestResult
from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.engine.backtest import Plan, backtest_model, rolling_origins
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.pace import PACE_MODELS, Rows
from flow_forecaster.engine.simulation import ignore_progress
from flow_forecaster.readers.history_table import NamedHistory
from flow_forecaster.services.backtest_summary import BOOSTED, Tested, summarise_backtests
from flow_forecaster.services.boosted import judged_by_others, train

WINDOWS = (8, 12, 26, 52)
"""Lengths of the history that a forecast is made from, in weeks."""

FEWEST_ORIGINS = 8
"""Weeks from which forecasts are made, for one length of history to count."""


class NothingToTest(AppError):
    """No history is long enough."""

    heading = N_("There is too little history to test")
    sentence = N_(
        "At least {needed} weeks of history are needed, to forecast from some and compare with "
        "those that followed; the longest here has {n}. Add weeks."
    )

    def __init__(self, n: int, needed: int) -> None:
        super().__init__(n, needed)
        self.n, self.needed = n, needed

    def detail(self, language: Language) -> str:
        """With both lengths."""
        return language.gettext(
            self.sentence, n=language.number(self.n), needed=language.number(self.needed)
        )


class NothingFinished(NothingToTest):
    """No history has anything in it."""

    sentence = N_(
        "Nothing was finished in any week, so there is no pace to test. Add weeks in which "
        "something was finished."
    )

    def __init__(self) -> None:
        super().__init__(0, 0)


@dataclass(frozen=True, slots=True)
class _Task:
    """One history under one model, with the lengths of history that are to count."""

    history: NamedHistory
    model: str
    windows: tuple[int, ...]
    plan: Plan

    @property
    def n_tested(self) -> int:
        return 1

    def run(self) -> list[Tested]:
        rows = PACE_MODELS[self.model]
        return [score_model(self.history, self.model, rows, windows=self.windows, plan=self.plan)]


@dataclass(frozen=True, slots=True)
class _Fold:
    """Histories under trees that learned from ``others``, none of the same owner."""

    histories: tuple[tuple[NamedHistory, tuple[int, ...]], ...]
    others: tuple[NamedHistory, ...]
    plan: Plan

    @property
    def n_tested(self) -> int:
        return len(self.histories)

    def run(self) -> list[Tested]:
        trees = train(self.others)
        for history, windows in self.histories:
            for pasts in _pasts(history, windows, self.plan):
                trees.prepare(pasts)
        return [
            score_model(history, BOOSTED, trees.rows, windows=windows, plan=self.plan)
            for history, windows in self.histories
        ]


def backtest(
    histories: Sequence[NamedHistory],
    *,
    models: Sequence[str] = tuple(PACE_MODELS),
    windows: Sequence[int] = WINDOWS,
    plan: Plan | None = None,
    learn_from: Sequence[NamedHistory] = (),
    n_processes: int = 1,
    on_progress: Callable[[float], None] = ignore_progress,
) -> BacktestResult:
    """Scores of pace models on histories, against plain resampling.

    Parameters
    ----------
    histories : sequence of NamedHistory
        Weeks. Where dates are known, the models that can are told of New Year.
    models : sequence of str
        Keys of ``PACE_MODELS``, and ``BOOSTED``; plain resampling is always among them.
    windows : sequence of int
        Lengths of history to forecast from. The same origins serve all that a history has room for.
    plan : Plan, optional
        The questions; all of them by default.
    learn_from : sequence of NamedHistory
        Of other teams, not judged: what the boosted trees learn from besides.
    n_processes : int
        Processes to share the work; 1 does it in this one.
    on_progress : callable
        Told the share done.

    Raises
    ------
    NothingToTest
        If every history is too short, or never finished anything.
    ExtraMissing, TooFewTeams
        If the boosted trees are asked for and can't be had.
    """
    asked = plan or Plan()
    compared = tuple(dict.fromkeys(["resample", *models]))
    fitting = [(history, _fitting(history, windows, asked)) for history in histories]
    check_long_enough(histories, windows, asked)
    tested = [(history, fits) for history, fits in fitting if fits]
    tasks: list[_Task | _Fold] = [
        _Task(history, model, fits, asked)
        for history, fits in tested
        for model in compared
        if model != BOOSTED
    ]
    if BOOSTED in compared:
        # Folds take longest: begun first, they end with the rest.
        tasks = [*_folds(tested, (*histories, *learn_from), asked), *tasks]
    found = _all_tested(tasks, n_processes, on_progress)
    return summarise_backtests(
        found,
        plan=asked,
        models=compared,
        left_out=tuple(history.name for history, fits in fitting if not fits),
        rng=np.random.Generator(np.random.PCG64DXSM(0)),
    )


def check_long_enough(
    histories: Sequence[NamedHistory], windows: Sequence[int], plan: Plan
) -> None:
    """See that some history can be tested.

    Raises
    ------
    NothingToTest
    """
    if histories and not any(any(history.counts) for history in histories):
        raise NothingFinished
    if not any(_fitting(history, windows, plan) for history in histories):
        longest = max((len(history.counts) for history in histories), default=0)
        raise NothingToTest(longest, _needed(min(windows), plan))


def fewest_weeks() -> int:
    """The length of history from which the default questions are asked."""
    return _needed(min(WINDOWS), Plan())


def score_model(
    history: NamedHistory, name: str, rows: Rows, *, windows: Sequence[int], plan: Plan
) -> Tested:
    """One pace model on one history, from the same origins for every length of history.

    ``name`` is a key of ``PACE_MODELS``, or ``BOOSTED``, and ``rows`` what stands behind it.
    """
    counts = np.array(history.counts)
    origins = rolling_origins(len(counts), first=max(windows), follow=max(plan.horizons))
    factors = history.worths if name in new_year.MODELS else None
    by_window = {
        window: backtest_model(rows, counts, origins, window=window, plan=plan, factors=factors)
        for window in windows
    }
    return Tested(history.name, name, by_window)


def _pasts(history: NamedHistory, windows: Sequence[int], plan: Plan) -> Iterator[Floats]:
    """What a model is given at all origins, of each length; (n_origins, window)."""
    counts = np.array(history.counts) / history.worths
    origins = rolling_origins(len(counts), first=max(windows), follow=max(plan.horizons))
    for window in windows:
        yield counts[origins[:, None] + np.arange(-window, 0)]


def _folds(
    tested: Sequence[tuple[NamedHistory, tuple[int, ...]]],
    teams: Sequence[NamedHistory],
    plan: Plan,
) -> Iterator[_Fold]:
    fits = dict(tested)
    for fold, others in judged_by_others(list(fits), teams):
        yield _Fold(tuple((history, fits[history]) for history in fold), tuple(others), plan)


def _needed(window: int, plan: Plan) -> int:
    return window + max(plan.horizons) + FEWEST_ORIGINS


def _fitting(history: NamedHistory, windows: Iterable[int], plan: Plan) -> tuple[int, ...]:
    if not any(history.counts):
        return ()
    return tuple(w for w in sorted(windows) if len(history.counts) >= _needed(w, plan))


def _all_tested(
    tasks: Sequence[_Task | _Fold], n_processes: int, on_progress: Callable[[float], None]
) -> list[Tested]:
    found: list[Tested] = []
    n_tested = sum(task.n_tested for task in tasks)
    if n_processes == 1:
        for task in tasks:
            found.extend(task.run())
            on_progress(len(found) / n_tested)
        return found
    with ProcessPoolExecutor(n_processes) as pool:
        for tested in pool.map(_run, tasks):
            found.extend(tested)
            on_progress(len(found) / n_tested)
    return found


def _run(task: _Task | _Fold) -> list[Tested]:
    return task.run()
