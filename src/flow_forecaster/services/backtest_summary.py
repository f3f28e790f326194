"""From the scores of single forecasts to what is said of a pace model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from flow_forecaster.domain.backtest import (
    BacktestResult,
    BoostedVerdict,
    HorizonCell,
    Kept,
    ModelScores,
    QuestionScores,
    Suggestion,
    WindowCell,
    WindowHorizonCell,
)
from flow_forecaster.engine.backtest import CONFIDENCES, Backtest, Plan, Scores
from flow_forecaster.engine.counts import Floats, Ints
from flow_forecaster.engine.pace import SIMPLEST_FIRST
from flow_forecaster.engine.quantile_pace import QUANTILES
from flow_forecaster.engine.scores import (
    middle_range,
    resampled_ratios,
    share_interval,
    transform_histogram,
)

BOOSTED = QUANTILES
"""The model that is offered only where it wins on a history; see ``services.boosted``."""

Question = Literal["how_many", "when"]

DIGITS = 4

DUST = 1e-12
"""Error that is only rounding: none."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One history under one model, by length of history."""

    name: str
    model: str
    by_window: Mapping[int, Backtest]


@dataclass(frozen=True, slots=True)
class _Column:
    """The cases of one series, length of history and horizon; each array (n_origins,).

    ``independent`` : the series' share of its history's cases whose weeks do not overlap.
    """

    series: str
    window: int
    horizon: int
    crps: Floats
    pinball: Floats
    below: Floats
    up_to: Floats
    kept: Floats
    independent: float


def summarise_backtests(
    tested: Sequence[Tested],
    *,
    plan: Plan,
    models: Sequence[str],
    left_out: tuple[str, ...],
    rng: np.random.Generator,
) -> BacktestResult:
    """The scores of each model: averaged inside a series and a window, then over both.

    A series is a history, or, of a single history, a stretch as long as the longest horizon, so
    that there is something to draw from when chance is judged.
    """
    questions: dict[Question, tuple[int, ...]] = {"how_many": plan.horizons, "when": plan.work}
    columns = {
        (model, question): [
            column
            for one in tested
            if one.model == model
            for column in _columns(one, question, horizons, is_alone=_is_alone(tested))
        ]
        for model in models
        for question, horizons in questions.items()
    }
    scores = [
        ModelScores(
            model=model,
            how_many=_question(columns[model, "how_many"], columns["resample", "how_many"], rng),
            when=_question(columns[model, "when"], columns["resample", "when"], rng),
        )
        for model in models
    ]
    losses = {
        model: np.asarray(sum(_by_series(columns[model, question]) for question in questions))
        for model in models
    }
    usable = {model: loss for model, loss in losses.items() if model != BOOSTED}
    return BacktestResult(
        histories=len({one.name for one in tested}),
        left_out=left_out,
        windows=tuple(sorted({window for one in tested for window in one.by_window})),
        models=tuple(scores),
        suggestion=_suggestion(usable, rng),
        boosted=_verdict(losses[BOOSTED], usable, rng) if BOOSTED in losses else None,
    )


def _is_alone(tested: Sequence[Tested]) -> bool:
    return len({one.name for one in tested}) == 1


def _columns(
    tested: Tested, question: Question, horizons: Sequence[int], *, is_alone: bool
) -> list[_Column]:
    found = []
    for window, result in tested.by_window.items():
        scores: Scores = getattr(result, question)
        n_origins = len(result.origins)
        span = float(np.ptp(result.origins)) if n_origins else 0.0
        for series, rows in _stretches(
            result.origins, max(horizons), tested.name, is_alone=is_alone
        ):
            for place, horizon in enumerate(horizons):
                at = (rows, place)
                kept = [scores.kept(confidence)[at] for confidence in CONFIDENCES]
                found.append(
                    _Column(
                        series,
                        window,
                        horizon,
                        scores.crps[at],
                        scores.pinball[at],
                        scores.below[at],
                        scores.up_to[at],
                        np.stack(kept, axis=-1),
                        min(span / horizon + 1, n_origins) * len(rows) / max(1, n_origins),
                    )
                )
    return found


def _stretches(origins: Ints, longest: int, name: str, *, is_alone: bool) -> list[tuple[str, Ints]]:
    everything = np.arange(len(origins))
    if not is_alone or not len(origins):
        return [(name, everything)]
    stretch = (origins - origins[0]) // longest
    return [(f"{name} {s}", everything[stretch == s]) for s in np.unique(stretch)]


