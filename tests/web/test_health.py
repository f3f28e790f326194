"""Health: whether the process answers, and whether the installation can do its work."""

from contextlib import closing

import pytest

from flow_forecaster.settings import Settings
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.migrating import migrate
from flow_forecaster.web import create_app
from tests.storage.servers import empty_redis, free_port, migrated_database_url, new_database_url

ALL_UNUSED = dict.fromkeys(("database", "migrations", "redis", "workers"), "unused")


@pytest.fixture
def ask_about(assets, tmp_path):
    def ask_about(**settings):
        said = {"data_folder": str(tmp_path / "data")} | settings
        app = create_app(Settings(**said), assets=assets)
        with closing(app.extensions["probe"].get()):
            return app.test_client().get("/health/ready")

    return ask_about


def nowhere():
    return f"127.0.0.1:{free_port()}"


def test_a_process_that_answers_says_so(client):
    response = client.get("/health/live")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_where_nothing_was_kept_yet_nothing_is_needed_or_made(ask_about, tmp_path):
    response = ask_about()
    assert response.status_code == 200
    assert response.json == {"status": "ready", "parts": ALL_UNUSED}
    assert response.headers["Cache-Control"] == "no-store"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_looked_at(ask_about, tmp_path):
    (tmp_path / "data").mkdir()
    database = open_database(f"sqlite:///{tmp_path}/data/flow-forecaster.db")
    migrate(database)
    database.close()
    response = ask_about()
    assert response.status_code == 200
    assert response.json["parts"]["migrations"] == "current"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_migrated_database_is_ready(ask_about, tmp_path, kind):
    response = ask_about(database_url=migrated_database_url(kind, tmp_path))
    assert response.status_code == 200
    used = {"database": "answers", "migrations": "current"}
    assert response.json == {"status": "ready", "parts": ALL_UNUSED | used}


def test_a_database_without_tables_is_not_ready(ask_about, tmp_path):
    response = ask_about(database_url=new_database_url("postgresql", tmp_path))
    assert (response.status_code, response.json["status"]) == (503, "not_ready")
    assert response.json["parts"]["migrations"] == "missing"


def test_a_database_that_does_not_answer_is_not_ready(ask_about, tmp_path):
    (tmp_path / "file").write_text("")
    for url in (f"postgresql://ana:x@{nowhere()}/none", f"sqlite:///{tmp_path}/file/in.db"):
        response = ask_about(database_url=url)
        assert (response.status_code, response.json["status"]) == (503, "not_ready")
        assert response.json["parts"]["database"] == "silent"
        assert response.json["parts"]["migrations"] == "unknown"


def test_without_redis_an_installation_is_degraded_and_ready(ask_about, tmp_path):
    response = ask_about(
        database_url=migrated_database_url("sqlite", tmp_path), redis_url=f"redis://{nowhere()}/0"
    )
    assert (response.status_code, response.json["status"]) == (200, "degraded")
    assert response.json["parts"]["redis"] == "silent"


def test_with_redis_and_no_worker_too(ask_about, tmp_path):
    response = ask_about(
        database_url=migrated_database_url("sqlite", tmp_path), redis_url=empty_redis()
    )
    assert (response.status_code, response.json["status"]) == (200, "degraded")
    assert (
        response.json["parts"] | {"redis": "answers", "workers": "missing"}
        == (response.json["parts"])
    )


def test_addresses_are_not_told(ask_about):
    assert "ana" not in ask_about(database_url=f"postgresql://ana:x@{nowhere()}/none").text
