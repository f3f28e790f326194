"""Every query of accounts, projects, forecasts and links finds its rows by an index, by EXPLAIN."""

import datetime as dt
import inspect
import json
from types import SimpleNamespace

import pytest
from sqlalchemy import event, insert, text

from flow_forecaster.domain.account import ApiToken, Role
from flow_forecaster.domain.project import Project, ProjectContent
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.saved import Distribution, SavedForecast
from flow_forecaster.domain.share import Share
from flow_forecaster.storage import (
    accounts,
    forecasts,
    projects,
    reset_links,
    sessions,
    shares,
    tokens,
    transfer,
)
from flow_forecaster.storage.attempts import AttemptTable
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.tables import (
    account,
    api_token,
    attempts,
    forecast,
    metadata,
    project,
    reset_link,
    session,
    share,
)
from tests.storage import rows
from tests.storage.servers import migrated_database_url

N_ACCOUNTS = 1_500
NOW = rows.AT
LATER = NOW + dt.timedelta(days=1)

MODULES = (accounts, forecasts, projects, reset_links, sessions, shares, tokens, transfer)

EVERYTHING = {
    "list_accounts": "it lists all of them, for the installation's owner",
    "read_with_outcomes": "it reads all that can be judged, for research",
    "mark_outcomes": "it counts all that can be judged, to know whether the record is still right",
}
"""Functions that read a whole table because they are about all of it."""

NO_QUERY = {
    "account_of", "forecast_of", "row_of", "outcome_value", "project_row", "select_project",
    "update_project",
}  # fmt: skip
"""Functions that others call, or that ask nothing."""


def content():
    return ProjectContent(name="Portal")


def new_project(there):
    return Project(rows.new_id(), there.account, content(), 1, NOW, NOW)


def new_forecast(there):
    request = ForecastRequest.model_validate(
        {"history": {"counts": [5, 6, 8]}, "scope": {"items": 20}}
    )
    from flow_forecaster.domain.language import load_language
    from flow_forecaster.services.forecast import forecast as answer

    result = answer(request, today=NOW.date(), language=load_language("en"))
    return SavedForecast(
        rows.new_id(), there.project, None, "First", "", request, NOW.date(), result,
        Distribution(), None, 1, NOW,
    )  # fmt: skip


CASES = {
    "insert_account": lambda d, t: accounts.insert_account(
        d, rows.new_id(), email=rows.new_id(), name="A", password="-", role=Role.MEMBER, now=NOW
    ),
    "find_account": lambda d, t: accounts.find_account(d, t.email),
    "read_account": lambda d, t: accounts.read_account(d, t.account),
    "change_profile": lambda d, t: accounts.change_profile(d, t.account, email=t.email, name="B"),
    "change_role": lambda d, t: accounts.change_role(d, t.account, Role.OWNER),
    "renew_hash": lambda d, t: accounts.renew_hash(d, t.account, old="-", new="-"),
    "replace_password": lambda d, t: accounts.replace_password(d, t.account, old="-", new="+"),
    "delete_account": lambda d, t: accounts.delete_account(d, t.other),
    "insert_session": lambda d, t: sessions.insert_session(
        d, rows.new_digest(), t.account, is_remembered=True, now=NOW, expires_at=LATER
    ),
    "read_session": lambda d, t: sessions.read_session(d, t.digest, now=NOW),
    "extend_session": lambda d, t: sessions.extend_session(d, t.digest, expires_at=LATER),
    "count_sessions": lambda d, t: sessions.count_sessions(d, t.account, now=NOW),
    "delete_session": lambda d, t: sessions.delete_session(d, t.digest),
    "delete_sessions": lambda d, t: sessions.delete_sessions(d, t.account),
    "insert_reset_link": lambda d, t: reset_links.insert_reset_link(
        d, rows.new_digest(), t.account, now=NOW, expires_at=LATER
    ),
    "is_open": lambda d, t: reset_links.is_open(d, t.reset, now=NOW),
    "use_reset_link": lambda d, t: reset_links.use_reset_link(d, t.reset, password="-", now=NOW),
    "insert_token": lambda d, t: tokens.insert_token(
        d, t.account, ApiToken(rows.new_id(), "CI", "ff_", NOW, None), digest=rows.new_digest()
    ),
    "list_tokens": lambda d, t: tokens.list_tokens(d, t.account),
    "find_token": lambda d, t: tokens.find_token(d, t.token_digest),
    "note_use": lambda d, t: tokens.note_use(d, t.token, now=NOW),
    "delete_token": lambda d, t: tokens.delete_token(d, t.account, t.token),
    "list_projects": lambda d, t: projects.list_projects(d, t.account),
    "list_histories": lambda d, t: projects.list_histories(d, "0" * 32, but=t.project),
    "insert_project": lambda d, t: projects.insert_project(
        d, new_project(t), limit=500, sentence=""
    ),
    "read_project": lambda d, t: projects.read_project(d, t.account, "0" * 32),
    "change_project": lambda d, t: projects.change_project(
        d, t.account, t.project, content(), version=1, now=NOW
    ),
    "delete_project": lambda d, t: projects.delete_project(d, t.account, t.doomed),
    "insert_forecast": lambda d, t: forecasts.insert_forecast(
        d, t.account, new_forecast(t), limit=500, sentence=""
    ),
    "list_forecasts": lambda d, t: forecasts.list_forecasts(d, t.account, t.empty),
    "read_forecast": lambda d, t: forecasts.read_forecast(d, t.account, "0" * 32),
    "change_forecast": lambda d, t: forecasts.change_forecast(
        d, t.account, t.forecast, version=1, name="Second"
    ),
    "delete_forecast": lambda d, t: forecasts.delete_forecast(d, t.account, t.gone),
    "insert_share": lambda d, t: shares.insert_share(
        d, t.account, Share(rows.new_digest()[:43], t.project, t.forecast, NOW)
    ),
    "list_shares": lambda d, t: shares.list_shares(d, t.account, t.project),
    "delete_share": lambda d, t: shares.delete_share(d, t.account, t.project, t.share),
    "find_share": lambda d, t: shares.find_share(d, t.share),
    "list_forecast_ids": lambda d, t: shares.list_forecast_ids(d, t.project),
    "insert_projects": lambda d, t: transfer.insert_projects(
        d, t.account, [new_project(t)], [], limit=500, sentence=""
    ),
    "count an attempt": lambda d, t: AttemptTable(d, lambda: NOW).incr(rows.new_id(), 60),
    "read attempts": lambda d, t: AttemptTable(d, lambda: NOW).get(t.key),
    "when attempts end": lambda d, t: AttemptTable(d, lambda: NOW).get_expiry(t.key),
    "forget attempts": lambda d, t: AttemptTable(d, lambda: NOW).clear(t.key),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory):
    """A database with some thousand rows in each table, and the ids of one account's."""
    database = open_database(
        migrated_database_url(request.param, tmp_path_factory.mktemp("indexes"))
    )
    there = write_rows(database)
    yield database, there
    database.close()


