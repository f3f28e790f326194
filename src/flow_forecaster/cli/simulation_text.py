"""A simulation as a short page of text."""

from __future__ import annotations

from collections.abc import Iterator

from flow_forecaster.cli.tables import table
from flow_forecaster.domain.language import Language
from flow_forecaster.domain.request import SimulationRequest
from flow_forecaster.domain.result import SimulationResult, Spread

NOTHING = "-"


def simulation_text(answer: SimulationResult, asked: SimulationRequest, language: Language) -> str:
    """The table by confidence, the odds, and what was drawn."""
    return "\n\n".join(
        [
            _by_confidence(answer, asked, language),
            "\n".join(_odds(answer, language)),
        ]
    )


def _by_confidence(answer: SimulationResult, asked: SimulationRequest, language: Language) -> str:
    _ = language.gettext
    confidences = map(language.percent, answer.weeks.confidence)
    columns = [
        [_("Confidence"), *confidences],
        [_("Weeks"), *_numbers(answer.weeks, language)],
        [_("Person-weeks"), *_numbers(answer.effort_person_weeks, language)],
    ]
    if answer.cost:
        currency = asked.team.currency
        amounts = (
            NOTHING if value is None else language.money(value, currency)
            for value in answer.cost.values
        )
        columns += [[_("Cost"), *amounts]]
    head, *rows = zip(*columns, strict=True)
    return table(head, rows)


def _odds(answer: SimulationResult, language: Language) -> Iterator[str]:
    if answer.chance is not None:
        yield language.gettext(
            "Futures that make the deadline: {share}", share=language.percent(answer.chance)
        )
    if answer.not_finished > 0:
        yield language.gettext(
            "Not done in ten years: {share} of futures", share=language.percent(answer.not_finished)
        )
    yield language.ngettext(
        "{n} future drawn with seed {seed}, from {date} on.",
        "{n} futures drawn with seed {seed}, from {date} on.",
        answer.trials,
        seed=answer.seed,
        date=language.date(answer.start),
    )


def _numbers(spread: Spread, language: Language) -> Iterator[str]:
    for value in spread.values:
        yield NOTHING if value is None else language.number(value)
