"""Kept work for tests: an account with a project, and forecasts in it."""

import datetime as dt

from flow_forecaster.domain.account import Role
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.project import ProjectContent
from flow_forecaster.domain.saved import NewForecast, Outcome
from flow_forecaster.services.projects import create_project
from flow_forecaster.services.saved_forecasts import record_outcome, save_forecast
from flow_forecaster.storage.accounts import insert_account

NOW = dt.datetime(2026, 11, 23, 12, 0, 0, 123_456, tzinfo=dt.UTC)
TODAY = NOW.date()
ENGLISH = load_language("en")
COUNTS = (8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10)
PORTAL = "Portal “do” cliente 🚀"


def new_account(database, name="ana"):
    """The id of a new account."""
    email = f"{name}@example.org"
    return insert_account(
        database, name, email=email, name=name, password="-", role=Role.MEMBER, now=NOW
    ).id


def new_project(database, account_id, name=PORTAL):
    content = {"name": name, "history": {"counts": COUNTS}, "note": "For the\nboard"}
    checked = ProjectContent.model_validate(content)
    return create_project(database, account_id, checked, now=NOW)


def new_forecast(database, project, name="First", *, base=None, minutes=0, **asked):
    request = {"history": {"counts": COUNTS}, "scope": {"items": 120}} | asked
    new = NewForecast.model_validate({"name": name, "request": request, "base_id": base})
    return save_forecast(
        database,
        project.account_id,
        project.id,
        new,
        today=TODAY,
        now=NOW + dt.timedelta(minutes=minutes),
        language=ENGLISH,
    )


def filled_project(database, account_id):
    """A project with a forecast that came to its end, a scenario of it, and items by a day."""
    project = new_project(database, account_id)
    first = new_forecast(database, project, deadline={"weeks": 18})
    record_outcome(
        database,
        account_id,
        first.id,
        Outcome(finished_on=dt.date(2027, 3, 1), items_by_deadline=118),
        version=1,
    )
    new_forecast(database, project, "Less", base=first.id, scope={"items": 90}, minutes=1)
    new_forecast(database, project, "Items", scope=None, deadline={"weeks": 6}, minutes=2)
    return project
