"""The numbers that a page says in large."""

from __future__ import annotations

from dataclasses import dataclass

from flow_forecaster.domain.language import Language
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.drawing import VERDICT_COLOURS
from flow_forecaster.services.exports.reading import promised
from flow_forecaster.services.exports.tables import NOTHING


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in large, what it is, and what else is to be known of it."""

    heading: str
    figure: str
    below: str
    colours: tuple[str, str] | None = None
    """Ink and ground of ``badge``."""
    badge: str = ""


def figures(answered: Answered, language: Language) -> list[Figure]:
    """When, how likely, how many and for how much, as far as it was asked."""
    result = answered.result
    found = [_done_by(answered, language), _chance(answered, language)]
    if result.deadline and result.deadline.chance is None:
        found.append(_items_by(answered, language))
    found.append(_cost(answered, language))
    return [figure for figure in found if figure]


def _done_by(answered: Answered, language: Language) -> Figure | None:
    when = promised(answered.result.when)
    if when is None:
        return None
    n = language.number(round(when.confidence * 100, 6))
    if when.date is None or when.weeks is None:
        heading = language.gettext("Until {n} of 100 futures are done, it takes", n=n)
        return Figure(heading, language.gettext("more than ten years"), "")
    return Figure(
        language.gettext("{n} of 100 futures are done by", n=n),
        said.short_date(language, when.date),
        language.ngettext("{n} week from the start", "{n} weeks from the start", when.weeks),
    )


def _chance(answered: Answered, language: Language) -> Figure | None:
    deadline, verdict = answered.result.deadline, answered.result.verdict
    if deadline is None or deadline.chance is None or verdict is None:
        return None
    below = ""
    if answered.request.risks and deadline.chance_without_risks is not None:
        chance = language.percent(deadline.chance_without_risks)
        below = language.gettext("Without the risks: {chance}", chance=chance)
    return Figure(
        language.gettext(
            "Chance to be done by {date}", date=said.short_date(language, deadline.date)
        ),
        language.percent(deadline.chance),
        below,
        VERDICT_COLOURS[verdict],
        said.verdict(language, verdict),
    )


def _cost(answered: Answered, language: Language) -> Figure | None:
    cost = promised(answered.result.cost)
    if cost is None:
        return None
    percent = language.percent(cost.confidence)
    heading = language.gettext("Cost with {percent} confidence", percent=percent)
    if cost.amount is None:
        return Figure(heading, NOTHING, language.gettext("after ten years"))
    amount = language.money(cost.amount, answered.request.team.currency)
    return Figure(heading, amount, language.gettext("weeks, times people, times rate"))


def _items_by(answered: Answered, language: Language) -> Figure | None:
    deadline, most = answered.result.deadline, promised(answered.result.how_many)
    if deadline is None or most is None:
        return None
    return Figure(
        language.gettext(
            "In {n} of 100 futures, at least this much by {date}",
            n=language.number(round(most.confidence * 100, 6)),
            date=said.short_date(language, deadline.date),
        ),
        language.ngettext("{n} item", "{n} items", most.items),
        language.ngettext("in {n} week", "in {n} weeks", deadline.weeks),
    )
