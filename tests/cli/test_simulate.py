"""``flow-forecaster simulate``, called in this process."""

import json

import pytest
from click.testing import CliRunner

from flow_forecaster.cli import progress
from flow_forecaster.cli.simulate import command

PROJECT = (
    *("--history", "8,6,10,7,9,8,5,11,7,9,8,10", "--items", "120", "--start", "2026-11-23"),
    *("--deadline-weeks", "20", "--team-size", "8", "--cost", "6000", "--trials", "2000"),
)


def run(*arguments, **options):
    return CliRunner().invoke(command, [*PROJECT, *arguments, "--language", "en"], **options)


def test_prints_weeks_effort_and_cost_by_confidence():
    result = run()
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].split() == ["Confidence", "Weeks", "Person-weeks", "Cost"]
    assert "85%" in [line.split()[0] for line in lines[1:7]]
    assert "Futures that make the deadline: " in result.output
    assert "2,000 futures drawn with seed 0, from November 23, 2026 on." in result.output
    assert result.stderr == ""


def test_the_same_seed_draws_the_same_futures():
    first, again, other = (
        json.loads(run("--output", "json", "--seed", seed).output) for seed in ("1", "1", "2")
    )
    assert first == again
    assert first["chance_by_week"] != other["chance_by_week"]


def test_takes_a_ramp_and_lead_times():
    plain = json.loads(run("--output", "json").output)
    slow = json.loads(run("--output", "json", "--ramp", "2:0.3", "--lead-times", "30 40 50").output)
    assert slow["weeks"]["values"][2] > plain["weeks"]["values"][2]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--trials", "1000001"], "--trials: This must be at most 1,000,000."),
        (["--trials", "many"], "--trials: “many” cannot be read. Write it like 10000."),
        (["--seed", "-1"], "--seed: This must be at least 0."),
        (["--ramp", "2:0.9"], "--ramp: This must be at most 0.5."),
        (["--ramp", "x"], "--ramp: “x” cannot be read. Write it like 2|2:0.2."),
        (["--lead-times", "3 x"], "This is not a number: “x” (value 2)."),
    ],
)
def test_says_what_cannot_be_used(arguments, line):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(line)


def test_scope_is_needed():
    result = CliRunner().invoke(
        command, ["--history", "5", "--deadline-weeks", "9", "--language", "en"]
    )
    assert result.exit_code == 2
    assert result.stderr == "--items: This is needed.\n"


def test_a_bar_comes_once_it_takes_long(monkeypatch, capsys):
    monkeypatch.setattr(progress, "SHORT_S", -1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with progress.showing_progress("Drawing futures") as tell:
        tell(0.25)
        tell(1.0)
    assert "Drawing futures" in capsys.readouterr().err


def test_nothing_is_drawn_where_nobody_looks(monkeypatch, capsys):
    monkeypatch.setattr(progress, "SHORT_S", -1)
    with progress.showing_progress("Drawing futures") as tell:
        tell(0.5)
    assert capsys.readouterr().err == ""
