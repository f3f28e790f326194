"""``flow-forecaster track-record``, called in this process."""

import json

import pytest
from click.testing import CliRunner

from flow_forecaster.cli import commands
from flow_forecaster.storage.database import open_database
from tests.services.keeping import PORTAL, filled_project, new_account
from tests.storage.servers import migrated_database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    return migrated_database_url(request.param, tmp_path)


def run(database_url, *arguments):
    environ = {"DATABASE_URL": database_url, "LANGUAGE": "en"}
    return CliRunner().invoke(commands, ["track-record", *arguments], env=environ)


def test_it_tells_what_was_kept_and_names_nobody(database_url):
    result = run(database_url)
    assert result.exit_code == 0 and result.stdout.startswith("Nothing to judge yet")
    database = open_database(database_url)
    filled_project(database, new_account(database))
    database.close()
    told = run(database_url)
    assert told.exit_code == 0
    assert [line.split()[0] for line in told.stdout.splitlines()[1:5]] == [
        *("P50", "P70", "P85", "P95")
    ]
    assert "1 of 1" in told.stdout and "plain resampling" in told.stdout
    answer = json.loads(run(database_url, "--json").stdout)
    assert answer["n_forecasts"] == 1 and len(answer["transform"]) == 10
    assert "ana" not in told.stdout and PORTAL not in told.stdout


def test_it_speaks_portuguese(database_url):
    assert run(database_url, "--language", "pt-BR").stdout.startswith("Ainda não há o que julgar")
