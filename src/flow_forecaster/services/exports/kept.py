"""The forecasts of a project as a table: one to a row, what each said and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.csv_text import Cell
from flow_forecaster.services.exports.reading import first_week, week_end

Kind = Literal["text", "number", "date", "chance", "money"]
Reading = Callable[[SavedForecast, Mapping[str, str], Language], Cell]


@dataclass(frozen=True, slots=True)
class ForecastColumn:
    """One column: its head, what kind of cell it has, and how it is read from a forecast."""

    head: str
    kind: Kind
    read: Reading


def names_by_id(forecasts: Iterable[SavedForecast]) -> dict[str, str]:
    """Names, for scenarios that tell what they are scenarios of."""
    return {one.id: one.name for one in forecasts}


def weeks_at(saved: SavedForecast, confidence: float) -> int | None:
    """Weeks until the scope is done with this confidence, whether it was asked about or not."""
    curve = saved.result.curve
    return first_week(curve.chance_by_week, confidence) if curve else None


def day_at(saved: SavedForecast, confidence: float) -> Cell:
    """The day on which those weeks end."""
    weeks = weeks_at(saved, confidence)
    return None if weeks is None else week_end(saved.result.start, weeks)


def _facts(facts: Callable[[SavedForecast], Cell]) -> Reading:
    return lambda saved, _names, _language: facts(saved)


def _cost(saved: SavedForecast) -> Cell:
    costs = (one.amount for one in saved.result.cost if one.confidence == PROMISE)
    return next(costs, None)


def _verdict(saved: SavedForecast, _names: Mapping[str, str], language: Language) -> Cell:
    verdict = saved.result.verdict
    return said.verdict(language, verdict) if verdict else None


def _model(saved: SavedForecast, _names: Mapping[str, str], language: Language) -> Cell:
    return said.pace_model(language, saved.result.model.pace)


def _deadline(saved: SavedForecast) -> Cell:
    return saved.result.deadline.date if saved.result.deadline else None


def _chance(saved: SavedForecast) -> Cell:
    return saved.result.deadline.chance if saved.result.deadline else None


FORECAST_COLUMNS = (
    ForecastColumn(N_("Forecast"), "text", _facts(lambda saved: saved.name)),
    ForecastColumn(
        N_("Scenario of"), "text", lambda saved, names, _: names.get(saved.base_id or "")
    ),
    ForecastColumn(N_("Made on"), "date", _facts(lambda saved: saved.today)),
    ForecastColumn(N_("Start"), "date", _facts(lambda saved: saved.result.start)),
    ForecastColumn(
        N_("Items left"),
        "number",
        _facts(lambda saved: saved.result.scope.stated if saved.result.scope else None),
    ),
    ForecastColumn(N_("Risks"), "number", _facts(lambda saved: len(saved.request.risks))),
    ForecastColumn(N_("People"), "number", _facts(lambda saved: saved.request.team.size)),
    ForecastColumn(N_("Deadline"), "date", _facts(_deadline)),
    ForecastColumn(N_("Chance of the deadline"), "chance", _facts(_chance)),
    ForecastColumn(N_("Verdict"), "text", _verdict),
    ForecastColumn("P50", "date", _facts(lambda saved: day_at(saved, 0.5))),
    ForecastColumn("P85", "date", _facts(lambda saved: day_at(saved, PROMISE))),
    ForecastColumn("P95", "date", _facts(lambda saved: day_at(saved, 0.95))),
    ForecastColumn(N_("Weeks until P85"), "number", _facts(lambda saved: weeks_at(saved, PROMISE))),
    ForecastColumn(N_("Cost at P85"), "money", _facts(_cost)),
    ForecastColumn(
        N_("Currency"),
        "text",
        _facts(lambda saved: saved.request.team.currency if saved.result.cost else None),
    ),
    ForecastColumn(
        N_("Chance not to be done in ten years"),
        "chance",
        _facts(lambda saved: saved.result.not_finished if saved.result.curve else None),
    ),
    ForecastColumn(
        N_("Really finished on"),
        "date",
        _facts(lambda saved: saved.outcome.finished_on if saved.outcome else None),
    ),
    ForecastColumn(
        N_("Items really finished by the deadline"),
        "number",
        _facts(lambda saved: saved.outcome.items_by_deadline if saved.outcome else None),
    ),
    ForecastColumn(N_("Pace model"), "text", _model),
    ForecastColumn(N_("Engine"), "text", _facts(lambda saved: saved.result.model.engine)),
    ForecastColumn(N_("Digest"), "text", _facts(lambda saved: saved.digest)),
    ForecastColumn(N_("Note"), "text", _facts(lambda saved: saved.note)),
)
"""What is told of each forecast of a project."""
