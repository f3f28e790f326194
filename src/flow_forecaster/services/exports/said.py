"""The words of an export, in the language of who reads it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from babel import dates

from flow_forecaster.domain import wording
from flow_forecaster.domain.language import LANGUAGES, N_, Language, load_language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import ForecastResult, HowMany, Verdict, When
from flow_forecaster.engine.history import summarise_history
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.reading import first_week, period_weeks, week_end

PRODUCT = "Flow Forecaster"

VERDICTS: dict[Verdict, str] = {"go": N_("GO"), "adjust": N_("ADJUST"), "no_go": N_("NO-GO")}

PACE_MODELS = {
    "auto": N_("Chosen for your history"),
    "resample": N_("Past weeks drawn again"),
    "bayesian": N_("Past weeks with uncertain weights"),
    "negative_binomial": N_("Negative binomial"),
    "reverting_level": N_("Recent weeks weigh more"),
    "reference_class": N_("Learned from other teams"),
    "pool": N_("Own weeks pooled with other teams"),
    "boosted": N_("Boosted trees"),
}

COMPLEXITIES = {
    "low": N_("As in the past"),
    "medium": N_("Somewhat more"),
    "high": N_("Much more"),
    "very_high": N_("Very much more"),
}

Words = TypeVar("Words", str, tuple[str, ...])


def sentence(answered: Answered, language: Language) -> str:
    """What to tell a sponsor; the sentence that was stored, if it can't be said again."""
    say = functools.partial(_sentence, answered.request, answered.result)
    return _again(say, answered.result.sentence, language)


def notes(answered: Answered, language: Language) -> tuple[str, ...]:
    """How far the history can be trusted."""

    def say(language: Language) -> tuple[str, ...]:
        summary = summarise_history(np.array(answered.result.history.counts))
        model = answered.result.model.pace
        return tuple(wording.history_notes(language, summary, period_weeks(answered), model=model))

    return _again(say, answered.result.history.notes, language)


def verdict(language: Language, verdict: Verdict) -> str:
    """The verdict in a word."""
    return language.gettext(VERDICTS[verdict])


def pace_model(language: Language, name: str) -> str:
    """How the history became a pace."""
    return language.gettext(PACE_MODELS[name]) if name in PACE_MODELS else name


def short_date(language: Language, day: dt.date) -> str:
    """A date for tables and pictures; never one that reads differently in two countries."""
    style = "medium" if language.code == "en" else "dd/MM/yyyy"
    return dates.format_date(day, style, locale=language.locale)


def day_and_month(language: Language, day: dt.date) -> str:
    """A date under an axis."""
    style = "d MMM" if language.code == "en" else "dd/MM"
    return dates.format_date(day, style, locale=language.locale)


def month_and_year(language: Language, day: dt.date) -> str:
    """A date under an axis of many years."""
    style = "MMM yyyy" if language.code == "en" else "MM/yyyy"
    return dates.format_date(day, style, locale=language.locale)


def done_by(language: Language, day: dt.date | None) -> str:
    """A date, or that it is past the horizon."""
    return short_date(language, day) if day else language.gettext("after ten years")


def percentile(confidence: float) -> str:
    """A confidence as it is called: P85."""
    return f"P{round(confidence * 100, 6):g}"


def made_on(answered: Answered, language: Language) -> str:
    """When the answer was made."""
    return language.gettext("Made on {date}", date=language.date(answered.today))


def source(answered: Answered, language: Language) -> str:
    """Where the numbers come from."""
    model = answered.result.model
    return " · ".join(
        (
            PRODUCT,
            made_on(answered, language),
            pace_model(language, model.pace),
            language.gettext("engine {version}", version=model.engine),
            model.digest,
        )
    )


def _again(say: Callable[[Language], Words | None], stored: Words, language: Language) -> Words:
    """Say it in this language, if what was stored are the same words in a language of ours."""
    if any(say(load_language(code)) == stored for code in LANGUAGES):
        return say(language) or stored
    return stored


def _sentence(request: ForecastRequest, result: ForecastResult, language: Language) -> str | None:
    if request.scope is None or result.curve is None:
        return _how_many_sentence(result, language)
    promise = _promise(result)
    if result.deadline is None or result.verdict is None or result.levers is None:
        return wording.scope_sentence(
            language, scope=request.scope, promise=promise, not_finished=result.not_finished
        )
    return wording.deadline_sentence(
        language,
        scope=request.scope,
        deadline=result.deadline,
        promise=promise,
        verdict=result.verdict,
        go=request.verdict.go,
        levers=result.levers,
    )


def _how_many_sentence(result: ForecastResult, language: Language) -> str | None:
    items = [one.items for one in result.how_many if one.confidence == PROMISE]
    if not items or result.deadline is None:
        return None
    promise = HowMany(confidence=PROMISE, items=items[0])
    return wording.how_many_sentence(language, deadline=result.deadline.date, promise=promise)


def _promise(result: ForecastResult) -> When:
    assert result.curve is not None
    weeks = first_week(result.curve.chance_by_week, PROMISE)
    day = None if weeks is None else week_end(result.start, weeks)
    return When(confidence=PROMISE, weeks=weeks, date=day, weeks_between=None)
