"""Forecasts and a project as they would have been kept."""

import datetime as dt

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.project import Project, ProjectContent
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.saved import Distribution, Outcome, SavedForecast
from flow_forecaster.services.exports.answered import Exported
from flow_forecaster.services.forecast import forecast
from tests.data.workshop import CASES

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
CASE = CASES["cloud migration"] | {"pace_model": "resample"}
"""Of a pace model that stays what it is, whatever the default."""
HISTORY = CASE["history"]["counts"]
NEVER = {
    "history": {"counts": [1, 0, 0, 0, 0, 0, 0]},
    "scope": {"items": 150},
    "deadline": {"weeks": 100},
    "pace_model": "resample",
}
SHORT = {"history": {"counts": [3, 5, 4, 6, 5]}, "pace_model": "resample"}
ONLY_SCOPE = SHORT | {"scope": {"items": 30}}
ONLY_DEADLINE = SHORT | {"deadline": {"weeks": 10}}
HARD_NAMES = (
    "Ação \N{EN DASH} “núvem” ≥ 2 → fim",
    "🚀👩🏽‍💻 emoji",
    "中文项目 مشروع עברית",
    "quotes \" and ' and; commas, too",
    "two\nlines",
    "x" * 200,
    "=1+1",
    "$a$ and {b} & <c>",
)
EVERYTHING = CASE | {
    "history": {"counts": HISTORY, "last_period_end": "2026-11-22"},
    "scope": {
        "low": 70,
        "high": 90,
        "complexity": "medium",
        "split_rate": {"low": 1.0, "high": 1.25},
    },
    "team": CASE["team"]
    | {"focus": 0.9, "history_size": 4.5, "changes": [{"week": 3, "size": 6.0}]},
    "calendar": {
        "days_off": ["2026-12-24"],
        "workdays": [0, 1, 2, 3],
        "holidays": {"country": "BR", "subdivision": "SP"},
    },
    "percentiles": [0.5, 0.85, 0.975],
    "verdict": {"go": 0.8, "adjust": 0.4},
}


def answered(request=CASE, language="en", name="Cloud migration", note=""):
    """A forecast, and its answer in a language."""
    asked = check_request(request, ForecastRequest)
    answer = forecast(asked, today=TODAY, language=load_language(language))
    return Exported(name, asked, answer, TODAY, note)


def with_risks(n, name="Risk {n}"):
    """The case with many small risks."""
    impact = {"low": 1, "mode": 2, "high": 3}
    risks = [
        {"name": name.replace("{n}", str(index))[:200], "probability": 0.1, "impact": impact}
        for index in range(n)
    ]
    return CASE | {"risks": risks}


def saved(number, *, name=None, request=CASE, base_id=None, outcome=None):
    """The forecast made so many weeks after the first."""
    day = TODAY + dt.timedelta(weeks=number)
    one = answered(request | {"start": day.isoformat()}, "pt-BR", name or f"Week {number}")
    return SavedForecast(
        id=f"forecast {number}",
        project_id="project",
        base_id=base_id,
        name=one.name,
        note=one.note,
        request=one.request,
        today=day,
        result=one.result,
        distribution=Distribution(),
        outcome=outcome,
        version=1,
        created_at=NOW + dt.timedelta(weeks=number),
    )


def project(**content):
    """Ana's project."""
    known = {"name": "Cloud", "history": {"counts": HISTORY, "last_period_end": "2026-11-22"}}
    return Project("project", "ana", ProjectContent.model_validate(known | content), 1, NOW, NOW)


def four_forecasts():
    """Three over time, the last one with its outcome, and a scenario of the second."""
    finished = Outcome(finished_on=dt.date(2027, 3, 5))
    return [
        saved(3, outcome=finished),
        saved(2, name="What if", base_id="forecast 1"),
        saved(1),
        saved(0),
    ]
