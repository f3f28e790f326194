"""Write the vectors that hold the page's kernel to the engine: requests, and the server's answers.

Run it after a change of the engine that changes numbers: `python -m scripts.write_vectors`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.plan import Plan, make_plan
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.engine import VERSION
from flow_forecaster.engine.answers import ForecastNumbers
from flow_forecaster.engine.forecast import forecast_numbers
from flow_forecaster.services.forecast import forecast
from tests.vectors.kernel_cases import PLAIN, REFUSED, TODAY
from tests.vectors.learned_cases import LEARNED

PLACE = Path(__file__).resolve().parents[1] / "tests" / "vectors" / "kernel.json"

ANSWERED = {**PLAIN, **LEARNED}

SHOWN_WEEKS = 60
"""Weeks of the curve and the cone that are kept, beside their lengths."""

CURVE_DIGITS = 13
"""Decimals of the curve, more than the server sends."""


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The server's numbers for a request: what the kernel gives too, unrounded."""
    request = check_request(asked, ForecastRequest)
    result = forecast(request, today=TODAY, language=load_language("en")).model_dump(mode="json")
    plan = make_plan(request, today=TODAY)
    numbers = forecast_numbers(plan.question)
    del result["sentence"]
    result["model"] = {"pace": result["model"]["pace"]}
    for when in result["when"]:
        del when["weeks_between"]
    result["cone"] = {
        "n_weeks": len(result["cone"]["items_by_week"][0]),
        "items_by_week": [items[:SHOWN_WEEKS] for items in result["cone"]["items_by_week"]],
        "edge": result["cone"]["edge"],
    }
    promised = numbers.deadline.how_many_promised if numbers.deadline else None
    return {**result, **_history(plan), **_scope(plan, result, numbers), "promised_items": promised}


def sentence(asked: dict[str, Any]) -> str:
    """What the server says of a request's answer, as the page says it too."""
    request = check_request(asked, ForecastRequest)
    return forecast(request, today=TODAY, language=load_language("en")).sentence


def _history(plan: Plan) -> dict[str, Any]:
    summary = plan.summary
    return {
        "history": {
            "n": summary.n_periods,
            "mean": summary.mean,
            "counts": plan.counts.tolist(),
            "period_weeks": plan.step_weeks,
        },
        "facts": {
            "is_short": summary.is_short,
            "is_constant": summary.is_constant,
            "n_zero": summary.n_zero,
            "recent_change": summary.recent_change,
        },
    }


def _scope(plan: Plan, result: dict[str, Any], numbers: ForecastNumbers) -> dict[str, Any]:
    scope = numbers.scope
    if scope is None:
        return {"scope": None, "curve": None, "promise": None}
    weeks = plan.weeks(scope.promise_week)
    date = plan.date(weeks)
    by_week = plan.by_week(
        [round(chance, CURVE_DIGITS) for chance in scope.chance_by_week.tolist()]
    )
    return {
        "scope": {**result["scope"], "expected": scope.expected_items},
        "curve": {"n_weeks": len(by_week), "chance_by_week": list(by_week[:SHOWN_WEEKS])},
        "promise": {"weeks": weeks, "date": date and date.isoformat()},
    }


def vectors() -> dict[str, Any]:
    """Every case with its answer, and those that are refused with the reason."""
    answered = [
        {"name": name, "request": request, "answer": answer(request), "sentence": sentence(request)}
        for name, request in ANSWERED.items()
    ]
    refused = [
        {"name": name, "request": request, "because": because}
        for name, (request, because) in REFUSED.items()
    ]
    today = TODAY.isoformat()
    return {"engine": VERSION, "today": today, "answered": answered, "refused": refused}


def _text(made: dict[str, Any]) -> str:
    """JSON with a line for each case."""
    lines = []
    for name, value in made.items():
        if isinstance(value, list):
            cases = ",\n".join(json.dumps(case, separators=(",", ":")) for case in value)
            lines.append(f'"{name}": [\n{cases}\n]')
        else:
            lines.append(f'"{name}": {json.dumps(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    PLACE.write_text(_text(vectors()), encoding="utf-8")
