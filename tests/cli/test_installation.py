"""``flow-forecaster db`` and ``check``, called in this process."""

import pytest
from click.testing import CliRunner

from flow_forecaster.cli import check, db
from flow_forecaster.storage.migrating import REVISION
from tests.storage.servers import empty_redis, free_port, new_database_url

TOLD = f"The database is at revision {REVISION}.\n"


@pytest.fixture
def run(tmp_path):
    def run(command, *arguments, **environ):
        said = {"DATA_FOLDER": str(tmp_path / "data"), "DATABASE_URL": "", "REDIS_URL": ""}
        return CliRunner().invoke(command, [*arguments, "--language", "en"], env=said | environ)

    return run


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_empty_database_is_brought_to_this_version_and_stays_there(run, tmp_path, kind):
    url = new_database_url(kind, tmp_path)
    for _ in range(2):
        result = run(db.command, "upgrade", DATABASE_URL=url)
        assert (result.exit_code, result.output) == (0, TOLD)
    assert "Tables: of this version" in run(check.command, DATABASE_URL=url).output


@pytest.mark.parametrize("command", [(db.command, "upgrade"), (check.command,)])
def test_a_database_that_does_not_answer_is_said(run, command):
    url = f"postgresql://ana:x@127.0.0.1:{free_port()}/none"
    result = run(*command, DATABASE_URL=url)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_an_installation_that_kept_nothing_yet_can_work(run, tmp_path):
    result = run(check.command)
    assert result.exit_code == 0
    assert result.output.startswith("Database: not used\n")
    assert list(tmp_path.iterdir()) == []


def test_without_a_worker_on_this_machine_a_worker_is_missed(run):
    assert run(check.command, REDIS_URL=empty_redis()).exit_code == 0
    for address in ("", empty_redis(), f"redis://127.0.0.1:{free_port()}/0"):
        result = run(check.command, "--worker", REDIS_URL=address)
        assert (result.exit_code, bool(result.stderr)) == (2, True)
