"""50 people in several processes save 20 forecasts each at once: all are there, whoever asks."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from flow_forecaster.services.saved_forecasts import list_forecasts
from flow_forecaster.storage.database import open_database
from tests.services.keeping import new_account, new_project
from tests.services.writers import N_FORECASTS
from tests.storage.servers import migrated_database_url

ROOT = Path(__file__).parents[2]
N_PROCESSES, WRITERS_OF_ONE = 5, 10
PATIENCE_S = 120


def start_writers(url, project, process):
    writers = [f"{process}-{number}" for number in range(WRITERS_OF_ONE)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.services.writers", url, "ana", project.id, *writers],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_that_was_acknowledged_is_lost(kind, tmp_path):
    url = migrated_database_url(kind, tmp_path)
    database = open_database(url)
    new_account(database)
    # A project keeps no more than 500.
    projects = [new_project(database, "ana", name) for name in ("One", "Two", "Three")]
    processes = [
        start_writers(url, projects[process % len(projects)], process)
        for process in range(N_PROCESSES)
    ]
    told = [process.communicate(timeout=PATIENCE_S) for process in processes]
    assert [errors for _, errors in told] == [""] * N_PROCESSES
    acknowledged = [saved for output, _ in told for saved in output.split()]
    assert len(set(acknowledged)) == N_PROCESSES * WRITERS_OF_ONE * N_FORECASTS == 1_000
    kept = [one for project in projects for one in list_forecasts(database, "ana", project.id)]
    assert {one.id for one in kept} == set(acknowledged)
    by_writer = Counter(one.name.split()[0] for one in kept)
    assert len(by_writer) == N_PROCESSES * WRITERS_OF_ONE
    assert set(by_writer.values()) == {N_FORECASTS}
    database.close()
