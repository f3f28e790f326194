"""Requests for models that were learned from other teams; the page's kernel answers them too."""

import math
import random

from tests.data.workshop import CASES, DEMO
from tests.vectors.kernel_cases import (
    EDGES,
    NEW_YEAR,
    RISKS,
    TEAM,
    ask,
    date,
    drawn,
    items,
    risk,
    span,
    split,
    weeks,
)


def pool(*counts, **fields):
    """A request for the pool."""
    return ask(*counts, **fields) | {"pace_model": "pool"}


def poisson(mean, n, seed):
    """So many weeks of a steady team; the same every time."""
    rng = random.Random(seed)
    return [_poisson(rng, mean) for _ in range(n)]


def _poisson(rng, mean):
    count, product = 0, rng.random()
    while product > math.exp(-mean):
        count, product = count + 1, product * rng.random()
    return count


def wandering(n, seed, pace=1.6):
    """So many weeks of a team whose pace walks."""
    rng = random.Random(seed)
    weeks_seen = []
    for _ in range(n):
        pace += rng.gauss(0, 0.12)
        weeks_seen.append(_poisson(rng, math.exp(pace)))
    return [*weeks_seen[:-1], max(weeks_seen[-1], 1)]


NAMED = {
    **{f"pool, {name}": case | {"pace_model": "pool"} for name, case in CASES.items()},
    "auto, demo": {name: value for name, value in DEMO.items() if name != "pace_model"},
    "pool, only a scope": pool(scope=items(40)),
    "pool, only a deadline": pool(deadline=weeks(10)),
    "pool, only a deadline, inside a week": pool(deadline=date("2027-02-03"), team={"focus": 0.8}),
    "pool, one week of history": pool(7, scope=items(50), deadline=weeks(8)),
    "pool, one item": pool(1, scope=items(1), deadline=weeks(1)),
    "pool, one fractional week": pool(2.3, scope=items(30), deadline=weeks(14)),
    "pool, four weeks": pool(3, 0, 5, 4, scope=items(30), deadline=weeks(9), risks=RISKS),
    "pool, 52 weeks": pool(*wandering(52, 1), scope=items(120), deadline=weeks(20), risks=RISKS),
    "pool, 80 weeks": pool(*wandering(80, 2), scope=items(90), deadline=weeks(14), team=TEAM),
    "pool, weeks of zero": pool(0, 4, 0, 7, 0, 3, 5, 0, scope=items(40), deadline=weeks(20)),
    "pool, many zeros": pool(*[0] * 30, 2, *[0] * 10, 1, scope=items(12), deadline=weeks(60)),
    "pool, slow": pool(*[1, 0, 0] * 8, scope=items(15), deadline=weeks(40)),
    "pool, steady": pool(*poisson(12, 52, 3), scope=items(120), deadline=weeks(10), risks=RISKS),
    "pool, all sevens": pool(*[7] * 30, scope=items(120), deadline=weeks(17)),
    "pool, fractional counts": pool(2.5, 3.25, 4, 1.1, scope=items(33), deadline=weeks(12)),
    "pool, a wild history": pool(0, 120, 3, 0, 45, 1, scope=items(300), deadline=weeks(12)),
    "pool, a shifted history": pool(2, 3, 2, 3, 2, 9, 8, 9, 8, 9, scope=items(60)),
    "pool, hardly anything finished": pool(*[0] * 7, 1, scope=items(20), deadline=weeks(200)),
    "pool, not finished": pool(*[0] * 7, 1, scope=items(60), deadline=weeks(500), team=TEAM),
    "pool, never finished": pool(0, 1, 0, 0, scope=items(400), deadline=weeks(52), risks=RISKS),
    "pool, a range": pool(scope=span(70, 90), deadline=weeks(14), risks=RISKS[:2]),
    "pool, very high and split": pool(
        scope=span(12, 30, complexity="very_high", **split(1.1, 1.4)), deadline=weeks(14)
    ),
    "pool, sure and impossible risks": pool(scope=items(40), deadline=weeks(8), risks=EDGES),
    "pool, a deadline inside a week": pool(
        scope=items(60), deadline=date("2027-01-28"), risks=RISKS[:1]
    ),
    "pool, a deadline on the next day": pool(scope=items(3), deadline=date("2026-11-24")),
    "pool, a deadline before the first day of work": pool(
        scope=items(3), deadline=date("2026-11-24"), calendar={"days_off": ["2026-11-23"]}
    ),
    "pool, a deadline that nobody can meet": pool(scope=items(400), deadline=weeks(3)),
    "pool, days off": pool(scope=items(60), deadline=weeks(9), calendar=NEW_YEAR, risks=RISKS[:1]),
    "pool, a month off": pool(
        scope=items(60),
        deadline=date("2027-02-17"),
        calendar={"days_off": [f"2026-12-{day:02}" for day in range(1, 32)]},
    ),
    "pool, focus": pool(scope=items(60), deadline=weeks(14), team={"size": 4, "focus": 0.65}),
    "pool, a team larger than the history's": pool(
        scope=items(80), deadline=weeks(10), team={**TEAM, "size": 8, "history_size": 5}
    ),
    "pool, nobody at first": pool(
        scope=items(50),
        deadline=date("2027-01-20"),
        team={"size": 3, "changes": [{"week": 1, "size": 0}, {"week": 4, "size": 3}]},
    ),
    "pool, nobody ever again": pool(
        scope=items(50), deadline=weeks(9), team={**TEAM, "changes": [{"week": 4, "size": 0}]}
    ),
    "pool, people who come and go": pool(
        scope=items(90),
        deadline=weeks(14),
        team={**TEAM, "changes": [{"week": 3, "size": 7}, {"week": 9, "size": 4}]},
        risks=RISKS[:2],
    ),
    "pool, fortnights": pool(
        11, 14, 12, 9, 16, period_days=14, scope=items(80), deadline=weeks(13), team=TEAM
    ),
    "pool, four weeks at a time": pool(
        3, 0, 2, period_days=28, scope=items(180), deadline=weeks(522), team=TEAM
    ),
    "pool, days": pool(
        *([1, 2, 0, 1, 3, 0, 0] * 6), period_days=1, scope=items(50), deadline=weeks(9)
    ),
    "pool, other percentiles and verdict": pool(
        scope=items(80),
        deadline=weeks(12),
        percentiles=[0.1, 0.85, 0.999],
        verdict={"go": 0.7, "adjust": 0.3},
    ),
    "pool, a low percentile alone": pool(scope=items(50), percentiles=[0.2]),
    "pool, a thousand items": pool(
        *[40, 55, 61, 38, 47, 52, 66, 49],
        scope=items(1000),
        deadline=weeks(22),
        risks=[risk(0.5, 90, 150, 300)],
    ),
    "pool, lots": pool(
        *[700, 810, 655, 930, 905],
        scope=items(20_000),
        deadline=weeks(27),
        risks=[risk(0.4, 500, 900, 2000)],
    ),
    "pool, lots, steady": pool(*[900] * 40, scope=items(9_000), deadline=date("2027-02-04")),
    "pool, a far deadline in units": pool(300, 410, 280, scope=items(50), deadline=weeks(60)),
    "level, 52 weeks": ask(*wandering(52, 4), scope=items(80), deadline=weeks(20), risks=RISKS)
    | {"pace_model": "reverting_level"},
    "level, one week": ask(4, scope=items(20), deadline=weeks(6))
    | {"pace_model": "reverting_level"},
    "class, 30 weeks": ask(*wandering(30, 5), scope=items(80), deadline=weeks(20), risks=RISKS)
    | {"pace_model": "reference_class"},
    "class, one week": ask(4, scope=items(20), deadline=weeks(6))
    | {"pace_model": "reference_class"},
}

