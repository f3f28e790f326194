"""Accounts in the database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Update, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from flow_forecaster.domain.access import EmailTaken
from flow_forecaster.domain.account import Account, Role
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.tables import account, reset_link, session

REGISTERING = 7_326_003
"""Of PostgreSQL's advisory locks, the one for the first account."""

COLUMNS = (account.c.id, account.c.email, account.c.name, account.c.role, account.c.created_at)


def insert_account(
    database: Database,
    account_id: str,
    *,
    email: str,
    name: str,
    password: str,
    role: Role | None,
    now: dt.datetime,
) -> Account:
    """Store an account; without a ``role``, the first of all owns the installation.

    Raises
    ------
    EmailTaken
        If the e-mail has an account.
    """
    try:
        with database.writing() as connection:
            values = {
                "id": account_id,
                "email": email,
                "name": name,
                "password": password,
                "role": role or _role_of_next(connection, database),
                "created_at": now,
            }
            row = connection.execute(insert(account).values(values).returning(*COLUMNS)).one()
    except IntegrityError as error:
        raise EmailTaken from error
    return account_of(row)


def find_account(database: Database, email: str) -> tuple[Account, str] | None:
    """The account with an e-mail, and the hash of its password."""
    return _find(database, account.c.email == email)


def read_account(database: Database, account_id: str) -> tuple[Account, str] | None:
    """An account, and the hash of its password."""
    return _find(database, account.c.id == account_id)


def list_accounts(database: Database) -> tuple[Account, ...]:
    """All accounts, oldest first."""
    with database.reading() as connection:
        rows = connection.execute(select(*COLUMNS).order_by(account.c.created_at, account.c.email))
        return tuple(map(account_of, rows))


def change_profile(database: Database, account_id: str, *, email: str, name: str) -> None:
    """Change what an account says of itself.

    Raises
    ------
    EmailTaken
        If the e-mail has another account.
    """
    try:
        with database.writing() as connection:
            connection.execute(_of(account_id).values(email=email, name=name))
    except IntegrityError as error:
        raise EmailTaken from error


def change_role(database: Database, account_id: str, role: Role) -> None:
    """Let an account do more, or less."""
    with database.writing() as connection:
        connection.execute(_of(account_id).values(role=role))


def renew_hash(database: Database, account_id: str, *, old: str, new: str) -> None:
    """Store another hash of the same password, if the old one is still there."""
    with database.writing() as connection:
        connection.execute(_of(account_id).where(account.c.password == old).values(password=new))


def replace_password(database: Database, account_id: str, *, old: str, new: str) -> bool:
    """Store the hash of another password, if the old one is still there.

    Every session and every link for a new password of the account ends with it.
    """
    with database.writing() as connection:
        changed = connection.execute(
            _of(account_id).where(account.c.password == old).values(password=new)
        )
        if changed.rowcount == 1:
            for table in (session, reset_link):
                connection.execute(delete(table).where(table.c.account_id == account_id))
        return changed.rowcount == 1


def delete_account(database: Database, account_id: str) -> None:
    """Remove an account with everything in it."""
    with database.writing() as connection:
        connection.execute(delete(account).where(account.c.id == account_id))


def account_of(row: Row[*tuple[Any, ...]]) -> Account:
    """The account in a row that begins with ``COLUMNS``."""
    return Account(row.id, row.email, row.name, Role(row.role), row.created_at)


def _find(database: Database, condition: ColumnElement[bool]) -> tuple[Account, str] | None:
    with database.reading() as connection:
        row = connection.execute(
            select(*COLUMNS, account.c.password).where(condition)
        ).one_or_none()
        return None if row is None else (account_of(row), row.password)


def _of(account_id: str) -> Update:
    return update(account).where(account.c.id == account_id)


def _role_of_next(connection: Connection, database: Database) -> Role:
    """Two who register first at once are told apart: on SQLite every writer is alone."""
    if not database.is_sqlite:
        connection.execute(select(func.pg_advisory_xact_lock(REGISTERING)))
    is_first = not connection.scalar(select(func.count()).select_from(account))
    return Role.OWNER if is_first else Role.MEMBER
