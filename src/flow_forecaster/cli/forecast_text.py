"""An answer as a short page of text."""

from __future__ import annotations

from collections.abc import Iterator

from flow_forecaster.cli.tables import printable, table
from flow_forecaster.domain.language import Language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import ForecastResult

NOTHING = "-"


def forecast_text(answer: ForecastResult, asked: ForecastRequest, language: Language) -> str:
    """The sentence, the table by confidence, the odds, the risks, the levers and the notes."""
    parts = [
        answer.sentence,
        _by_confidence(answer, asked, language),
        "\n".join(_odds(answer, language)),
        _risks(answer, language),
        _levers(answer, language),
        "\n".join([*answer.history.notes, answer.model.explanation]),
    ]
    return "\n\n".join(filter(None, parts))


def _by_confidence(answer: ForecastResult, asked: ForecastRequest, language: Language) -> str:
    _ = language.gettext
    columns = [[_("Confidence"), *map(language.percent, asked.percentiles)]]
    if answer.when:
        late = _("after ten years")
        dates = [language.date(one.date) if one.date else late for one in answer.when]
        columns += [[_("Done by"), *dates]]
        columns += [[_("Weeks"), *(_number(one.weeks, language) for one in answer.when)]]
    if answer.how_many:
        items = [language.number(one.items) for one in answer.how_many]
        columns += [[_("Items by the deadline"), *items]]
    if answer.cost:
        currency = asked.team.currency
        amounts = [
            NOTHING if one.amount is None else language.money(one.amount, currency)
            for one in answer.cost
        ]
        columns += [[_("Cost"), *amounts]]
    head, *rows = zip(*columns, strict=True)
    return table(head, rows)


def _odds(answer: ForecastResult, language: Language) -> Iterator[str]:
    deadline = answer.deadline
    if deadline and deadline.chance is not None:
        yield language.gettext(
            "Chance of the deadline, {date}: {chance}",
            date=language.date(deadline.date),
            chance=language.percent(deadline.chance),
        )
        if answer.risks and deadline.chance_without_risks is not None:
            yield language.gettext(
                "Without the risks: {chance}",
                chance=language.percent(deadline.chance_without_risks),
            )
    if answer.not_finished > 0:
        yield language.gettext(
            "Not done in ten years: {share} of futures", share=language.percent(answer.not_finished)
        )


def _risks(answer: ForecastResult, language: Language) -> str:
    if not answer.risks:
        return ""
    _ = language.gettext
    head = [_("Risk"), _("Weeks it adds at 85%"), _("Chance of the deadline without it")]
    rows = [
        [
            printable(risk.name),
            _number(risk.weeks_added_at_p85, language),
            NOTHING if risk.chance_if_removed is None else language.percent(risk.chance_if_removed),
        ]
        for risk in answer.risks
    ]
    return table(head, rows)


def _levers(answer: ForecastResult, language: Language) -> str:
    levers = answer.levers
    if levers is None:
        return ""
    _ = language.gettext
    date = levers.earliest_date
    rows = [
        [_("Most items"), _number(levers.most_items, language)],
        [_("Fewest people, supposing pace in proportion"), _number(levers.fewest_people, language)],
        [_("Earliest date"), NOTHING if date is None else language.date(date)],
    ]
    return table([_("What fits with 85% confidence, each alone"), ""], rows)


def _number(value: float | None, language: Language) -> str:
    return NOTHING if value is None else language.number(value)
