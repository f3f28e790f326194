"""Health: whether the process answers, and whether the installation can do its work."""

import datetime as dt
import os
import time
from contextlib import closing
from types import SimpleNamespace

import pytest

from flow_forecaster.domain.job import NewJob
from flow_forecaster.jobs.lock import is_held, take_lock
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.services.queue_state import SILENCE, STUCK
from flow_forecaster.settings import Settings
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.jobs import JobTable
from flow_forecaster.storage.migrating import migrate
from flow_forecaster.storage.work import WorkTable
from flow_forecaster.web import create_app
from tests.storage.servers import empty_redis, free_port, migrated_database_url, new_database_url

UNUSED = dict.fromkeys(("database", "migrations", "jobs", "redis"), "unused") | {
    "workers": "resting"
}
QUIET = {"waiting": None, "oldest_waiting_s": None, "runner_silent_s": None}
SECOND = dt.timedelta(seconds=1)
GB = 10**9


@pytest.fixture(autouse=True)
def free_bytes(monkeypatch):
    """What is free of a disk of 4 GB, to be changed."""
    free = [3 * GB]

    def disk_usage(folder):
        assert folder.is_dir()
        return SimpleNamespace(total=4 * GB, used=4 * GB - free[0], free=free[0])

    monkeypatch.setattr("flow_forecaster.services.readiness.shutil.disk_usage", disk_usage)
    return free


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
    told = {"status": "ready", "parts": UNUSED | {"disk": "enough"}, "queue": QUIET}
    assert response.json == told
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
    used = {"database": "answers", "migrations": "current", "jobs": "moving"}
    disk = {"disk": "enough" if kind == "sqlite" else "unused"}
    assert response.json["status"] == "ready"
    assert response.json["parts"] == UNUSED | used | disk
    assert response.json["queue"] == QUIET | {"waiting": 0}


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


@pytest.mark.parametrize(
    ("free", "status", "verdict", "disk"),
    [
        (101_000_000, 200, "ready", "enough"),
        (99_000_000, 200, "degraded", "low"),
        (4_900_000, 503, "not_ready", "full"),
        (0, 503, "not_ready", "full"),
    ],
)
def test_a_disk_that_fills_is_said_in_time(ask_about, free_bytes, free, status, verdict, disk):
    free_bytes[0] = free
    response = ask_about()
    assert (response.status_code, response.json["status"]) == (status, verdict)
    assert response.json["parts"]["disk"] == disk


def test_two_hundredths_of_a_large_disk_are_little(ask_about, monkeypatch):
    usage = SimpleNamespace(total=100 * GB, used=98.1 * GB, free=1.9 * GB)
    monkeypatch.setattr(
        "flow_forecaster.services.readiness.shutil.disk_usage", lambda _folder: usage
    )
    assert ask_about().json["parts"]["disk"] == "low"


def test_a_full_disk_here_does_not_stop_a_database_elsewhere(ask_about, free_bytes, tmp_path):
    free_bytes[0] = 0
    response = ask_about(database_url=migrated_database_url("postgresql", tmp_path))
    assert (response.status_code, response.json["parts"]["disk"]) == (200, "unused")


@pytest.fixture
def waiting(tmp_path):
    """Lets jobs wait in a new database; its address and its queue."""
    databases = []

    def waiting(kind, *ages):
        url = migrated_database_url(kind, tmp_path)
        databases.append(database := open_database(url))
        for number, age in enumerate(ages):
            new = NewJob("count", {"n": number}, "ana")
            JobTable(database).submit(new, now=utc_now() - age)
        return url, WorkTable(database)

    yield waiting
    for database in databases:
        database.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_it_says_how_many_jobs_wait_and_how_long_the_oldest_does(ask_about, waiting, kind):
    url, _ = waiting(kind, 5 * SECOND, 20 * SECOND)
    response = ask_about(database_url=url)
    assert (response.status_code, response.json["parts"]["jobs"]) == (200, "moving")
    assert response.json["queue"]["waiting"] == 2
    assert 20 <= response.json["queue"]["oldest_waiting_s"] < 30


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("by_redis", [False, True], ids=["embedded", "redis"])
def test_jobs_that_nobody_takes_are_stuck(ask_about, waiting, kind, by_redis):
    url, _ = waiting(kind, STUCK + SECOND)
    redis = {"redis_url": empty_redis()} if by_redis else {}
    response = ask_about(database_url=url, **redis)
    assert (response.status_code, response.json["status"]) == (503, "not_ready")
    assert response.json["parts"]["jobs"] == "stuck"


def test_jobs_that_wait_for_their_turn_are_not_stuck(ask_about, waiting):
    url, work = waiting("sqlite", 2 * STUCK, 2 * STUCK)
    work.claim("w1", only=None, now=utc_now())
    assert ask_about(database_url=url).json["parts"]["jobs"] == "moving"


def test_the_job_of_a_worker_that_fell_silent_keeps_nobody_waiting_for_ever(ask_about, waiting):
    url, work = waiting("sqlite", 2 * STUCK, 2 * STUCK)
    work.claim("w1", only=None, now=utc_now() - STUCK - SECOND)
    assert ask_about(database_url=url).json["parts"]["jobs"] == "stuck"


def test_an_embedded_runner_that_lives_is_heard(ask_about, tmp_path):
    with take_lock(tmp_path / "data" / "jobs.lock"):
        response = ask_about()
    assert (response.status_code, response.json["parts"]["workers"]) == (200, "answers")
    assert 0 <= response.json["queue"]["runner_silent_s"] < SILENCE.total_seconds()


def test_one_that_is_there_and_does_nothing_is_not_ready(ask_about, tmp_path):
    lock_file = tmp_path / "data" / "jobs.lock"
    with take_lock(lock_file):
        os.utime(lock_file, times=(0, time.time() - SILENCE.total_seconds() - 1))
        response = ask_about()
    assert (response.status_code, response.json["status"]) == (503, "not_ready")
    assert response.json["parts"]["workers"] == "silent"


def test_asking_leaves_what_the_runner_holds_untouched(ask_about, tmp_path):
    lock_file = tmp_path / "data" / "jobs.lock"
    with take_lock(lock_file):
        before = lock_file.stat()
        ask_about()
        assert lock_file.stat() == before
    assert not is_held(lock_file)