def _question(
    columns: list[_Column], plain: list[_Column], rng: np.random.Generator
) -> QuestionScores:
    windows, horizons = (
        sorted({getattr(column, name) for column in columns}) for name in ("window", "horizon")
    )

    def cell(**where: int) -> dict[str, object]:
        return where | _cell(_at(columns, **where), _at(plain, **where), rng)

    return QuestionScores(
        **cell(),
        independent=math.floor(_independent(columns)),
        promises=_promises(columns),
        pinball=_by_confidence(_mean([column.pinball for column in columns], columns)),
        transform=tuple(map(_rounded, _transform(columns))),
        by_window=tuple(WindowCell(**cell(window=w)) for w in windows),
        by_horizon=tuple(HorizonCell(**cell(horizon=h)) for h in horizons),
        by_window_and_horizon=tuple(
            WindowHorizonCell(**cell(window=w, horizon=h)) for w in windows for h in horizons
        ),
    )


def _cell(
    columns: list[_Column], plain: list[_Column], rng: np.random.Generator
) -> dict[str, object]:
    crps, of_plain = _by_series(columns), _by_series(plain)
    interval = difference = None
    if of_plain.any():
        difference = _rounded(crps.mean() / of_plain.mean() - 1)
        low, high = middle_range(resampled_ratios(crps, of_plain, rng))
        interval = _rounded(low - 1), _rounded(high - 1)
    return {
        "cases": sum(len(column.crps) for column in columns),
        "crps": _rounded(crps.mean()),
        "crps_vs_resample": difference,
        "interval": interval,
        "kept": _by_confidence(_mean([column.kept for column in columns], columns)),
    }


def _promises(columns: list[_Column]) -> tuple[Kept, ...]:
    shares = _mean([column.kept for column in columns], columns)
    independent = _independent(columns)
    return tuple(
        Kept(
            confidence=confidence,
            share=_rounded(share),
            interval=_rounded_pair(share_interval(float(share), independent)),
        )
        for confidence, share in zip(CONFIDENCES, shares, strict=True)
    )


def _independent(columns: list[_Column]) -> float:
    """Cases whose weeks do not overlap: windows and horizons share theirs, so those of one."""
    longest = max(column.horizon for column in columns)
    window = max(column.window for column in columns)
    return sum(c.independent for c in _at(columns, window=window, horizon=longest))


def _transform(columns: list[_Column]) -> Floats:
    return transform_histogram(
        np.concatenate([column.below for column in columns]),
        np.concatenate([column.up_to for column in columns]),
    )


def _suggestion(losses: Mapping[str, Floats], rng: np.random.Generator) -> Suggestion:
    best = min(losses, key=lambda model: float(losses[model].mean()))
    if not losses[best].any():
        # Of models that never err, the first is the simplest.
        return Suggestion(model=best, best=best, behind=0.0, standard_error=0.0)
    for model in sorted(losses, key=SIMPLEST_FIRST.index):
        ratios = resampled_ratios(losses[model], losses[best], rng)
        behind = float(losses[model].mean() / losses[best].mean() - 1)
        if model == best or behind <= ratios.std():
            return Suggestion(
                model=model,
                best=best,
                behind=_rounded(behind),
                standard_error=_rounded(float(ratios.std())),
            )
    raise AssertionError("the best is behind nobody")


def _verdict(
    loss: Floats, usable: Mapping[str, Floats], rng: np.random.Generator
) -> BoostedVerdict | None:
    """Whether the trees win by more than chance, against the best of the others; None if it can't
    be beaten.
    """
    best = min(usable, key=lambda model: float(usable[model].mean()))
    if not usable[best].any():
        return None
    difference = float(loss.mean() / usable[best].mean() - 1)
    standard_error = float(resampled_ratios(loss, usable[best], rng).std())
    return BoostedVerdict(
        against=best,
        difference=_rounded(difference),
        standard_error=_rounded(standard_error),
        wins=difference < -standard_error,
    )


def _by_series(columns: list[_Column]) -> Floats:
    """Mean CRPS of each series, its windows and horizons alike; (n_series,), in order of name."""
    means: dict[str, list[float]] = {}
    for column in columns:
        if len(column.crps):
            means.setdefault(column.series, []).append(float(column.crps.mean()))
    found = np.array([np.mean(means[series]) for series in sorted(means)])
    return np.where(found > DUST, found, 0.0)


def _mean(values: list[Floats], columns: list[_Column]) -> Floats:
    """Mean over cases inside a series and cell, then over all; over the first axis."""
    inside = [v.mean(axis=0) for v, column in zip(values, columns, strict=True) if len(column.crps)]
    return np.asarray(np.mean(inside, axis=0))


def _at(
    columns: list[_Column], *, window: int | None = None, horizon: int | None = None
) -> list[_Column]:
    return [
        column
        for column in columns
        if window in {None, column.window} and horizon in {None, column.horizon}
    ]


def _by_confidence(values: Floats) -> dict[str, float]:
    pairs = zip(CONFIDENCES, values, strict=True)
    return {f"{confidence:g}": _rounded(value) for confidence, value in pairs}


def _rounded(value: float) -> float:
    return round(float(value), DIGITS)


def _rounded_pair(pair: tuple[float, float]) -> tuple[float, float]:
    return _rounded(pair[0]), _rounded(pair[1])
