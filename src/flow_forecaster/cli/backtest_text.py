"""A backtest as a short page of text."""

from __future__ import annotations

from babel.numbers import format_percent

from flow_forecaster.cli.tables import printable, table
from flow_forecaster.domain.backtest import BacktestResult, Kept, QuestionScores
from flow_forecaster.domain.language import Language

PROMISE = 0.85


def backtest_text(result: BacktestResult, language: Language) -> str:
    """A table for each question, what was left out, and the suggestion."""
    _ = language.gettext
    parts = [
        language.ngettext(
            "{n} history, forecast from {windows} past weeks at a time.",
            "{n} histories, forecast from {windows} past weeks at a time.",
            result.histories,
            windows=", ".join(map(str, result.windows)),
        ),
        _question(_("How many"), result, "how_many", language),
        _question(_("When"), result, "when", language),
        _left_out(result, language),
        result.few_sentence(language),
        _suggestion(result, language),
        _boosted(result, language),
    ]
    return "\n\n".join(filter(None, parts))


def _boosted(result: BacktestResult, language: Language) -> str:
    """Whether the boosted trees, if they were tested, won by more than chance."""
    if result.boosted is None:
        return ""
    return result.boosted.sentence(language, result.boosted.against)


def _question(heading: str, result: BacktestResult, question: str, language: Language) -> str:
    _ = language.gettext
    head = [heading, _("Error against resample"), _("90% range"), _("85% kept"), _("90% range")]
    rows = [
        [scores.model, *_cells(getattr(scores, question), language)] for scores in result.models
    ]
    cases = getattr(result.models[0], question).cases_sentence(language)
    return f"{table(head, rows)}\n{cases}"


def _cells(scores: QuestionScores, language: Language) -> list[str]:
    promise = next(one for one in scores.promises if one.confidence == PROMISE)
    return [
        _change(scores.crps_vs_resample, language),
        " … ".join(_change(end, language) for end in scores.interval or (None,)),
        language.percent(promise.share),
        _range(promise, language),
    ]


def _range(promise: Kept, language: Language) -> str:
    return " … ".join(language.percent(end) for end in promise.interval)


def _change(change: float | None, language: Language) -> str:
    """A change with its sign; a dash where plain resampling made no error to compare with."""
    if change is None:
        return "–"  # noqa: RUF001 - a dash, no hyphen
    return format_percent(change, "+#,##0.0%;-#,##0.0%", locale=language.locale)


def _left_out(result: BacktestResult, language: Language) -> str:
    if not result.left_out:
        return ""
    return language.gettext(
        "Left out, as too short: {names}", names=", ".join(map(printable, result.left_out))
    )


def _suggestion(result: BacktestResult, language: Language) -> str:
    suggestion = result.suggestion
    if suggestion.model == suggestion.best:
        return language.gettext(
            "Suggestion: {model}. It had the smallest error.", model=suggestion.model
        )
    return language.gettext(
        "Suggestion: {model}. It is the simplest that chance alone may have set behind {best}.",
        model=suggestion.model,
        best=suggestion.best,
    )
