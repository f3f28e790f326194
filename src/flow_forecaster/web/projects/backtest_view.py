"""A backtest of a project as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from flow_forecaster.domain.backtest import (
    BacktestCell,
    BacktestResult,
    QuestionScores,
    WindowHorizonCell,
)
from flow_forecaster.domain.job import Json
from flow_forecaster.domain.language import Language
from flow_forecaster.domain.plan import AUTO
from flow_forecaster.domain.project import Project
from flow_forecaster.engine.quantile_pace import QUANTILES
from flow_forecaster.web.projects.choices import BOOSTED_TREES, PACE_MODELS

NONE = "–"  # noqa: RUF001 - a dash, no hyphen

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
class Cell:
    """The suggested model at one length of history and one number of weeks ahead."""

    window: str
    horizon: str
    cases: str
    kept: str
    error: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its models, and on how many forecasts; ``ahead`` names its horizons."""

    heading: str
    ahead: str
    cases: str
    cells: tuple[Cell, ...]
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
    how_many = language.gettext("How many items"), language.gettext("Weeks ahead")
    when = language.gettext("When it is done"), language.gettext("Weeks of work")
    questions = (
        _question(found, "how_many", how_many, language),
        _question(found, "when", when, language),
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
        offers_boosted=_offers_boosted(found),
        uses_boosted=uses_boosted,
        is_used=not uses_boosted and suggested == (AUTO if used == "auto" else used),
    )


def _question(
    found: BacktestResult, which: str, words: tuple[str, str], language: Language
) -> Question:
    scores: dict[str, QuestionScores] = {one.model: getattr(one, which) for one in found.models}
    suggested = QUANTILES if _offers_boosted(found) else found.suggestion.model
    rows = tuple(
        _row(model, of_model, language, is_suggested=model == suggested)
        for model, of_model in scores.items()
    )
    cells = scores[found.suggestion.model].by_window_and_horizon
    heading, ahead = words
    return Question(
        heading,
        ahead,
        scores["resample"].cases_sentence(language),
        tuple(_cell(cell, language) for cell in cells),
        rows,
    )


def _cell(cell: WindowHorizonCell, language: Language) -> Cell:
    return Cell(
        window=language.number(cell.window),
        horizon=language.number(cell.horizon),
        cases=language.number(cell.cases),
        kept=language.nearest_percent(cell.kept["0.85"]),
        error=_error(cell, language),
    )


def _row(model: str, scores: QuestionScores, language: Language, *, is_suggested: bool) -> Row:
    is_measure = model == "resample"
    return Row(
        model=model,
        name=_name(model, language),
        kept=tuple(
            (language.nearest_percent(one.share), _range(one.interval, language))
            for one in scores.promises
        ),
        error=language.gettext("the measure") if is_measure else _error(scores, language),
        error_range="" if is_measure else _signed_range(scores.interval, language),
        is_suggested=is_suggested,
    )


def _sentence(found: BacktestResult, language: Language) -> str:
    suggestion = found.suggestion
    model = _name(suggestion.model, language)
    if _offers_boosted(found):
        return language.gettext("Without the trees, the suggestion is “{model}”.", model=model)
    if suggestion.model == suggestion.best:
        return language.gettext("Suggestion: “{model}”. It had the smallest error.", model=model)
    return language.gettext(
        "Suggestion: “{model}”. It is the simplest that chance alone may have set behind “{best}”.",
        model=model,
        best=_name(suggestion.best, language),
    )


def _offers_boosted(found: BacktestResult) -> bool:
    return found.boosted is not None and found.boosted.quantiles is not None


def _boosted(found: BacktestResult, language: Language) -> str:
    if found.boosted is None:
        return ""
    return found.boosted.sentence(language, f"“{_name(found.boosted.against, language)}”")


def _name(model: str, language: Language) -> str:
    return language.gettext(NAMES[model])


def _range(ends: tuple[float, float], language: Language) -> str:
    low, high = (language.nearest_percent(end) for end in ends)
    return language.gettext("{low} to {high}", low=low, high=high)


def _error(scores: BacktestCell, language: Language) -> str:
    """A dash where plain resampling made no error to compare with."""
    change = scores.crps_vs_resample
    return NONE if change is None else language.signed_change(change)


def _signed_range(ends: tuple[float, float] | None, language: Language) -> str:
    if ends is None:
        return ""
    low, high = map(language.signed_change, ends)
    return language.gettext("{low} to {high}", low=low, high=high)
