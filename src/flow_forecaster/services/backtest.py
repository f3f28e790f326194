"""The use case "backtest": which pace model kept its word on weeks that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from flow_forecaster.domain.backtest import BacktestResult
from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.new_year import new_year_factors
from flow_forecaster.engine.backtest import Plan, backtest_model, rolling_origins
from flow_forecaster.engine.pace import CALENDAR_MODELS, PACE_MODELS, Rows
from flow_forecaster.engine.simulation import ignore_progress
from flow_forecaster.readers.history_table import NamedHistory
from flow_forecaster.services.backtest_summary import Tested, summarise_backtests

WINDOWS = (8, 12, 26, 52)
"""Lengths of the history that a forecast is made from, in weeks."""

FEWEST_ORIGINS = 8
"""Weeks from which forecasts are made, for one length of history to count."""


class NothingToTest(AppError):
    """No history is long enough."""

    heading = N_("There is too little history to test")
    sentence = N_(
        "The longest history has {n} weeks; at least {needed} are needed, to forecast from some "
        "and compare with those that followed. Add weeks."
    )

    def __init__(self, n: int, needed: int) -> None:
        super().__init__(n, needed)
        self.n, self.needed = n, needed

    def detail(self, language: Language) -> str:
        """With both lengths."""
        return language.gettext(
            self.sentence, n=language.number(self.n), needed=language.number(self.needed)
        )


@dataclass(frozen=True, slots=True)
class _Task:
    """One history under one model, with the lengths of history that are to count."""

    history: NamedHistory
    model: str
    windows: tuple[int, ...]
    plan: Plan


def backtest(
    histories: Sequence[NamedHistory],
    *,
    models: Sequence[str] = tuple(PACE_MODELS),
    windows: Sequence[int] = WINDOWS,
    plan: Plan | None = None,
    n_processes: int = 1,
    on_progress: Callable[[float], None] = ignore_progress,
) -> BacktestResult:
    """Scores of pace models on histories, against plain resampling.

    Parameters
    ----------
    histories : sequence of NamedHistory
        Weeks. Where dates are known, the models that can are told of New Year.
    models : sequence of str
        Keys of ``PACE_MODELS``; plain resampling is always among them.
    windows : sequence of int
        Lengths of history to forecast from. The same origins serve all that a history has room for.
    plan : Plan, optional
        The questions; all of them by default.
    n_processes : int
        Processes to share the work; 1 does it in this one.
    on_progress : callable
        Told the share done.

    Raises
    ------
    NothingToTest
        If every history is too short, or never finished anything.
    """
    asked = plan or Plan()
    compared = tuple(dict.fromkeys(["resample", *models]))
    fitting = [(history, _fitting(history, windows, asked)) for history in histories]
    tested = [(history, fits) for history, fits in fitting if fits]
    if not tested:
        longest = max((len(history.counts) for history in histories), default=0)
        raise NothingToTest(longest, _needed(min(windows), asked))
    tasks = [_Task(history, model, fits, asked) for history, fits in tested for model in compared]
    found = _all_tested(tasks, n_processes, on_progress)
    return summarise_backtests(
        found,
        plan=asked,
        models=compared,
        left_out=tuple(history.name for history, fits in fitting if not fits),
        rng=np.random.Generator(np.random.PCG64DXSM(0)),
    )


def score_model(
    history: NamedHistory, name: str, rows: Rows, *, windows: Sequence[int], plan: Plan
) -> Tested:
    """One pace model on one history, from the same origins for every length of history.

    ``name`` is a key of ``PACE_MODELS`` and ``rows`` what stands behind it.
    """
    counts = np.array(history.counts)
    origins = rolling_origins(len(counts), first=max(windows), follow=max(plan.horizons))
    factors = None
    if name in CALENDAR_MODELS and history.start is not None:
        factors = new_year_factors(history.start, len(counts))
    by_window = {
        window: backtest_model(rows, counts, origins, window=window, plan=plan, factors=factors)
        for window in windows
    }
    return Tested(history.name, name, by_window)


def _needed(window: int, plan: Plan) -> int:
    return window + max(plan.horizons) + FEWEST_ORIGINS


def _fitting(history: NamedHistory, windows: Iterable[int], plan: Plan) -> tuple[int, ...]:
    if not any(history.counts):
        return ()
    return tuple(w for w in sorted(windows) if len(history.counts) >= _needed(w, plan))


def _all_tested(
    tasks: Sequence[_Task], n_processes: int, on_progress: Callable[[float], None]
) -> list[Tested]:
    found: list[Tested] = []
    if n_processes == 1:
        for task in tasks:
            found.append(_tested(task))
            on_progress(len(found) / len(tasks))
        return found
    with ProcessPoolExecutor(n_processes) as pool:
        for tested in pool.map(_tested, tasks):
            found.append(tested)
            on_progress(len(found) / len(tasks))
    return found


def _tested(task: _Task) -> Tested:
    return score_model(
        task.history, task.model, PACE_MODELS[task.model], windows=task.windows, plan=task.plan
    )
