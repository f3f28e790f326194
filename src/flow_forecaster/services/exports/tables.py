"""The tables of an answer as words: by confidence, of risks, of what would make it fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flow_forecaster.domain.language import Language
from flow_forecaster.domain.request import Risk
from flow_forecaster.domain.result import RiskAnswer
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered

NOTHING = "-"

Table = tuple[list[str], list[list[str]]]


@dataclass(frozen=True, slots=True)
class WeighedRisk:
    """A risk as it was asked and what it costs, null where no scope was asked about."""

    asked: Risk
    answer: RiskAnswer


def weightiest_risks(answered: Answered) -> list[WeighedRisk]:
    """The risks by the weeks they add, the weightiest first."""
    pairs = zip(answered.request.risks, answered.result.risks, strict=False)
    risks = [WeighedRisk(asked, answer) for asked, answer in pairs]
    return sorted(risks, key=lambda risk: -(risk.answer.weeks_added_at_p85 or 0))


def confidence_table(answered: Answered, language: Language) -> Table:
    """For each confidence the date, the weeks, the items by the deadline and the cost."""
    result = answered.result
    _ = language.gettext
    columns = [[_("Confidence"), *map(said.percentile, answered.request.percentiles)]]
    if result.when:
        columns += [[_("Done by"), *(said.done_by(language, one.date) for one in result.when)]]
        columns += [[_("Weeks"), *(number(one.weeks, language) for one in result.when)]]
    if result.how_many:
        items = (language.number(one.items) for one in result.how_many)
        columns += [[_("Items by the deadline"), *items]]
    if result.cost:
        currency = answered.request.team.currency
        amounts = (
            NOTHING if one.amount is None else language.money(one.amount, currency)
            for one in result.cost
        )
        columns += [[_("Cost"), *amounts]]
    head, *rows = (list(row) for row in zip(*columns, strict=True))
    return head, rows


def risk_table(risks: Sequence[WeighedRisk], language: Language) -> Table:
    """For each risk its name, its chance, the weeks it adds and the chance without it."""
    _ = language.gettext
    head = [_("Risk"), _("Its chance"), _("Adds weeks"), _("Without it")]
    rows = [
        [
            risk.asked.name,
            language.percent(risk.asked.probability),
            _weeks_added(risk.answer.weeks_added_at_p85, language),
            NOTHING
            if risk.answer.chance_if_removed is None
            else language.percent(risk.answer.chance_if_removed),
        ]
        for risk in risks
    ]
    return head, rows


def lever_heading(answered: Answered, language: Language) -> str:
    """What the levers are: a way to get there, or the room that is left."""
    deadline, go = answered.result.deadline, answered.request.verdict.go
    percent = language.percent(go)
    if deadline and deadline.chance is not None and deadline.chance >= go:
        return language.gettext("The room that is left, at {percent}", percent=percent)
    return language.gettext("Any one of these reaches {percent}", percent=percent)


def lever_lines(answered: Answered, language: Language) -> list[str]:
    """What would make it fit, each alone, with what it is now."""
    levers, result = answered.result.levers, answered.result
    if levers is None or result.deadline is None or result.scope is None:
        return []
    lines = []
    if levers.most_items:
        items = language.ngettext("at most {n} item", "at most {n} items", levers.most_items)
        lines.append(_with_now(language, items, language.number(result.scope.stated)))
    if levers.fewest_people:
        people = language.ngettext("{n} person", "{n} people", levers.fewest_people)
        proportional = language.gettext("{people}, supposing pace in proportion", people=people)
        size = language.number(answered.request.team.size)
        lines.append(_with_now(language, proportional, size))
    if levers.earliest_date:
        date = said.short_date(language, levers.earliest_date)
        due = said.short_date(language, result.deadline.date)
        lines.append(_with_now(language, language.gettext("a deadline of {date}", date=date), due))
    return lines or [language.gettext("Neither less scope nor more people nor ten years do.")]


def number(value: float | None, language: Language) -> str:
    """A number, or a sign that there is none."""
    return NOTHING if value is None else language.number(value)


def _weeks_added(weeks: int | None, language: Language) -> str:
    return NOTHING if weeks is None else ("+" if weeks > 0 else "") + language.number(weeks)


def _with_now(language: Language, lever: str, now: str) -> str:
    as_it_is = language.gettext("now {n}", n=now)
    return f"{lever} ({as_it_is})"
