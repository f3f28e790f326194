"""A workshop's cases as requests: what was asked of each group, and the answers that are known.

Items finished per week, oldest first; impact = items a risk adds, (low, mode, high); cost in BRL
per person and week; deadline in whole weeks. Of the demo and of the paper exercise the exact
answers are known; of the cases only the questions.
"""

START = "2026-11-23"


def _request(history, items, weeks=None, team=None, risks=()):
    request = {"history": {"counts": history}, "scope": {"items": items}, "start": START}
    if weeks is not None:
        request["deadline"] = {"weeks": weeks}
    if team is not None:
        size, rate = team
        request["team"] = {"size": size, "cost_per_person_week": rate}
    if risks:
        request["risks"] = [
            {
                "name": f"Risk {n}",
                "probability": probability,
                "impact": {"low": low, "mode": mode, "high": high},
            }
            for n, (probability, low, mode, high) in enumerate(risks, start=1)
        ]
    return request


DEMO = _request(
    [8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10],
    120,
    20,
    (8, 6000),
    [(0.4, 8, 12, 20), (0.3, 5, 8, 15), (0.6, 3, 5, 10)],
)

PAPER = _request([3, 5, 4, 6, 5, 4, 6, 5], 30)

PAPER_CHANCES = {5: 0.001, 6: 0.3445, 7: 0.5800, 8: 0.0735, 9: 0.0011}
"""Chance that the thirty items of the paper exercise take exactly so many weeks."""

CASES = {
    "cloud migration": _request(
        [5, 6, 8, 5, 9, 7, 6, 10, 7, 8, 6, 4, 6, 8, 9],
        80,
        15,
        (5, 5500),
        [(0.25, 5, 8, 12), (0.4, 8, 12, 20)],
    ),
    "delivery app": _request(
        [10, 12, 8, 14, 11, 9, 13, 10, 12, 11, 15, 10, 11, 14, 13, 9],
        150,
        16,
        (10, 4800),
        [(0.7, 10, 15, 25), (0.5, 8, 12, 18), (0.3, 5, 8, 12)],
    ),
    "project office": _request(
        [4, 5, 3, 6, 5, 4, 7, 5, 4, 2, 3, 6, 4, 5, 2, 7, 5],
        45,
        12,
        (3, 7000),
        [(0.8, 5, 10, 15), (0.4, 3, 5, 8)],
    ),
    "data protection": _request(
        [7, 9, 6, 10, 8, 7, 11, 9, 8, 10, 7, 8, 4, 9, 11],
        95,
        14,
        (6, 6500),
        [(0.6, 10, 15, 25), (0.5, 8, 12, 18)],
    ),
    "launch to earn": _request(
        [15, 18, 12, 20, 16, 14, 22, 17, 19, 16, 21, 18, 16, 21, 18],
        200,
        14,
        (15, 5200),
        [(0.5, 20, 30, 50), (0.4, 15, 25, 40), (0.6, 10, 15, 20)],
    ),
    "old system": _request(
        [5, 7, 4, 8, 6, 5, 9, 6],
        65,
        14,
        (7, 8000),
        [(0.7, 8, 15, 25), (0.5, 5, 10, 15)],
    ),
}
