"""A forecast, and all forecasts of a project, as CSV; docs/guides/exports.md has the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flow_forecaster.domain.language import Language
from flow_forecaster.domain.project import Project
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.csv_text import Cell, csv_bytes
from flow_forecaster.services.exports.kept import (
    FORECAST_COLUMNS,
    names_by_id,
)
from flow_forecaster.services.exports.reading import period_ends, week_end

Row = tuple[Cell, ...]


def forecast_csv(answered: Answered, language: Language) -> bytes:
    """Every number of an answer, one to a row: what it is, of what, where, and the number."""
    _ = language.gettext
    head = [
        *(_("Forecast"), _("Made on"), _("Measure"), _("Of"), _("Confidence")),
        *(_("Week"), _("Date"), _("Value")),
    ]
    first = (answered.name, answered.today)
    parts = (_answers, _odds, _risks, _levers, _weeks, _history)
    rows = (first + row for part in parts for row in part(answered, language))
    return csv_bytes(head, rows, language)


def project_csv(project: Project, forecasts: Sequence[SavedForecast], language: Language) -> bytes:
    """A project's forecasts, one to a row, the oldest first."""
    ordered = sorted(forecasts, key=lambda one: one.created_at)
    names = names_by_id(forecasts)
    head = [language.gettext("Project"), *(language.gettext(one.head) for one in FORECAST_COLUMNS)]
    rows = (
        [project.content.name, *(one.read(forecast, names, language) for one in FORECAST_COLUMNS)]
        for forecast in ordered
    )
    return csv_bytes(head, rows, language)


# Each row: measure, of what, confidence, week, date, value.


def _answers(answered: Answered, language: Language) -> Iterator[Row]:
    result, _ = answered.result, language.gettext
    for when in result.when:
        yield (_("Weeks until done"), None, when.confidence, when.weeks, when.date, when.weeks)
    due = result.deadline
    for many in result.how_many:
        place = (due.weeks, due.date) if due else (None, None)
        yield (_("Items by the deadline"), None, many.confidence, *place, many.items)
    for cost in result.cost:
        currency = answered.request.team.currency
        yield (_("Cost"), currency, cost.confidence, None, None, cost.amount)


def _odds(answered: Answered, language: Language) -> Iterator[Row]:
    result, _ = answered.result, language.gettext
    due = result.deadline
    if due:
        place = (None, None, due.weeks, due.date)
        yield (_("Chance of the deadline"), *place, due.chance)
        yield (_("Chance of the deadline without risks"), *place, due.chance_without_risks)
        yield (_("Share of the scope by the deadline"), *place, due.scope_share_at_p85)
    if result.curve:
        yield (_("Chance not to be done in ten years"), *(None,) * 4, result.not_finished)


def _risks(answered: Answered, language: Language) -> Iterator[Row]:
    _ = language.gettext
    for risk in answered.result.risks:
        place = (risk.name, None, None, None)
        yield (_("Weeks that the risk adds at 85%"), *place, risk.weeks_added_at_p85)
        yield (_("Chance of the deadline without it"), *place, risk.chance_if_removed)


def _levers(answered: Answered, language: Language) -> Iterator[Row]:
    levers, _ = answered.result.levers, language.gettext
    if levers:
        yield (_("Most items"), *(None,) * 4, levers.most_items)
        yield (_("Fewest people"), *(None,) * 4, levers.fewest_people)
        weeks, date = levers.earliest_weeks, levers.earliest_date
        yield (_("Earliest date"), None, None, weeks, date, weeks)


def _weeks(answered: Answered, language: Language) -> Iterator[Row]:
    result, _ = answered.result, language.gettext
    for week, chance in enumerate(result.curve.chance_by_week if result.curve else ()):
        end = week_end(result.start, week)
        yield (_("Chance to be done by then"), None, None, week, end, chance)
    for confidence, items in zip(result.cone.confidence, result.cone.items_by_week, strict=True):
        for week, count in enumerate(items):
            end = week_end(result.start, week)
            yield (_("Items finished, at least"), None, confidence, week, end, count)


def _history(answered: Answered, language: Language) -> Iterator[Row]:
    ends = period_ends(answered)
    counts = answered.result.history.counts
    for number, (count, end) in enumerate(zip(counts, ends, strict=True), start=1):
        past = language.gettext("Items finished in the past")
        yield (past, language.gettext("period {n}", n=number), None, None, end, count)
