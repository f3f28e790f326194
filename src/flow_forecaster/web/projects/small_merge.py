"""The merge of what is short: a forecast's name and note, and what happened."""

from __future__ import annotations

from http import HTTPStatus

from werkzeug.wrappers import Response

from flow_forecaster.domain.language import N_
from flow_forecaster.domain.project import Project
from flow_forecaster.domain.saved import Outcome, SavedForecast
from flow_forecaster.web.projects.answering import go_to, show_page
from flow_forecaster.web.projects.fields import Fields
from flow_forecaster.web.projects.merging import base_text, differences

NOTE_LABELS = {"name": N_("Name"), "note": N_("Note")}
OUTCOME_LABELS = {
    "finished_on": N_("All was done on"),
    "items_by_deadline": N_("Items done by the deadline"),
}


def note_fields(forecast: SavedForecast) -> Fields:
    """A forecast's name and note as its form holds them."""
    return {"name": forecast.name, "note": forecast.note}


def outcome_fields(outcome: Outcome | None) -> Fields:
    """What happened as its form holds it."""
    day = outcome.finished_on if outcome else None
    items = outcome.items_by_deadline if outcome else None
    return {
        "finished_on": day.isoformat() if day else "",
        "items_by_deadline": "" if items is None else str(items),
    }


def merge_notes(current: Project | SavedForecast, base: Fields, yours: Fields) -> Response:
    """The merge of a forecast's name and note."""
    assert isinstance(current, SavedForecast)
    return _show(current, "", base, note_fields(current), yours)


def merge_outcomes(current: Project | SavedForecast, base: Fields, yours: Fields) -> Response:
    """The merge of what happened."""
    assert isinstance(current, SavedForecast)
    return _show(current, "/outcome", base, outcome_fields(current.outcome), yours)


def _show(
    current: SavedForecast, action: str, base: Fields, theirs: Fields, yours: Fields
) -> Response:
    """Both versions side by side; ``action`` follows the forecast's address."""
    back = f"/forecasts/{current.id}"
    differing = differences(base, theirs, yours)
    if not differing:
        return go_to(back, said="changed")
    return show_page(
        "projects/merge.html",
        HTTPStatus.CONFLICT,
        address=f"{back}{action}",
        back=back,
        name=current.name,
        version=current.version,
        base=base_text(theirs),
        fields=yours,
        differences=differing,
        labels=NOTE_LABELS | OUTCOME_LABELS,
        choices={},
    )
