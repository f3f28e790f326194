"""What a start costs, and how a bad one ends."""

import json
import subprocess
import sys

import pytest

from flow_forecaster.web import start

DEAR = {
    *("sqlalchemy", "alembic", "psycopg", "redis", "rq"),
    *(
        "scipy",
        "matplotlib",
        "fpdf",
        "xlsxwriter",
        "segno",
        "yaml",
        "holidays",
        "pandas",
        "sklearn",
    ),
    *("argon2", "limits", "smtplib"),
    *("gunicorn", "click.testing", "hypothesis"),
}

START = """
import json, sys
from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
create_app(Settings())
print(json.dumps([*sys.modules]))
"""


def test_the_start_loads_nothing_dear(tmp_path):
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            START,
        ],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    ).stdout
    assert DEAR.isdisjoint(json.loads(loaded))


@pytest.mark.parametrize("begin", [start.start_settings, start.start_app])
def test_a_wrong_setting_ends_the_start_with_a_sentence(begin):
    with pytest.raises(SystemExit, match="PORT is “x”; it must be a whole number from 0 to 65535"):
        begin({"PORT": "x"})
