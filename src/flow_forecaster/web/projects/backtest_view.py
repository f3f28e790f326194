"""A backtest of a project as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from flow_forecaster.domain.backtest import BacktestResult, QuestionScores
from flow_forecaster.domain.job import Json
from flow_forecaster.domain.language import Language
from flow_forecaster.domain.plan import AUTO
from flow_forecaster.domain.project import Project
from flow_forecaster.engine.quantile_pace import QUANTILES
from flow_forecaster.web.projects.choices import BOOSTED_TREES, PACE_MODELS

NAMES = PACE_MODELS | {QUANTILES: BOOSTED_TREES}


@dataclass(frozen=True, slots=True)
class Row:
    """One model under one question; ``kept`` has a share and its range for each promise."""

    model: str
    name: str
    kept: tuple[tuple[str, str], ...]
    error: str
    error_range: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its models, and on how many forecasts."""

    heading: str
    cases: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What the page says; ``suggested`` is a pace model's key."""

    questions: tuple[Question, ...]
    promises: tuple[str, ...]
    windows: str
    suggested: str
    suggested_name: str
    sentence: str
    boosted: str
    offers_boosted: bool
    uses_boosted: bool
    few: str
    is_used: bool


def view(result: Json, project: Project, language: Language) -> View:
    """The result of a job, in words."""
    found = BacktestResult.model_validate(result)
    suggested = found.suggestion.model
    questions = (
        _question(found, "how_many", language.gettext("How many items"), language),
        _question(found, "when", language.gettext("When it is done"), language),
    )
    used = project.content.pace_model
    uses_boosted = project.content.current_quantiles is not None
    levels = found.models[0].when.promises
    return View(
        questions=questions,
        promises=tuple(language.percent(one.confidence) for one in levels),
        windows=", ".join(map(language.number, found.windows)),
        suggested=suggested,
        suggested_name=_name(suggested, language),
        sentence=_sentence(found, language),
        boosted=_boosted(found, language),
        few=found.few_sentence(language),
        offers_boosted=found.boosted is not None and found.boosted.quantiles is not None,
        uses_boosted=uses_boosted,
        is_used=not uses_boosted and suggested == (AUTO if used == "auto" else used),
    )


def _question(found: BacktestResult, which: str, heading: str, language: Language) -> Question:
    scores: list[tuple[str, QuestionScores]] = [
        (one.model, getattr(one, which)) for one in found.models
    ]
    plain = scores[0][1]
    rows = tuple(
        _row(model, of_model, language, is_suggested=model == found.suggestion.model)
        for model, of_model in scores
    )
    return Question(heading, plain.cases_sentence(language), rows)


def _row(model: str, scores: QuestionScores, language: Language, *, is_suggested: bool) -> Row:
    low, high = scores.interval
    is_measure = model == "resample"
    return Row(
        model=model,
        name=_name(model, language),
        kept=tuple(
            (language.nearest_percent(one.share), _range(one.interval, language))
            for one in scores.promises
        ),
        error=language.gettext("the measure")
        if is_measure
        else language.signed_change(scores.crps_vs_resample),
        error_range="" if is_measure else _signed_range(low, high, language),
        is_suggested=is_suggested,
    )


def _sentence(found: BacktestResult, language: Language) -> str:
    suggestion = found.suggestion
    model = _name(suggestion.model, language)
    if suggestion.model == suggestion.best:
        return language.gettext("Suggestion: “{model}”. It had the smallest error.", model=model)
    return language.gettext(
        "Suggestion: “{model}”. It is the simplest that chance alone may have set behind “{best}”.",
        model=model,
        best=_name(suggestion.best, language),
    )


def _boosted(found: BacktestResult, language: Language) -> str:
    if found.boosted is None:
        return ""
    return found.boosted.sentence(language, f"“{_name(found.boosted.against, language)}”")


def _name(model: str, language: Language) -> str:
    return language.gettext(NAMES[model])


def _range(ends: tuple[float, float], language: Language) -> str:
    low, high = (language.nearest_percent(end) for end in ends)
    return language.gettext("{low} to {high}", low=low, high=high)


def _signed_range(low: float, high: float, language: Language) -> str:
    ends = language.signed_change(low), language.signed_change(high)
    return language.gettext("{low} to {high}", low=ends[0], high=ends[1])
