"""``flow-forecaster user``: the accounts of an installation."""

import os
import re
import subprocess
import sys

import pytest
from sqlalchemy import select

from flow_forecaster.jobs.port import utc_now
from flow_forecaster.services import accounts, resets
from flow_forecaster.services.attempts import Attempts
from flow_forecaster.storage.accounts import list_accounts
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.tables import reset_link
from tests.storage.servers import migrated_database_url

PUBLIC = "https://forecasts.example.org"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    return migrated_database_url(request.param, tmp_path)


@pytest.fixture
def database(database_url):
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def user(database_url):
    def user(*arguments, typed="", **environ):
        said = {"DATABASE_URL": database_url, "LANGUAGE": "en", "PUBLIC_URL": PUBLIC} | environ
        return subprocess.run(
            [sys.executable, "-m", "flow_forecaster", "user", *arguments],
            env=os.environ | said,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return user


def secret_in(output):
    return re.search(rf"^{PUBLIC}/reset/([\w-]+)$", output, re.MULTILINE)[1]


def test_an_account_is_made_and_its_owner_chooses_the_password(user, database):
    made = user("create", "Ana@Example.org", "--name", "Ana")
    assert made.returncode == 0, made.stderr
    assert "ana@example.org" in made.stdout
    resets.reset_password(database, secret_in(made.stdout), "weeks of zero", now=utc_now())
    found = accounts.log_in(
        database,
        Attempts(database),
        email="ana@example.org",
        password="weeks of zero",
        address="192.0.2.1",
    )
    assert (found.name, found.role) == ("Ana", "owner")


def test_the_list_shows_everybody_and_no_secret(user):
    assert user("list").stdout == "There are no accounts yet.\n"
    user("create", "ana@example.org", "--name", "Ana\x1b[31m")
    user("create", "ana@example.org", "--name", "Ana Maria")
    user("create", "bia@example.org")
    lines = user("list").stdout.splitlines()
    assert lines[0].split() == ["E-mail", "Name", "Role", "Since"]
    assert [line.split()[0] for line in lines[1:]] == ["ana@example.org", "bia@example.org"]
    assert lines[1].split()[2:4] == ["Maria", "owner"]
    assert lines[2].split()[1:3] == ["bia", "member"]


def test_a_reset_link_is_printed_once_and_kept_as_a_digest(user, database):
    user("create", "ana@example.org")
    made = user("reset-link", "ANA@example.org")
    secret = secret_in(made.stdout)
    with database.reading() as connection:
        assert secret not in str(connection.execute(select(reset_link)).all())
    resets.check_reset_link(database, secret, now=utc_now())


def test_without_a_public_address_the_link_leads_to_where_it_listens(user):
    user("create", "ana@example.org")
    link = user("reset-link", "ana@example.org", PUBLIC_URL="", PORT="9000").stdout
    assert link.startswith("http://127.0.0.1:9000/reset/")


def test_a_role_changes(user, database):
    user("create", "ana@example.org")
    user("create", "bia@example.org")
    assert user("role", "bia@example.org", "owner").returncode == 0
    assert [one.role for one in list_accounts(database)] == ["owner", "owner"]


def test_deleting_asks_first(user, database):
    user("create", "ana@example.org")
    assert user("delete", "ana@example.org", typed="n\n").returncode == 130
    assert len(list_accounts(database)) == 1
    assert user("delete", "ana@example.org", "--yes").returncode == 0
    assert list_accounts(database) == ()


@pytest.mark.parametrize(
    "arguments",
    [
        ["reset-link", "caio@example.org"],
        ["role", "caio@example.org", "owner"],
        ["delete", "caio@example.org", "--yes"],
        ["reset-link", "no e-mail"],
    ],
)
def test_who_has_no_account_is_said(user, arguments):
    result = user(*arguments)
    assert result.returncode == 2
    assert result.stderr.startswith(f"No account has the e-mail {arguments[1]}.")
    assert len(result.stderr.splitlines()) == 1


def test_what_is_no_email_is_said(user):
    result = user("create", "ana")
    assert result.returncode == 2
    assert result.stderr.startswith("email: This is not an e-mail address")


def test_roles_are_two(user):
    result = user("role", "ana@example.org", "king")
    assert result.returncode == 2
    assert "'owner', 'member'" in result.stderr
