"""What a start costs, and how a bad one ends."""

import json
import subprocess
import sys

import pytest

from flow_forecaster.web import start

DEAR = {"scipy", "matplotlib", "holidays", "pandas", "gunicorn", "click.testing", "hypothesis"}


def test_the_start_loads_nothing_dear():
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import flow_forecaster.web, json, sys; print(json.dumps([*sys.modules]))",
        ],
        capture_output=True,
        check=True,
    ).stdout
    assert DEAR.isdisjoint(json.loads(loaded))


@pytest.mark.parametrize("begin", [start.start_settings, start.start_app])
def test_a_wrong_setting_ends_the_start_with_a_sentence(begin):
    with pytest.raises(SystemExit, match="PORT is “x”; it must be a whole number from 0 to 65535"):
        begin({"PORT": "x"})
