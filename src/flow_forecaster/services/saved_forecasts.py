"""The use cases of saved forecasts: computed here, kept with every input, opened as they were."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.domain import limits
from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import InvalidRequest, NotFound, Problem
from flow_forecaster.domain.job import new_job_id as new_id
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.project import Conflict
from flow_forecaster.domain.saved import Label, NewForecast, Outcome, SavedForecast
from flow_forecaster.services.distributions import make_distribution
from flow_forecaster.services.forecast import forecast
from flow_forecaster.services.projects import id_of_key, read_project
from flow_forecaster.services.rerunning import asked_again
from flow_forecaster.storage import forecasts as rows
from flow_forecaster.storage.database import Database

TOO_MANY = N_("A project keeps at most {limit} forecasts. Delete some that are not needed.")


def save_forecast(
    database: Database,
    account_id: str,
    project_id: str,
    new: NewForecast,
    *,
    today: dt.date,
    now: dt.datetime,
    language: Language,
    key: str | None = None,
) -> SavedForecast:
    """Compute a forecast and keep it; with the same ``key`` as before, the one kept then.

    Raises
    ------
    NotFound
        If the project is not the account's.
    InvalidRequest
        If the question has no answer, the base is not of this project, or too many are kept.
    """
    read_project(database, account_id, project_id)
    base_id = _base(database, account_id, project_id, new.base_id)
    result = forecast(new.request, today=today, language=language)
    saved = SavedForecast(
        id=id_of_key(project_id, key) if key else new_id(),
        project_id=project_id,
        base_id=base_id,
        name=new.name,
        note=new.note,
        request=new.request,
        today=today,
        result=result,
        distribution=make_distribution(new.request, result, today=today),
        outcome=None,
        version=1,
        created_at=now,
    )
    return rows.insert_forecast(
        database, account_id, saved, limit=limits.MAX_FORECASTS, sentence=TOO_MANY
    )


def list_forecasts(
    database: Database, account_id: str, project_id: str
) -> tuple[SavedForecast, ...]:
    """A project's forecasts, newest first.

    Raises
    ------
    NotFound
    """
    read_project(database, account_id, project_id)
    return rows.list_forecasts(database, account_id, project_id)


def read_forecast(database: Database, account_id: str, forecast_id: str) -> SavedForecast:
    """A forecast as it was saved.

    Raises
    ------
    NotFound
    """
    found = rows.read_forecast(database, account_id, forecast_id)
    if found is None:
        raise NotFound
    return found


def change_forecast(
    database: Database,
    account_id: str,
    forecast_id: str,
    *,
    name: str,
    note: str,
    version: int,
) -> SavedForecast:
    """Call it something else; what was asked and answered stays.

    Raises
    ------
    NotFound
    InvalidRequest
        If name or note cannot be used.
    Conflict
        If it has another version by now.
    """
    label = check_request({"name": name, "note": note}, Label)
    return _change(
        database, account_id, forecast_id, version=version, name=label.name, note=label.note
    )


def delete_forecast(database: Database, account_id: str, forecast_id: str) -> None:
    """Remove a forecast; its scenarios stay, as forecasts of their own.

    Raises
    ------
    NotFound
    """
    if not rows.delete_forecast(database, account_id, forecast_id):
        raise NotFound


def rerun_forecast(
    database: Database,
    account_id: str,
    forecast_id: str,
    *,
    today: dt.date,
    now: dt.datetime,
    language: Language,
    key: str | None = None,
) -> SavedForecast:
    """Ask the same again of the project's history as it is now, and keep the answer too.

    Raises
    ------
    NotFound
    InvalidRequest
        If the project has no history, its deadline is past, or too many are kept.
    """
    before = read_forecast(database, account_id, forecast_id)
    project = read_project(database, account_id, before.project_id)
    new = asked_again(before, project, today=today, language=language)
    return save_forecast(
        database,
        account_id,
        project.id,
        new,
        today=today,
        now=now,
        language=language,
        key=f"{forecast_id} {key}" if key else None,
    )


def record_outcome(
    database: Database,
    account_id: str,
    forecast_id: str,
    outcome: Outcome | None,
    *,
    version: int,
) -> SavedForecast:
    """Keep what really happened; None takes it back.

    Raises
    ------
    NotFound
    InvalidRequest
        If items by a deadline are told of a forecast that has none, or an end of one without scope.
    Conflict
        If it has another version by now.
    """
    if outcome is not None:
        outcome = outcome.model_copy(update={"from_history": False})
        _check_outcome(read_forecast(database, account_id, forecast_id), outcome)
    value = rows.outcome_value(outcome)
    return _change(database, account_id, forecast_id, version=version, outcome=value)


def _check_outcome(saved: SavedForecast, outcome: Outcome) -> None:
    problems = []
    if outcome.finished_on is not None and saved.request.scope is None:
        sentence = N_("This forecast has no scope that could be finished. Record the items.")
        problems.append(Problem("finished_on", sentence))
    if outcome.items_by_deadline is not None and saved.request.deadline is None:
        sentence = N_("This forecast has no deadline. Record the day on which it was finished.")
        problems.append(Problem("items_by_deadline", sentence))
    if problems:
        raise InvalidRequest(problems)


def _change(
    database: Database,
    account_id: str,
    forecast_id: str,
    *,
    version: int,
    **values: object,
) -> SavedForecast:
    is_changed = rows.change_forecast(database, account_id, forecast_id, version=version, **values)
    current = read_forecast(database, account_id, forecast_id)
    if not is_changed:
        raise Conflict(current)
    return current


def _base(database: Database, account_id: str, project_id: str, base_id: str | None) -> str | None:
    """The forecast that a scenario is of: of a scenario's scenario, the one they both are of."""
    if base_id is None:
        return None
    base = rows.read_forecast(database, account_id, base_id)
    if base is None or base.project_id != project_id:
        sentence = N_("There is no such forecast in this project.")
        raise InvalidRequest([Problem("base_id", sentence)])
    return base.base_id or base.id
