"""Requests that the server and the page's kernel must answer alike, and those that both refuse."""

import datetime as dt
import random

from tests.data.workshop import CASES, DEMO, PAPER, START

TODAY = dt.date(2026, 11, 23)

HISTORY = [5, 6, 8, 5, 9, 7, 6, 10, 7, 8, 6, 4]
DEMO_HISTORY = DEMO["history"]["counts"]


def ask(*counts, period_days=7, ends=None, start=START, **fields):
    """A request for plain resampling; fields with a value of None are left out."""
    history = {"counts": list(counts or HISTORY)}
    if period_days != 7:
        history["period_days"] = period_days
    if ends:
        history["last_period_end"] = ends
    fields = {"start": start, **fields, "pace_model": "resample"}
    return {"history": history} | {name: one for name, one in fields.items() if one is not None}


def risk(probability, low, mode, high, name="Risk"):
    impact = {"low": low, "mode": mode, "high": high}
    return {"name": name, "probability": probability, "impact": impact}


def items(number, **more):
    return {"items": number, **more}


def span(low, high, **more):
    return {"low": low, "high": high, **more}


def split(low, high):
    return {"split_rate": {"low": low, "high": high}}


def weeks(number):
    return {"weeks": number}


def date(day):
    return {"date": day}


RISKS = [risk(0.4, 8, 12, 20, "A"), risk(0.3, 5, 8, 15, "B"), risk(0.6, 3, 5, 10, "C")]
EDGES = [risk(1, 2.5, 2.5, 2.5, "sure"), risk(0, 10, 20, 30, "never"), risk(0.5, 0, 0, 9, "down")]
MANY = [risk(0.05 + 0.045 * n, n % 4, n, n + 0.5 * n, f"R{n}") for n in range(1, 21)]
TEAM = {"size": 5, "cost_per_person_week": 5500}
NEW_YEAR = {"days_off": ["2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01", "2027-01-06"]}

