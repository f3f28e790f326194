"""``flow-forecaster forecast --plot``, called in this process."""

import pytest
from click.testing import CliRunner

from flow_forecaster.cli.forecast import command

ASKED = ("--history", "5,6,8,5,9,7", "--items", "40", "--language", "en")
BEGINNINGS = {"png": b"\x89PNG", "pdf": b"%PDF-", "svg": b"<?xml", "PNG": b"\x89PNG"}


def run(*arguments):
    return CliRunner().invoke(command, [*ASKED, *arguments])


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_draws_what_the_name_asks_for_beside_the_answer(ending, tmp_path):
    file = tmp_path / f"forecast.{ending}"
    result = run("--plot", str(file))
    assert result.exit_code == 0, result.output
    assert result.output == run().output
    assert file.read_bytes().startswith(BEGINNINGS[ending])


@pytest.mark.parametrize("name", ["forecast", "forecast.jpeg"])
def test_refuses_a_name_that_tells_no_kind(name, tmp_path):
    result = run("--plot", str(tmp_path / name))
    assert result.exit_code == 2
    assert "--plot" in result.stderr and ".png, .svg or .pdf" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_refuses_a_place_that_cannot_be_written_to(tmp_path):
    result = run("--plot", str(tmp_path / "nowhere" / "forecast.svg"))
    assert result.exit_code == 2
    assert "cannot be written: No such file or directory" in result.stderr
