"""The words of a pace model: what it found in a history, and what plain resampling would say."""

from __future__ import annotations

from flow_forecaster.domain import new_year
from flow_forecaster.domain.language import Language
from flow_forecaster.engine.explanation import PaceFacts
from flow_forecaster.engine.quantile_pace import QUANTILES

MOSTLY_STEADY = 0.5
"""Chance of a steady pace from which that is what is told."""

NOTABLE = 0.05
"""Share of the mean pace from which the next weeks are told to differ."""


def explain_model(
    language: Language, model: str, facts: PaceFacts, *, mean: float, weeks: int
) -> str:
    """What a pace model found in a history of this mean; drift is over so many weeks."""
    if model == "resample":
        return language.gettext(
            "Past weeks are drawn again, each as likely as any other; the pace is taken to stay."
        )
    if model == QUANTILES:
        return language.gettext(
            "Boosted trees, which learned from your other projects, answered for this history; "
            "they had won on its past."
        )
    if facts.doubt is not None:
        return language.gettext(
            "Past weeks are drawn again, with uncertain weights: this history tells its mean pace "
            "to about {share}.",
            share=language.change(facts.doubt),
        )
    if facts.soon is None:
        return language.gettext(
            "Weeks scatter around an uncertain mean, and may be better or worse than any yet."
        )
    parts = [_of_drift(language, facts, weeks)]
    if abs(facts.soon / mean - 1) >= NOTABLE:
        parts.append(
            language.gettext(
                "The next weeks are expected at {soon} each; the whole history had {mean}.",
                soon=language.number(round(facts.soon, 1)),
                mean=language.number(round(mean, 1)),
            )
        )
    return " ".join(parts)


def _of_drift(language: Language, facts: PaceFacts, weeks: int) -> str:
    if facts.steady is not None and facts.steady >= MOSTLY_STEADY:
        return language.gettext(
            "Your pace looks steady, with a chance of {share}; if it is not, it drifts by about "
            "{drift} in {weeks} weeks.",
            share=language.percent_in_words(facts.steady),
            drift=language.change(facts.drift or 0.0),
            weeks=language.number(weeks),
        )
    if facts.drift is None:
        return language.gettext(
            "This is what other teams with a history like yours did next; recent weeks weigh more."
        )
    return language.gettext(
        "Recent weeks weigh more: a pace like yours drifts by about {drift} in {weeks} weeks.",
        drift=language.change(facts.drift),
        weeks=language.number(weeks),
    )


def explain_new_year(language: Language) -> str:
    """What the weeks around New Year count for, under models that know them."""
    return language.gettext(
        "The weeks around New Year count for less: the last ones of a year for about {last} of a "
        "usual week, the first one for {first}.",
        last=language.nearest_percent(new_year.SHARES[52]),
        first=language.nearest_percent(new_year.SHARES[1]),
    )


def compare_weeks(language: Language, weeks: int, plain: int) -> str:
    """How a date at 85 % differs from that of plain resampling."""
    if weeks == plain:
        return language.gettext("Plain resampling would give the same week at 85%.")
    if weeks > plain:
        return language.ngettext(
            "Plain resampling would say {n} week earlier at 85%.",
            "Plain resampling would say {n} weeks earlier at 85%.",
            weeks - plain,
        )
    return language.ngettext(
        "Plain resampling would say {n} week later at 85%.",
        "Plain resampling would say {n} weeks later at 85%.",
        plain - weeks,
    )


def compare_items(language: Language, items: int, plain: int) -> str:
    """How a number of items at 85 % differs from that of plain resampling."""
    if items == plain:
        return language.gettext("Plain resampling would give the same number of items at 85%.")
    if items < plain:
        return language.ngettext(
            "Plain resampling would say {n} item more at 85%.",
            "Plain resampling would say {n} items more at 85%.",
            plain - items,
        )
    return language.ngettext(
        "Plain resampling would say {n} item fewer at 85%.",
        "Plain resampling would say {n} items fewer at 85%.",
        items - plain,
    )