NAMED = {
    **{name: case | {"pace_model": "resample"} for name, case in CASES.items()},
    **{
        f"{name}, no risks": case | {"pace_model": "resample", "risks": []}
        for name, case in CASES.items()
    },
    "demo": DEMO | {"pace_model": "resample"},
    "paper exercise": PAPER | {"pace_model": "resample"},
    "only a scope": ask(scope=items(40)),
    "only a deadline": ask(deadline=weeks(10)),
    "only a deadline, inside a week": ask(deadline=date("2027-02-03"), team={"focus": 0.8}),
    "weeks of 1 or 3 items, three items": ask(1, 3, scope=items(3), deadline=weeks(2)),
    "one item": ask(scope=items(1), deadline=weeks(1)),
    "one item, one week of history": ask(1, scope=items(1), deadline=weeks(1)),
    "one week of history": ask(7, scope=items(50), deadline=weeks(8)),
    "one slow week of history": ask(1, scope=items(30), deadline=weeks(29), risks=RISKS),
    "one fractional week of history": ask(2.3, scope=items(30), deadline=weeks(14)),
    "two weeks of history": ask(2, 6, scope=items(30), deadline=weeks(8), risks=RISKS[:1]),
    "every week the same": ask(6, 6, 6, 6, 6, scope=items(60), deadline=weeks(10)),
    "weeks of zero": ask(0, 4, 0, 7, 0, 3, 5, 0, scope=items(40), deadline=weeks(20), risks=RISKS),
    "hardly anything finished": ask(0, 0, 0, 0, 0, 0, 0, 1, scope=items(20), deadline=weeks(200)),
    "not finished": ask(0, 0, 0, 0, 0, 0, 0, 1, scope=items(60), deadline=weeks(500), team=TEAM),
    "never finished": ask(0, 1, 0, 0, scope=items(400), deadline=weeks(52), risks=RISKS),
    "fractional counts": ask(2.5, 3.25, 4, 1.1, scope=items(33), deadline=weeks(12), risks=RISKS),
    "a wild history": ask(0, 120, 3, 0, 45, 1, scope=items(300), deadline=weeks(12)),
    "a long history": ask(*[(n * 7) % 13 for n in range(60)], scope=items(90), deadline=weeks(16)),
    "a shifted history": ask(2, 3, 2, 3, 2, 9, 8, 9, 8, 9, scope=items(60), deadline=weeks(12)),
    "a history of 32 weeks": ask(*[n % 5 for n in range(31)], 4, scope=items(40)),
    "a range": ask(scope=span(70, 90), deadline=weeks(14), risks=RISKS[:2]),
    "a range of two": ask(scope=span(10, 11), deadline=weeks(2)),
    "a range from one": ask(scope=span(1, 200), deadline=weeks(20)),
    "medium": ask(scope=items(40, complexity="medium"), deadline=weeks(9)),
    "high": ask(scope=items(40, complexity="high"), deadline=weeks(12), risks=RISKS[:1]),
    "very high": ask(scope=items(40, complexity="very_high"), deadline=weeks(15)),
    "split": ask(scope=items(50, **split(1.0, 1.3)), deadline=weeks(10)),
    "split by a constant": ask(scope=items(45, **split(1.1, 1.1)), deadline=weeks(8)),
    "split into less": ask(scope=items(80, **split(0.5, 0.9)), deadline=weeks(8)),
    "high and split": ask(
        scope=items(30, complexity="high", **split(1.0, 1.3)), deadline=weeks(10), risks=RISKS
    ),
    "split more widely than medium": ask(
        scope=items(25, complexity="medium", **split(1.2, 3.0)), deadline=weeks(9)
    ),
    "a range, very high and split": ask(
        scope=span(12, 30, complexity="very_high", **split(1.1, 1.4)), deadline=weeks(14)
    ),
    "a range wider than is enumerated": ask(
        60, 75, 81, scope=span(100, 900, complexity="medium"), deadline=weeks(11)
    ),
    "risks that are sure, impossible, and falling": ask(
        scope=items(40), deadline=weeks(8), risks=EDGES
    ),
    "a risk of half an item": ask(
        scope=items(12), deadline=weeks(2), risks=[risk(0.5, 0, 0.4, 1.2)]
    ),
    "twenty risks": ask(scope=items(60), deadline=weeks(22), risks=MANY, team=TEAM),
    "risks without a deadline": ask(scope=items(60), risks=RISKS),
    "a deadline inside a week": ask(scope=items(60), deadline=date("2027-01-28"), risks=RISKS[:1]),
    "a deadline on a weekend": ask(scope=items(60), deadline=date("2027-01-23")),
    "a deadline on the next day": ask(scope=items(3), deadline=date("2026-11-24")),
    "a deadline that nobody can meet": ask(scope=items(400), deadline=weeks(3)),
    "a start inside a week": ask(
        scope=items(50), start="2026-11-26", deadline=date("2027-01-29"), calendar=NEW_YEAR
    ),
    "the start is the day after the history": ask(scope=items(30), start=None, ends="2026-11-20"),
    "the start is today": ask(scope=items(30), start=None, deadline=date("2027-01-01")),
    "days off": ask(scope=items(60), deadline=weeks(9), calendar=NEW_YEAR, risks=RISKS[:1]),
    "days off before a deadline inside a week": ask(
        scope=items(40), deadline=date("2027-01-07"), calendar=NEW_YEAR, team=TEAM
    ),
    "weeks of six days": ask(
        scope=items(60),
        deadline=date("2027-01-30"),
        calendar={"workdays": [0, 1, 2, 3, 4, 5], "days_off": ["2026-12-25", "2027-01-02"]},
    ),
    "a month off": ask(
        scope=items(60),
        deadline=date("2027-02-17"),
        calendar={"days_off": [f"2026-12-{day:02}" for day in range(1, 32)]},
    ),
    "focus": ask(scope=items(60), deadline=weeks(14), team={"size": 4, "focus": 0.65}),
    "more focus": ask(scope=items(61), deadline=weeks(7), team={"focus": 1.5}, risks=RISKS[:1]),
    "a team larger than the history's": ask(
        scope=items(80),
        deadline=weeks(10),
        team={**TEAM, "size": 8, "history_size": 5},
        risks=RISKS,
    ),
    "a team smaller than the history's": ask(
        scope=items(30), deadline=weeks(12), team={**TEAM, "size": 2.5, "history_size": 6}
    ),
    "people who come and go": ask(
        scope=items(90),
        deadline=weeks(14),
        team={**TEAM, "changes": [{"week": 3, "size": 7}, {"week": 9, "size": 4}]},
        risks=RISKS[:2],
    ),
    "nobody for three weeks": ask(
        scope=items(50),
        deadline=date("2027-01-20"),
        team={"size": 3, "changes": [{"week": 2, "size": 0}, {"week": 5, "size": 3}]},
    ),
    "nobody ever again": ask(
        scope=items(50), deadline=weeks(9), team={**TEAM, "changes": [{"week": 4, "size": 0}]}
    ),
    "people, focus, days off and history of others": ask(
        scope=span(50, 70),
        deadline=date("2027-03-03"),
        team={
            **TEAM,
            "history_size": 6,
            "focus": 0.9,
            "changes": [{"week": 4, "size": 6.5}],
        },
        calendar=NEW_YEAR,
        risks=RISKS,
    ),
    "days": ask(
        *([1, 2, 0, 1, 3, 0, 0] * 6), 2, 1, period_days=1, scope=items(50), deadline=weeks(9)
    ),
    "fortnights": ask(
        11,
        14,
        12,
        9,
        16,
        period_days=14,
        scope=items(80),
        deadline=weeks(13),
        risks=RISKS,
        team=TEAM,
    ),
    "fortnights, days off, people": ask(
        11,
        14,
        9,
        period_days=14,
        scope=items(60),
        deadline=date("2027-02-11"),
        calendar=NEW_YEAR,
        team={**TEAM, "changes": [{"week": 4, "size": 6}]},
    ),
    "three weeks": ask(20, 17, 25, 19, period_days=21, scope=items(90), deadline=weeks(16)),
    "four weeks, to the end of the horizon": ask(
        3, 0, 2, period_days=28, scope=items(180), deadline=weeks(522), team=TEAM
    ),
    "other percentiles and verdict": ask(
        scope=items(80),
        deadline=weeks(12),
        percentiles=[0.1, 0.85, 0.999],
        verdict={"go": 0.7, "adjust": 0.3},
    ),
    "a thousand items": ask(
        40,
        55,
        61,
        38,
        47,
        52,
        66,
        49,
        scope=items(1000),
        deadline=weeks(22),
        risks=[risk(0.5, 90, 150, 300)],
    ),
    "a large range": ask(400, 520, 610, scope=span(3000, 4000), deadline=weeks(8)),
    "lots": ask(
        700,
        810,
        655,
        930,
        scope=items(20_000),
        deadline=weeks(27),
        risks=[risk(0.4, 500, 900, 2000)],
    ),
    "lots, multiplied": ask(
        700, 810, 655, 930, scope=items(9_000, complexity="medium"), deadline=date("2027-03-04")
    ),
    "a far deadline in units": ask(300, 410, 280, scope=items(50), deadline=weeks(60)),
}

