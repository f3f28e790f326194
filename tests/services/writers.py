"""Several people who save at once, as one process: `python -m tests.services.writers URL ...`."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flow_forecaster.services.projects import read_project
from flow_forecaster.storage.database import open_database
from tests.services.keeping import new_forecast

N_FORECASTS = 20


def save_at_once(url, account_id, project_id, writers):
    """Each writer saves its forecasts; the ids of all that were acknowledged."""
    database, at_once = open_database(url, pool_size=len(writers)), Barrier(len(writers))
    project = read_project(database, account_id, project_id)

    def write(writer):
        at_once.wait(30)
        asked = {"scope": {"items": 5}, "pace_model": "resample"}
        return [
            new_forecast(database, project, f"{writer} {number}", **asked).id
            for number in range(N_FORECASTS)
        ]

    with ThreadPoolExecutor(len(writers)) as pool:
        return [saved for ids in pool.map(write, writers) for saved in ids]


if __name__ == "__main__":
    url, account_id, project_id, *writers = sys.argv[1:]
    sys.stdout.write("\n".join(save_at_once(url, account_id, project_id, writers)))