SEEN = wandering(20, 6)
"""Weeks that end in January, with New Year among them."""


def over(start, *counts, ends=None, days=7, **fields):
    """A request for the pool that starts on another day than the others."""
    return pool(*counts or SEEN, ends=ends, period_days=days, **fields) | {"start": start}


OVER_NEW_YEAR = {
    "before it": over("2026-12-14", scope=items(25), deadline=weeks(4), risks=RISKS[:1]),
    "after it": over("2027-01-18", scope=items(60), deadline=weeks(9), team=TEAM),
    "of 52 weeks": over("2026-01-12", scope=items(60), deadline=weeks(9)),
    "told by the history's end": over(None, ends="2027-01-13", scope=items(40), deadline=weeks(6)),
    "long after the history": over("2027-06-01", ends="2027-01-10", deadline=weeks(6)),
    "from a Friday": over("2026-12-18", scope=items(40), deadline=date("2027-01-06")),
    "from a Saturday": over("2027-01-16", scope=items(40), deadline=date("2027-03-04")),
    "days": over(
        "2027-01-13", *([1, 2, 0, 1, 3, 0, 0] * 9), days=1, scope=items(50), deadline=weeks(9)
    ),
    "fortnights": over(
        "2027-01-20", 9, 12, 8, 11, 7, days=14, scope=items(70), deadline=date("2027-12-29")
    ),
    "four weeks at a time": over(
        "2026-11-30", 20, 25, 19, 22, days=28, deadline=date("2026-12-30"), scope=items(40)
    ),
    "days off": over(
        "2026-12-14",
        scope=items(25),
        deadline=date("2027-01-07"),
        calendar={"days_off": ["2026-12-23", "2026-12-24", "2026-12-25", "2027-01-01"]},
    ),
    "other workdays": over(
        "2026-12-16",
        scope=items(25),
        deadline=date("2027-01-05"),
        calendar={"workdays": [6, 0, 1], "days_off": ["2026-12-28"]},
        team={"size": 4, "changes": [{"week": 2, "size": 5}]},
    ),
    "on the first day there is": over("1970-01-01", *SEEN, days=28, scope=items(25)),
}

LEARNED = {
    **NAMED,
    **{f"pool, New Year, {name}": case for name, case in OVER_NEW_YEAR.items()},
    **{f"pool, {name}": case | {"pace_model": "pool"} for name, case in drawn(8, seed=11).items()},
}