REFUSED = {
    "nothing was finished": (ask(0, 0, 0, scope=items(5)), "no_progress"),
    "under a week of days": (ask(1, 2, period_days=1, scope=items(5)), "no_week"),
    "a deadline at the start": (ask(scope=items(5), deadline=date(START)), "not_after_start"),
    "a deadline past ten years": (ask(deadline=date("2036-11-25")), "too_far"),
    "no scope and no deadline": (ask(), "limits"),
    "a negative count": (ask(3, -1, scope=items(5)), "limits"),
    "an impact that falls": (ask(scope=items(5), risks=[risk(0.5, 3, 2, 9)]), "limits"),
    "too many items": (ask(scope=items(100_001)), "limits"),
    "a team that grows too much": (
        ask(scope=items(5), team={"size": 2, "changes": [{"week": 2, "size": 21}]}),
        "limits",
    ),
}


def drawn(n_cases=16, seed=7):
    """Requests in which everything may come together; the same every time."""
    rng = random.Random(seed)
    return {f"drawn {n}": _drawn(rng) for n in range(1, n_cases + 1)}


def _drawn(rng):
    low = rng.randint(5, 60)
    least = round(rng.uniform(0.7, 1.2), 2)
    split_rate = {"low": least, "high": round(least + rng.choice([0, 0.3, 0.8]), 2)}
    size = rng.randint(2, 9)
    mean = rng.choice([2, 5, 9])
    return ask(
        *[
            max(0, round(rng.gauss(mean, mean / 2), rng.choice([0, 0, 1])))
            for _ in range(rng.randint(2, 12))
        ],
        mean,
        scope=span(
            low,
            low + rng.choice([0, 1, 12]),
            complexity=rng.choice(["low", "medium", "high", "very_high"]),
            split_rate=split_rate,
        ),
        deadline=date((TODAY + dt.timedelta(days=rng.randint(20, 250))).isoformat()),
        risks=[
            risk(round(rng.random(), 2), *sorted(rng.randint(0, 15) for _ in range(3)), f"R{n}")
            for n in range(rng.randint(0, 4))
        ],
        team={
            "size": size,
            "history_size": rng.choice([size, 5, 6.5]),
            "cost_per_person_week": 1234.5,
            "focus": rng.choice([1.0, 1.0, 0.7, 1.25]),
            "changes": [{"week": rng.randint(2, 12), "size": size + 1}]
            if rng.random() < 0.5
            else [],
        },
        calendar=rng.choice([NEW_YEAR, {}, {"workdays": [1, 2, 3]}]),
        percentiles=sorted(round(rng.uniform(0.05, 0.99), 2) for _ in range(3)),
    )


PLAIN = {**NAMED, **drawn()}
