import datetime as dt

import pytest

from flow_forecaster.storage.database import open_database
from tests.storage.servers import migrated_database_url

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    return migrated_database_url(request.param, tmp_path)


@pytest.fixture
def database(database_url):
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def now():
    return NOW
