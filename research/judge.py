"""Judges every pace model on histories that it has not learned from: whole owners are left out.

python -m research.judge path/to/throughput_weekly.csv > judged.json
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from flow_forecaster.domain.backtest import BacktestResult
from flow_forecaster.engine.backtest import Plan
from flow_forecaster.engine.learned_pace import learned_rows
from flow_forecaster.engine.pace import PACE_MODELS
from flow_forecaster.engine.pool import Pool
from flow_forecaster.readers.history_table import NamedHistory, read_histories
from flow_forecaster.services.backtest import WINDOWS, score_model
from flow_forecaster.services.backtest_summary import Tested, summarise_backtests
from research.fit import fit
from research.teams import ModelByTeam, by_team

N_FOLDS = 6
SEED = 1


class Judged(BaseModel):
    """The backtest of the product, and what it averages over teams."""

    backtest: BacktestResult
    teams: list[ModelByTeam]


def judge(histories: Sequence[NamedHistory], n_processes: int) -> Judged:
    """The backtest of the product, each owner's histories under models learned from the others."""
    folds = owner_folds(histories)
    with ProcessPoolExecutor(n_processes) as pool:
        parts = pool.map(partial(_judge_fold, histories, folds), range(N_FOLDS))
        tested = [one for part in parts for one in part]
    rng = np.random.default_rng(SEED)
    models = tuple(PACE_MODELS)
    result = summarise_backtests(tested, plan=Plan(), models=models, left_out=(), rng=rng)
    return Judged(backtest=result, teams=by_team(tested, histories, models))


def owner_folds(histories: Sequence[NamedHistory]) -> list[int]:
    """The fold of each history; the same for all histories of an owner."""
    owners = sorted({history.name.split("/")[0] for history in histories})
    order = np.random.default_rng(SEED).permutation(len(owners))
    fold_of = {owners[owner]: place % N_FOLDS for place, owner in enumerate(order)}
    return [fold_of[history.name.split("/")[0]] for history in histories]


def _judge_fold(
    histories: Sequence[NamedHistory], folds: Sequence[int], left_out: int
) -> list[Tested]:
    others = [one for one, fold in zip(histories, folds, strict=True) if fold != left_out]
    reference_class = fit(others)
    models = PACE_MODELS | {
        "reference_class": partial(learned_rows, reference_class),
        "pool": partial(learned_rows, Pool(reference_class)),
    }
    return [
        score_model(history, name, rows, windows=WINDOWS, plan=Plan())
        for history, fold in zip(histories, folds, strict=True)
        if fold == left_out
        for name, rows in models.items()
    ]


def main() -> None:
    """Judge the models on the histories of a file."""
    path = Path(sys.argv[1])
    histories = read_histories(path.read_text(encoding="utf-8"), path.stem)
    sys.stdout.write(judge(histories, os.cpu_count() or 1).model_dump_json(indent=1) + "\n")


if __name__ == "__main__":
    main()
