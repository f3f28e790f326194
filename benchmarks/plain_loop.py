"""The full project simulated one trial at a time, in plain Python: what most tools do."""

from __future__ import annotations

import math
import random
from typing import NamedTuple

from flow_forecaster.engine.simulation import Project


class PlainTrial(NamedTuple):
    """What one trial gave."""

    weeks: int
    effort: float
    left: list[float]


def simulate_plainly(project: Project, n_trials: int, *, seed: int) -> list[PlainTrial]:
    """So many trials by plain resampling."""
    rng = random.Random(seed)
    return [_one_trial(project, rng) for _ in range(n_trials)]


def _one_trial(project: Project, rng: random.Random) -> PlainTrial:
    needed = math.ceil(_total(project, rng) / project.weeks.scale)
    done, effort, week, left = 0.0, 0.0, 0, []
    while done < needed and week < len(project.weeks.factors):
        share = _working_share(project, done / needed)
        effort += share * float(project.people[week])
        drawn = float(rng.choice(project.history)) * float(project.weeks.factors[week]) * share
        done += math.floor(drawn + rng.random())
        left.append(max(needed - done, 0.0))
        week += 1
    tail = math.ceil(rng.choice(project.lead_times_days) / project.days)
    return PlainTrial(week + tail, effort, left)


def _total(project: Project, rng: random.Random) -> int:
    stated = project.stated
    total = rng.randint(stated.low, stated.high)
    factor = rng.uniform(*stated.complexity) * rng.uniform(*stated.split)
    items = math.floor(total * factor + 0.5)
    for risk in project.risks:
        if rng.random() < risk.probability:
            items += math.floor(rng.triangular(risk.low, risk.high, risk.mode) + 0.5)
    return items


def _working_share(project: Project, completed: float) -> float:
    curve = project.s_curve
    if curve is None:
        return 1.0
    rise = min(max(min(completed, 1 - completed) / curve.share, 0.0), 1.0)
    return curve.start + (1 - curve.start) * rise * rise * (3 - 2 * rise)
