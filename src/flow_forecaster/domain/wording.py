"""The words of an answer: the verdict, the sentence to say aloud, and notes on the history."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.domain.language import Language
from flow_forecaster.domain.request import Scope, VerdictRule
from flow_forecaster.domain.result import DeadlineAnswer, HowMany, Levers, Verdict, When
from flow_forecaster.engine.history import HistorySummary


def judge(chance: float, rule: VerdictRule) -> Verdict:
    """The verdict on a chance of the deadline, all risks on."""
    tolerance = 1e-12
    if chance >= rule.go - tolerance:
        return "go"
    return "adjust" if chance >= rule.adjust - tolerance else "no_go"


def deadline_sentence(
    language: Language,
    *,
    scope: Scope,
    deadline: DeadlineAnswer,
    promise: When,
    verdict: Verdict,
    go: float,
    levers: Levers,
) -> str:
    """What to tell a sponsor about a scope and its deadline."""
    assert deadline.chance is not None
    facts = {
        "items": _items(language, scope),
        "deadline": language.date(deadline.date),
        "chance": language.percent_in_words(deadline.chance),
        "go": language.percent_in_words(go),
        "levers": _levers(language, levers),
    }
    if verdict == "go":
        return _go_sentence(language, promise, scope.span[1], facts)
    n_items = scope.span[1]
    if not facts["levers"]:
        return language.ngettext(
            "No go: the chance of finishing the {items} item by {deadline} is {chance}, and "
            "neither less scope nor more people nor ten years make it {go}.",
            "No go: the chance of finishing the {items} items by {deadline} is {chance}, and "
            "neither less scope nor more people nor ten years make it {go}.",
            n_items,
            **facts,
        )
    if verdict == "adjust":
        return language.ngettext(
            "Adjust: the chance of finishing the {items} item by {deadline} is {chance}; for "
            "{go} it takes {levers}.",
            "Adjust: the chance of finishing the {items} items by {deadline} is {chance}; for "
            "{go} it takes {levers}.",
            n_items,
            **facts,
        )
    return language.ngettext(
        "No go: the chance of finishing the {items} item by {deadline} is {chance}; for {go} it "
        "takes {levers}.",
        "No go: the chance of finishing the {items} items by {deadline} is {chance}; for {go} it "
        "takes {levers}.",
        n_items,
        **facts,
    )


def _go_sentence(language: Language, promise: When, n_items: int, facts: dict[str, str]) -> str:
    if promise.date is None:
        return language.ngettext(
            "Go: the chance of finishing the {items} item by {deadline} is {chance}.",
            "Go: the chance of finishing the {items} items by {deadline} is {chance}.",
            n_items,
            **facts,
        )
    return language.ngettext(
        "Go: the chance of finishing the {items} item by {deadline} is {chance}, and with "
        "{confidence} confidence it is done by {promise}.",
        "Go: the chance of finishing the {items} items by {deadline} is {chance}, and with "
        "{confidence} confidence they are done by {promise}.",
        n_items,
        confidence=language.percent_in_words(promise.confidence),
        promise=language.date(promise.date),
        **facts,
    )


def scope_sentence(language: Language, *, scope: Scope, promise: When, not_finished: float) -> str:
    """What to tell a sponsor who gave no deadline."""
    if promise.date is None or promise.weeks is None:
        return language.ngettext(
            "No date can be promised: in {share} of futures the {items} item is not done in ten "
            "years.",
            "No date can be promised: in {share} of futures the {items} items are not done in ten "
            "years.",
            scope.span[1],
            share=language.percent_in_words(not_finished),
            items=_items(language, scope),
        )
    return language.ngettext(
        "With {confidence} confidence the {items} item is done by {date}, in {weeks}.",
        "With {confidence} confidence the {items} items are done by {date}, in {weeks}.",
        scope.span[1],
        confidence=language.percent_in_words(promise.confidence),
        items=_items(language, scope),
        date=language.date(promise.date),
        weeks=_weeks(language, promise.weeks),
    )


def how_many_sentence(language: Language, *, deadline: dt.date, promise: HowMany) -> str:
    """What to tell a sponsor who only gave a deadline."""
    return language.ngettext(
        "With {confidence} confidence we finish at least {n} item by {deadline}.",
        "With {confidence} confidence we finish at least {n} items by {deadline}.",
        promise.items,
        confidence=language.percent_in_words(promise.confidence),
        deadline=language.date(deadline),
    )


OF_PAST_WEEKS = {"resample", "bayesian", "negative_binomial"}
"""Pace models to which all weeks of a history count the same; others weigh recent ones more."""


def history_notes(
    language: Language, summary: HistorySummary, step_weeks: int, *, model: str
) -> list[str]:
    """How far a history can be trusted by a pace model, the weightiest first."""
    notes = [_size_note(language, summary, step_weeks)]
    if summary.is_constant and summary.n_periods > 1:
        notes.append(
            language.gettext(
                "Every period is the same, which real work hardly ever is: check the numbers."
            )
        )
    if summary.n_zero:
        notes.append(
            language.ngettext(
                "{n} period finished nothing; it counts.",
                "{n} periods finished nothing; they count.",
                summary.n_zero,
            )
        )
    if summary.recent_change is not None and model in OF_PAST_WEEKS:
        notes.append(_change_note(language, summary.recent_change))
    return notes


def _size_note(language: Language, summary: HistorySummary, step_weeks: int) -> str:
    if summary.is_short:
        return language.ngettext(
            "{n} period of history is short: the true pace may differ, and every new one sharpens "
            "the answer.",
            "{n} periods of history are short: the true pace may differ, and every new one "
            "sharpens the answer.",
            summary.n_periods,
        )
    if step_weeks == 1:
        return language.gettext(
            "{n} weeks of history are enough for a range you can promise.",
            n=language.number(summary.n_periods),
        )
    return language.gettext(
        "{n} periods of {weeks} weeks are enough for a range you can promise.",
        n=language.number(summary.n_periods),
        weeks=language.number(step_weeks),
    )


def _change_note(language: Language, change: float) -> str:
    if change > 0:
        return language.gettext(
            "The later half is {share} faster than the earlier: leave old weeks out if the change "
            "will last.",
            share=language.change(change),
        )
    return language.gettext(
        "The later half is {share} slower than the earlier: leave old weeks out if the change "
        "will last.",
        share=language.change(-change),
    )


def _items(language: Language, scope: Scope) -> str:
    low, high = scope.span
    if low == high:
        return language.number(low)
    return language.gettext("{low} to {high}", low=language.number(low), high=language.number(high))


def _levers(language: Language, levers: Levers) -> str:
    options = []
    if levers.most_items:
        options.append(
            language.ngettext("at most {n} item", "at most {n} items", levers.most_items)
        )
    if levers.fewest_people:
        options.append(language.ngettext("{n} person", "{n} people", levers.fewest_people))
    if levers.earliest_date:
        date = language.date(levers.earliest_date)
        options.append(language.gettext("a deadline of {date}", date=date))
    return language.gettext(", or ").join(options)


def _weeks(language: Language, weeks: int) -> str:
    return language.ngettext("{n} week", "{n} weeks", weeks)
