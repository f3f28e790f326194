"""Rows of every table, with what is hard to keep: microseconds, nothing, emoji, references."""

import datetime as dt
import secrets

from sqlalchemy import JSON, BigInteger, Boolean, Date, Float, Integer, String, insert

from flow_forecaster.storage.tables import (
    Instant,
    account,
    api_token,
    attempts,
    forecast,
    job,
    metadata,
    project,
    reset_link,
    session,
    share,
)

AT = dt.datetime(2026, 11, 23, 12, 0, 0, 123_456, tzinfo=dt.UTC)
ELSEWHERE = dt.timezone(dt.timedelta(hours=-3))
WORDS = "Ação 🚀 日本 \"'\\ \u200d"

KNOWN = (account, session, reset_link, api_token, attempts, job, project, forecast, share)
VALUES = {
    Instant: AT,
    Date: AT.date(),
    Boolean: True,
    BigInteger: 2**62,
    Integer: 7,
    Float: 1 / 3,
    JSON: None,
}


def fill(database, *, n_forecasts=3):
    """Write rows into every table; the id of the account."""
    ana = new_id()
    with database.writing() as connection:
        connection.execute(insert(account).values(account_row(ana)))
        connection.execute(insert(session).values(of_account(ana, is_remembered=True)))
        connection.execute(
            insert(reset_link).values(digest=new_digest(), account_id=ana, expires_at=AT)
        )
        connection.execute(insert(api_token).values(token_row(ana)))
        connection.execute(insert(attempts).values(key=WORDS + new_id(), count=3, expires_at=AT))
        connection.execute(insert(job).values(job_row()))
        project_id = new_id()
        connection.execute(insert(project).values(project_row(project_id, ana)))
        ids = sorted((new_id() for _ in range(n_forecasts)), reverse=True)
        rows = [forecast_row(forecast_id, project_id) for forecast_id in ids]
        connection.execute(insert(forecast), rows)
        # Each refers to the next, which has the smaller id; the last to the first: a circle.
        for own, base in zip(ids, [*ids[1:], ids[0]], strict=True):
            connection.execute(forecast.update().where(forecast.c.id == own).values(base_id=base))
        connection.execute(insert(share).values(share_row(project_id, None)))
        connection.execute(insert(share).values(share_row(project_id, ids[0])))
        _fill_others(connection)
    return ana


def read_all(database):
    """Every row of every table, by its key."""
    with database.reading() as connection:
        return {
            table.name: {
                tuple(row._mapping[column] for column in table.primary_key): tuple(row)
                for row in connection.execute(table.select())
            }
            for table in metadata.sorted_tables
        }


def _fill_others(connection):
    """Write a row into each table that nothing here knows, so that no new table is forgotten."""
    keys = {}
    for table in metadata.sorted_tables:
        if table not in KNOWN:
            row = {column.name: _value(column, keys) for column in table.columns}
            connection.execute(insert(table).values(row))
            keys |= {(table.name, name): value for name, value in row.items()}


def _value(column, keys):
    """Something of a column's type; of a reference what it refers to, if that was written here."""
    for reference in column.foreign_keys:
        return keys.get((reference.column.table.name, reference.column.name))
    if isinstance(column.type, String):
        return new_digest()[: column.type.length]
    return next(value for kind, value in VALUES.items() if isinstance(column.type, kind))


def account_row(account_id):
    return {
        "id": account_id,
        "email": f"{account_id}@example.org",
        "name": WORDS,
        "password": "$argon2id$",
        "role": "member",
        "created_at": AT.astimezone(ELSEWHERE),
    }


def of_account(account_id, **values):
    return {
        "digest": new_digest(),
        "account_id": account_id,
        "created_at": AT,
        "expires_at": AT,
    } | values


def token_row(account_id):
    return {
        "id": new_id(),
        "account_id": account_id,
        "name": WORDS,
        "digest": new_digest(),
        "beginning": "ff_1234",
        "created_at": AT,
        "used_at": None,
    }


def job_row():
    return {
        "id": new_id(),
        "kind": "simulation",
        "params": {"seed": 2**63 - 1, "share": 0.1 + 0.2, "name": WORDS},
        "digest": new_digest(),
        "client": "from 127.0.0.1",
        "runner": "embedded",
        "state": "completed",
        "progress": 1 / 3,
        "result": None,
        "attempts": 1,
        "timeout_s": 300,
        "created_at": AT,
    }


def project_row(project_id, account_id):
    return {
        "id": project_id,
        "account_id": account_id,
        "name": WORDS,
        "content": {"name": WORDS, "history": None, "counts": [1, 1.0, 1e-9]},
        "version": 1,
        "created_at": AT,
        "changed_at": AT,
    }


def forecast_row(forecast_id, project_id):
    return {
        "id": forecast_id,
        "project_id": project_id,
        "base_id": None,
        "name": WORDS,
        "note": WORDS * 100,
        "request": {"history": {"counts": [5, 6, 8]}},
        "today": dt.date(2026, 11, 23),
        "result": {"not_finished": 1e-300, "when": []},
        "distribution": {},
        "digest": new_digest(),
        "outcome": None,
        "version": 1,
        "created_at": AT,
    }


def share_row(project_id, forecast_id):
    return {
        "token": secrets.token_urlsafe(32),
        "project_id": project_id,
        "forecast_id": forecast_id,
        "created_at": AT,
    }


def new_id():
    return secrets.token_hex(16)


def new_digest():
    return secrets.token_hex(32)
