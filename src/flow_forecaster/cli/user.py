"""``flow-forecaster user``: the accounts of an installation, for its owner."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from flow_forecaster.cli.installation import opened
from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.tables import printable, table
from flow_forecaster.domain.account import Account, Profile, Role
from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import AppError, NotFound
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.settings import Settings

if TYPE_CHECKING:
    from flow_forecaster.storage.database import Database

HEAD = (N_("E-mail"), N_("Name"), N_("Role"), N_("Since"))
ROLES = click.Choice([role.value for role in Role])


class NoSuchAccount(AppError):
    """No account has this e-mail."""

    sentence = N_("No account has the e-mail {email}. “flow-forecaster user list” shows them all.")

    def __init__(self, email: str) -> None:
        super().__init__(email)
        self.email = email

    def detail(self, language: Language) -> str:
        """With the e-mail."""
        return language.gettext(self.sentence, email=self.email)


@click.group("user", help=_("Look after the accounts of the installation."))
def command() -> None:
    pass


@command.command("list", help=_("Show every account."))
@language_option
def list_accounts(*, language: Language) -> None:
    from flow_forecaster.storage.accounts import list_accounts

    with opened(language) as (_settings, database):
        accounts = list_accounts(database)
    if not accounts:
        click.echo(language.gettext("There are no accounts yet."))
        return
    rows = [
        (one.email, printable(one.name), one.role.value, one.created_at.date().isoformat())
        for one in accounts
    ]
    click.echo(table([language.gettext(word) for word in HEAD], rows))


@command.command("create", help=_("Make an account, and a link for choosing its password."))
@click.argument("email")
@click.option("--name", help=_("Name; the beginning of the e-mail if not given."))
@click.option("--role", type=ROLES, help=_("Owner or member; the first account is the owner."))
@language_option
def create(*, email: str, name: str | None, role: str | None, language: Language) -> None:
    from flow_forecaster.services.accounts import create_account
    from flow_forecaster.services.resets import INVITATION_LASTS, make_reset_link

    with opened(language) as (settings, database):
        asked = check_request({"email": email, "name": name or email.partition("@")[0]}, Profile)
        now = utc_now()
        account = create_account(database, asked, role=Role(role) if role else None, now=now)
        secret = make_reset_link(database, account.id, now=now, lasts=INVITATION_LASTS)
    click.echo(
        language.gettext(
            "The account {email} is made. This link chooses its password, once, for {days} days:",
            email=account.email,
            days=INVITATION_LASTS.days,
        )
    )
    click.echo(_link(settings, secret))


@command.command("reset-link", help=_("Make a link for a new password, good once for an hour."))
@click.argument("email")
@language_option
def reset_link(*, email: str, language: Language) -> None:
    from flow_forecaster.services.resets import make_reset_link

    with opened(language) as (settings, database):
        account = _find(database, email)
        secret = make_reset_link(database, account.id, now=utc_now())
    click.echo(_link(settings, secret))


@command.command("role", help=_("Let an account own the installation, or be a member of it."))
@click.argument("email")
@click.argument("role", type=ROLES)
@language_option
def role(*, email: str, role: str, language: Language) -> None:
    from flow_forecaster.storage.accounts import change_role

    with opened(language) as (_settings, database):
        change_role(database, _find(database, email).id, Role(role))
    click.echo(language.gettext("{email} is now: {role}.", email=email, role=role))


@command.command("delete", help=_("Delete an account with everything in it."))
@click.argument("email")
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@language_option
def delete(*, email: str, yes: bool, language: Language) -> None:
    from flow_forecaster.storage.accounts import delete_account

    with opened(language) as (_settings, database):
        account = _find(database, email)
        question = language.gettext(
            "Delete {email} with all projects and forecasts, for good?", email=account.email
        )
        if not yes:
            click.confirm(question, abort=True)
        delete_account(database, account.id)
    click.echo(language.gettext("{email} is deleted.", email=account.email))


def _find(database: Database, email: str) -> Account:
    from flow_forecaster.services.accounts import find

    try:
        return find(database, email)
    except NotFound as error:
        raise NoSuchAccount(email) from error


def _link(settings: Settings, secret: str) -> str:
    return f"{settings.public_address}/reset/{secret}"
