"""The use cases of an account: register, log in, change, delete."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.domain.access import NotSignedIn, WrongLogin, WrongPassword
from flow_forecaster.domain.account import Account, Profile, Registration, Role, email_as_kept
from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.job import new_job_id
from flow_forecaster.services import passwords
from flow_forecaster.services.attempts import (
    Attempts,
    login_limits,
    password_limits,
    registration_limits,
)
from flow_forecaster.storage import accounts
from flow_forecaster.storage.database import Database


def register(
    database: Database,
    attempts: Attempts,
    asked: Registration,
    *,
    address: str,
    now: dt.datetime,
) -> Account:
    """Make an account; the first of all owns the installation. ``address``: where it comes from.

    Raises
    ------
    EmailTaken
        If the e-mail has an account.
    TooManyAttempts, Crowded
        If it is tried too often, or by too many at once.
    """
    attempts.count(registration_limits(address))
    hashed = passwords.hash_password(asked.password)
    return accounts.insert_account(
        database,
        new_job_id(),
        email=asked.email,
        name=asked.name,
        password=hashed,
        role=None,
        now=now,
    )


def create_account(
    database: Database, asked: Profile, *, role: Role | None, now: dt.datetime
) -> Account:
    """Make an account whose owner chooses a password by a link; the first owns the installation.

    Raises
    ------
    EmailTaken
        If the e-mail has an account.
    """
    return accounts.insert_account(
        database,
        new_job_id(),
        email=asked.email,
        name=asked.name,
        password=passwords.NONE,
        role=role,
        now=now,
    )


def log_in(
    database: Database, attempts: Attempts, *, email: str, password: str, address: str
) -> Account:
    """The account of an e-mail and its password.

    As slow, and as much said, whether the account is missing or the password wrong. Only failures
    count; what comes after the last one allowed is refused, right or wrong, so that guesses made
    at once gain nothing.

    Raises
    ------
    WrongLogin
        If they do not belong together.
    TooManyAttempts, Crowded
        If it was tried too often, or by too many at once.
    """
    kept = email_as_kept(email)
    limits = login_limits(kept, address)
    attempts.check(limits)
    found = accounts.find_account(database, kept)
    account, stored = found or (None, None)
    is_right = passwords.is_password(password, stored)
    if account is None or stored is None or not is_right:
        attempts.count(limits)
        raise WrongLogin
    attempts.check(limits)
    if passwords.is_outdated(stored):
        renewed = passwords.hash_password(password)
        accounts.renew_hash(database, account.id, old=stored, new=renewed)
    return account


def change_profile(
    database: Database, attempts: Attempts, account: Account, asked: Profile, *, password: str
) -> None:
    """Change name and e-mail; another e-mail needs the password, since it opens the account.

    Raises
    ------
    WrongPassword
        If it is needed and is not the account's.
    EmailTaken
        If the e-mail has another account.
    """
    if asked.email != account.email:
        confirm(database, attempts, account.id, password)
    accounts.change_profile(database, account.id, email=asked.email, name=asked.name)


def change_password(
    database: Database, attempts: Attempts, account_id: str, *, current: str, new: str
) -> None:
    """Choose another password; every browser and every open link is signed out.

    Raises
    ------
    WrongPassword
        If ``current`` is not the account's, or it was changed meanwhile.
    """
    stored = confirm(database, attempts, account_id, current)
    hashed = passwords.hash_password(new)
    if not accounts.replace_password(database, account_id, old=stored, new=hashed):
        raise WrongPassword


def delete_account(
    database: Database, attempts: Attempts, account_id: str, *, password: str
) -> None:
    """Delete an account with everything in it.

    Raises
    ------
    WrongPassword
        If it is not the account's.
    """
    confirm(database, attempts, account_id, password, field="delete_password")
    accounts.delete_account(database, account_id)


def confirm(
    database: Database,
    attempts: Attempts,
    account_id: str,
    password: str,
    *,
    field: str = "current_password",
) -> str:
    """Check the password of who is signed in; its hash.

    Raises
    ------
    WrongPassword
        If it is another one; ``field`` is where it was typed.
    TooManyAttempts, Crowded
        As for ``log_in``.
    NotSignedIn
        If the account is gone.
    """
    limits = password_limits(account_id)
    attempts.check(limits)
    found = accounts.read_account(database, account_id)
    if found is None:
        raise NotSignedIn
    if not passwords.is_password(password, found[1]):
        attempts.count(limits)
        raise WrongPassword(field)
    attempts.check(limits)
    return found[1]


def find(database: Database, email: str) -> Account:
    """The account with an e-mail.

    Raises
    ------
    NotFound
        If there is none.
    """
    found = accounts.find_account(database, email_as_kept(email))
    if found is None:
        raise NotFound
    return found[0]