def write_rows(database):
    accounts_ = [rows.account_row(rows.new_id()) | {"password": "-"} for _ in range(N_ACCOUNTS)]
    ids = [one["id"] for one in accounts_]
    projects_ = [rows.project_row(rows.new_id(), one) for one in ids for _ in range(3)]
    forecasts_ = [
        rows.forecast_row(rows.new_id(), one["id"]) for one in projects_[::2] for _ in range(3)
    ]
    tokens_ = [rows.token_row(one) for one in ids for _ in range(2)]
    sessions_ = [
        rows.of_account(one, is_remembered=True, expires_at=LATER) for one in ids for _ in range(2)
    ]
    resets = [{"digest": rows.new_digest(), "account_id": one, "expires_at": LATER} for one in ids]
    shares_ = [rows.share_row(one["project_id"], one["id"]) for one in forecasts_[::2]]
    counted = [{"key": rows.new_id(), "count": 1, "expires_at": LATER} for _ in range(3_000)]
    tables = [
        (account, accounts_), (session, sessions_), (reset_link, resets), (api_token, tokens_),
        (attempts, counted), (project, projects_), (forecast, forecasts_), (share, shares_),
    ]  # fmt: skip
    with database.writing() as connection:
        for table, values in tables:
            connection.execute(insert(table), values)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return SimpleNamespace(
        account=ids[0], other=ids[-1], email=accounts_[0]["email"],
        digest=sessions_[0]["digest"], reset=resets[0]["digest"],
        token=tokens_[0]["id"], token_digest=tokens_[0]["digest"],
        project=projects_[0]["id"], empty=projects_[1]["id"], doomed=projects_[2]["id"],
        forecast=forecasts_[0]["id"],
        gone=forecasts_[1]["id"], share=shares_[0]["token"], key=counted[0]["key"],
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_query_finds_its_rows_by_an_index(filled, case):
    database, there = filled
    asked = statements_of(database, lambda: CASES[case](database, there))
    assert asked
    for statement, parameters in asked:
        scans = whole_scans(database, statement, parameters)
        assert scans == [], f"{statement}\n{scans}"


def test_no_function_is_forgotten():
    written = {
        name
        for module in MODULES
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if thing.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written == {name for name in CASES if " " not in name} | set(EVERYTHING) | NO_QUERY


def test_what_belongs_to_a_row_is_found_by_an_index_when_the_row_goes():
    for table in metadata.sorted_tables:
        first = {index.columns[0].name for index in table.indexes} | {
            next(iter(table.primary_key.columns)).name
        }
        assert {key.parent.name for key in table.foreign_keys} <= first, table.name


def test_a_query_without_its_index_is_noticed(filled):
    database, _ = filled
    asked = "SELECT id FROM account WHERE name = 'Ana'"
    assert whole_scans(database, asked, {} if not database.is_sqlite else ())


def statements_of(database, call):
    """What a call asks of the database, with the parameters as the driver gets them."""
    asked = []

    def note(_connection, _cursor, statement, parameters, _context, _executemany):
        first = parameters[0] if isinstance(parameters, list) else parameters
        if not statement.startswith(("BEGIN", "PRAGMA", "SELECT pg_advisory")):
            asked.append((statement, first))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return asked


def whole_scans(database, statement, parameters):
    """The steps of the plan that read a whole table or a whole index."""
    with database.reading() as connection:
        if database.is_sqlite:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [row.detail for row in plan]
            return [one for one in steps if one.startswith("SCAN") and "CONSTANT" not in one]
        plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar()
        plan = json.loads(plan) if isinstance(plan, str) else plan
        return [step for step in nodes(plan[0]["Plan"]) if is_whole(step)]


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def is_whole(step):
    kind = step["Node Type"]
    return kind == "Seq Scan" or ("Index" in kind and "Scan" in kind and "Index Cond" not in step)
