"""Speed of the engine, in one run: medians, ratios, and whether the targets hold."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.plain_loop import simulate_plainly
from flow_forecaster.engine.forecast import forecast_numbers
from flow_forecaster.engine.pace import CERTAIN_LEARNED, ComingWeeks, learn, pace_table
from flow_forecaster.engine.pool import POOL
from flow_forecaster.engine.question import Question
from flow_forecaster.engine.readings import chance_of_asked
from flow_forecaster.engine.scope import RiskEvent, StatedScope, total_distribution
from flow_forecaster.engine.simulation import Project, SCurve, simulate_project

HISTORY = np.array([8.0, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10])
RISKS = (RiskEvent(0.4, 8, 12, 20), RiskEvent(0.3, 5, 8, 15), RiskEvent(0.6, 3, 5, 10))
HORIZON = 522
ALIKE = ComingWeeks(np.ones(HORIZON))
PLAIN_TRIALS = 500


@dataclass(frozen=True)
class Case:
    """One thing that is timed; ``share`` of it is what the plain loop ran."""

    name: str
    run: Callable[[], object]
    rounds: int
    share: float = 1.0
    most_ms: float | None = None


def project(model: str) -> Project:
    """A project with everything that is simulated."""
    return Project(
        history=HISTORY,
        model=model,
        weeks=ALIKE,
        stated=StatedScope(110, 130, split=(1.0, 1.1)),
        risks=RISKS,
        people=np.full(HORIZON, 8.0),
        s_curve=SCurve(0.4, 0.2),
        lead_times_days=np.array([3.0, 5, 9, 2, 14]),
        deadline=(20, 0.4),
    )


def trials(model: str, n_trials: int) -> Callable[[], object]:
    """So many trials of the full project."""
    return lambda: simulate_project(project(model), n_trials, np.random.default_rng(1))


def exact(model: str, items: int) -> Callable[[], object]:
    """The table for so many items, and the chance of being done by each week."""

    def run() -> object:
        scope = total_distribution(StatedScope(items, items))
        pace = learn(model, HISTORY)
        table = pace_table(pace, ALIKE.factors, top=items, asked=scope, at_least=0)
        return chance_of_asked(table, scope)

    return run


def learned_table_of_a_year(items: int) -> Callable[[], object]:
    """The default's table for every week of a year, up to so many items."""
    scope, year = total_distribution(StatedScope(items, items)), ALIKE.factors[:52]

    def run() -> object:
        weeks = POOL.learn(HISTORY).over(year)
        return weeks.table(scope, top=items, at_least=52, until=CERTAIN_LEARNED)

    return run


def whole_answer(items: int) -> Callable[[], object]:
    """Every answer: dates, items, risks, levers, cone, ranges."""
    question = Question(
        history=HISTORY,
        model="bayesian",
        weeks=ALIKE,
        confidences=(0.5, 0.7, 0.85, 0.95),
        stated=StatedScope(items, items),
        risks=RISKS,
        deadline=(int(items / 8), 0.0),
        scale_per_person=1 / 8,
    )
    return lambda: forecast_numbers(question)


CASES = (
    Case("exact, 50 items, resample", exact("resample", 50), 31, most_ms=2),
    Case("exact, 50 items, bayesian", exact("bayesian", 50), 31, most_ms=2),
    Case("exact, 1,000 items, resample", exact("resample", 1_000), 15, most_ms=20),
    Case("exact, 1,000 items, bayesian", exact("bayesian", 1_000), 15, most_ms=20),
    Case("table of 52 weeks, pool", learned_table_of_a_year(600), 31, most_ms=10),
    Case("every answer, 50 items, 3 risks", whole_answer(50), 15),
    Case("every answer, 1,000 items, 3 risks", whole_answer(1_000), 9),
    Case("10,000 full trials, resample", trials("resample", 10_000), 15, most_ms=5),
    Case("10,000 full trials, bayesian", trials("bayesian", 10_000), 15, most_ms=5),
    Case("100,000 full trials, bayesian", trials("bayesian", 100_000), 5),
    Case("1,000,000 full trials, bayesian", trials("bayesian", 1_000_000), 1),
    Case(
        f"plain loop, {PLAIN_TRIALS} trials, as for 10,000",
        lambda: simulate_plainly(project("resample"), PLAIN_TRIALS, seed=1),
        5,
        share=PLAIN_TRIALS / 10_000,
    ),
)

LEAST_RATIO = 100
"""How many times faster than the plain loop the trials must be."""


def main() -> None:
    """Time every case in turn, round by round, so that a noisy moment hits all alike."""
    times: dict[str, list[float]] = {case.name: [] for case in CASES}
    for case in CASES:
        if case.rounds > 1:
            case.run()
    for n_round in range(max(case.rounds for case in CASES)):
        for case in CASES:
            if n_round < case.rounds:
                times[case.name].append(_time_ms(case))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for case in CASES:
        taken = times[case.name]
        target = "" if case.most_ms is None else _verdict(medians[case.name], case.most_ms)
        print(f"{case.name:<42} {medians[case.name]:>10.2f} ms  (least {min(taken):.2f}) {target}")
    _print_ratios(medians)


def _print_ratios(medians: dict[str, float]) -> None:
    plain = medians[CASES[-1].name]
    for model in ("resample", "bayesian"):
        ratio = plain / medians[f"10,000 full trials, {model}"]
        held = "holds" if ratio >= LEAST_RATIO else "MISSED"
        print(f"plain loop / {model} trials: {ratio:.0f} times (target {LEAST_RATIO}: {held})")
    exact_ms = medians["exact, 50 items, bayesian"]
    trials_ms = medians["10,000 full trials, bayesian"]
    print(f"10,000 trials / exact answer of 50 items: {trials_ms / exact_ms:.0f} times")


def _verdict(median_ms: float, most_ms: float) -> str:
    return f"target {most_ms:g} ms: {'holds' if median_ms < most_ms else 'MISSED'}"


def _time_ms(case: Case) -> float:
    start = time.perf_counter()
    case.run()
    return (time.perf_counter() - start) * 1000 / case.share


if __name__ == "__main__":
    main()
