"""The use cases of projects; somebody else's project is one that is not there."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from pydantic import ValidationError

from flow_forecaster.domain import limits
from flow_forecaster.domain.checking import problems_of
from flow_forecaster.domain.errors import InvalidRequest, NotFound, Problem
from flow_forecaster.domain.job import new_job_id as new_id
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.project import Conflict, Project, ProjectContent, ProjectSummary
from flow_forecaster.domain.request import History
from flow_forecaster.services.actuals import record_actuals
from flow_forecaster.storage import projects as rows
from flow_forecaster.storage.database import Database

TOO_MANY = N_("An account keeps at most {limit} projects. Delete one that is not needed.")


def list_projects(database: Database, account_id: str) -> tuple[ProjectSummary, ...]:
    """An account's projects, the last changed first."""
    return rows.list_projects(database, account_id)


def create_project(
    database: Database,
    account_id: str,
    content: ProjectContent,
    *,
    now: dt.datetime,
    key: str | None = None,
) -> Project:
    """Keep a new project; with the same ``key`` as before, the answer is the one kept then.

    Raises
    ------
    TooManyKept
        If the account has ``limits.MAX_PROJECTS``.
    """
    project_id = id_of_key(account_id, key) if key else new_id()
    made = Project(project_id, account_id, content, 1, now, now)
    return rows.insert_project(database, made, limit=limits.MAX_PROJECTS, sentence=TOO_MANY)


def id_of_key(owner_id: str, key: str) -> str:
    """The same id for the same key of an owner, so that what is sent twice is kept once."""
    return hashlib.sha256(f"{owner_id}\n{key}".encode()).hexdigest()[:32]


def read_project(database: Database, account_id: str, project_id: str) -> Project:
    """A project of the account.

    Raises
    ------
    NotFound
    """
    found = rows.read_project(database, account_id, project_id)
    if found is None:
        raise NotFound
    return found


def change_project(
    database: Database,
    account_id: str,
    project_id: str,
    content: ProjectContent,
    *,
    version: int,
    now: dt.datetime,
) -> Project:
    """Replace a project's content, which was read at this version.

    What its history now says came of its forecasts is recorded.

    Raises
    ------
    NotFound
    Conflict
        If it has another version by now.
    """
    is_changed = rows.change_project(
        database, account_id, project_id, content, version=version, now=now
    )
    current = read_project(database, account_id, project_id)
    if not is_changed:
        raise Conflict(current)
    record_actuals(database, current)
    return current


def append_history(
    database: Database,
    account_id: str,
    project_id: str,
    counts: Sequence[float],
    *,
    now: dt.datetime,
    last_period_end: dt.date | None = None,
) -> Project:
    """Add the periods that ended since, oldest first; ``last_period_end`` is when the last did.

    Where the history's own end is known, the new one follows from it, and another is refused: so
    the same periods sent twice are added once. What they say came of forecasts is recorded.

    Raises
    ------
    NotFound
    InvalidRequest
        If a count is none, the history grows too long, or the periods do not follow on.
    """
    with database.writing() as connection:
        found = rows.select_project(connection, account_id, project_id, for_change=True)
        if found is None:
            raise NotFound
        history = _longer(found.content.history, counts, last_period_end)
        content = found.content.model_copy(update={"history": history})
        rows.update_project(
            connection, account_id, project_id, content, version=found.version, now=now
        )
    longer = Project(found.id, account_id, content, found.version + 1, found.created_at, now)
    record_actuals(database, longer)
    return longer


def delete_project(database: Database, account_id: str, project_id: str) -> None:
    """Remove a project with everything in it.

    Raises
    ------
    NotFound
    """
    if not rows.delete_project(database, account_id, project_id):
        raise NotFound


def _longer(
    history: History | None, counts: Sequence[float], last_period_end: dt.date | None
) -> History:
    if not counts:
        raise InvalidRequest([Problem("counts", N_("Add at least one period; 0 counts too."))])
    before = history.model_dump() if history else {"counts": ()}
    known = history.last_period_end if history else None
    if history is not None and known is not None:
        end = _end_after(history, known, len(counts))
        if last_period_end not in {None, end}:
            sentence = N_(
                "These periods do not follow on the history, which ends on {known}: the last of "
                "them would end on {end}. Leave out those that are there already, or add those "
                "that lack."
            )
            facts: dict[str, object] = {"known": known.isoformat(), "end": end.isoformat()}
            raise InvalidRequest([Problem("last_period_end", sentence, facts)])
        last_period_end = end
    values = before | {
        "counts": (*before["counts"], *counts),
        "last_period_end": last_period_end,
    }
    try:
        return History.model_validate(values)
    except ValidationError as error:
        raise InvalidRequest(problems_of(error)) from error


def _end_after(history: History, known: dt.date, n_periods: int) -> dt.date:
    try:
        return known + dt.timedelta(days=n_periods * history.period_days)
    except OverflowError as error:
        raise InvalidRequest([Problem("counts", N_("These are too many periods."))]) from error
