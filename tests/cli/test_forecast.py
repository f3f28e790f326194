"""``flow-forecaster forecast``, called in this process."""

import json

import pytest
from click.testing import CliRunner

from flow_forecaster.cli.flags import FLAGS
from flow_forecaster.cli.forecast import command
from flow_forecaster.cli.question import read_question
from flow_forecaster.domain.request import ForecastRequest

HISTORY = ("--history", "8,6,10,7,9,8,5,11,7,9,8,10")
DEMO = (
    *HISTORY,
    *("--items", "120", "--deadline-weeks", "20", "--start", "2026-11-23"),
    *("--team-size", "8", "--cost", "6000", "--pace-model", "resample"),
    *("--risk", "Security approval slips=0.4:8,12,20"),
    *("--risk", "The bank's API depends on others=0.3:5,8,15"),
    *("--risk", "Requirements change=0.6:3,5,10"),
)


def run(*arguments, language="en", **options):
    return CliRunner().invoke(command, [*arguments, "--language", language], **options)


def asked(*arguments):
    """The request that flags ask, as JSON would."""
    typed = command.make_context("forecast", list(arguments)).params
    return read_question(ForecastRequest, FLAGS, typed, file=None)


def test_answers_the_demo_as_the_workshop_knows_it():
    result = run(*DEMO)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("Go: the chance of finishing the 120 items by April 12, 2027 is")
    assert lines[2].split("   ")[0] == "Confidence"
    rows = [line.split() for line in lines[3:7]]
    assert [row[0] for row in rows] == ["50%", "70%", "85%", "95%"]
    assert [row[4] for row in rows] == ["17", "17", "18", "19"]
    assert "156" in rows[2]
    assert "864,000" in rows[2][-1]
    assert "Chance of the deadline, April 12, 2027: > 99%" in result.output
    assert "Security approval slips" in result.output
    assert "100%" not in result.output
    assert result.stderr == ""


def test_columns_are_aligned():
    lines = run(*DEMO).output.splitlines()
    starts = {
        line.index(str(weeks)) for line, weeks in zip(lines[3:7], (17, 17, 18, 19), strict=True)
    }
    assert starts == {lines[2].index("Weeks")}


def test_speaks_portuguese():
    result = run(*DEMO, language="pt-BR")
    assert "12 de abril de 2027" in result.output
    assert "Confiança" in result.output
    assert "864.000" in result.output


def test_json_is_the_contract():
    answer = json.loads(run(*DEMO, "--output", "json").output)
    assert [one["weeks"] for one in answer["when"]] == [17, 17, 18, 19]


def test_a_file_is_asked_and_answered_in_json(tmp_path):
    request = {"history": {"counts": [5, 6, 8]}, "scope": {"items": 20}, "start": "2026-11-23"}
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request))
    from_file = run("--json", str(file))
    from_input = run("--json", "-", input=json.dumps(request))
    assert json.loads(from_file.output)["start"] == "2026-11-23"
    assert from_file.output == from_input.output
    assert "Done by" in run("--json", str(file), "--output", "text").output


def test_flags_and_json_ask_the_same():
    flags = asked(
        *("--history", "5 6 8", "--period-days", "14", "--history-end", "2026-11-22"),
        *("--items", "70-90", "--complexity", "medium", "--split", "1.0-1.3"),
        *("--risk", "a=b=0.4:8,12,20", "--start", "2026-11-23", "--deadline", "2027-03-08"),
        *("--team-size", "5", "--history-size", "4", "--focus", "0.8", "--cost", "5500.50"),
        *("--currency", "USD", "--days-off", "2026-12-25,2026-12-26", "--holidays", "br-sp"),
        *("--pace-model", "resample", "--percentile", "0.5", "--percentile", "0.9"),
    )
    assert flags == ForecastRequest.model_validate(
        {
            "history": {"counts": [5, 6, 8], "period_days": 14, "last_period_end": "2026-11-22"},
            "scope": {
                "low": 70,
                "high": 90,
                "complexity": "medium",
                "split_rate": {"low": 1.0, "high": 1.3},
            },
            "risks": [
                {"name": "a=b", "probability": 0.4, "impact": {"low": 8, "mode": 12, "high": 20}}
            ],
            "start": "2026-11-23",
            "deadline": {"date": "2027-03-08"},
            "team": {
                "size": 5,
                "history_size": 4,
                "focus": 0.8,
                "cost_per_person_week": 5500.5,
                "currency": "USD",
            },
            "calendar": {
                "days_off": ["2026-12-25", "2026-12-26"],
                "holidays": {"country": "BR", "subdivision": "SP"},
            },
            "pace_model": "resample",
            "percentiles": [0.5, 0.9],
        }
    )


@pytest.mark.parametrize(("marks", "counts"), [("decimal", (5.5, 6.5)), ("separate", (5, 5, 6, 5))])
def test_a_mark_in_doubt_can_be_answered(marks, counts):
    request = asked("--history", "5,5 6,5", "--items", "9", "--marks", marks)
    assert request.history.counts == counts


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["--items", "9"], ["--history: This is needed."]),
        (HISTORY, ["Say how many items are left, or when they are due, or both."]),
        (["--history", "5 six", "--items", "9"], ["This is not a number: “six” (value 2). Write"]),
        (["--history", "5,5", "--items", "9"], ["A comma here can mean two things: “5.5” or"]),
        (["--history", "0 0", "--items", "9"], ["--history: "]),
        ([*HISTORY, "--items", "0"], ["--items: This must be at least 1."]),
        ([*HISTORY, "--items", "9-"], ["--items: “9-” cannot be read. Write it like 80|70-90."]),
        ([*HISTORY, "--items", "9-1"], ["--items: The order must be low ≤ high."]),
        ([*HISTORY, "--items", "9", "--split", "2"], ["--split: “2” cannot be read."]),
        ([*HISTORY, "--items", "9", "--split", "2-1"], ["--split: The order must be low ≤ high."]),
        ([*HISTORY, "--items", "9", "--risk", "x"], ["--risk: “x” cannot be read."]),
        (
            [*HISTORY, "--items", "9", "--risk", "x=2:3,2,1", "--focus", "9"],
            ["--risk: This must be at most 1.", "--risk: The order", "--focus: This must be at"],
        ),
        ([*HISTORY, "--deadline", "soon"], ["--deadline: This must be a date such as 2027-03-08."]),
        ([*HISTORY, "--items", "9", "--holidays", "Brazil"], ["--holidays: “Brazil” cannot be"]),
        ([*HISTORY, "--items", "9", "--holidays", "XX"], ["--holidays: "]),
        ([*HISTORY, "--items", "9", "--cost", "nan"], ["--cost: This must be a number, not"]),
        ([*HISTORY, "--items", "9" * 400], ["--items: "]),
    ],
)
def test_says_on_a_line_each_what_cannot_be_used(arguments, lines):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    told = result.stderr.splitlines()
    assert len(told) == len(lines)
    assert all(line.startswith(start) for line, start in zip(told, lines, strict=True))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": NaN}', '{"a": 1, "a": 2}'])
def test_refuses_a_file_that_is_no_json_object(content):
    result = run("--json", "-", input=content)
    assert result.exit_code == 2
    assert result.stderr.startswith("It must be one JSON object")


def test_names_the_fields_of_a_file():
    result = run("--json", "-", input='{"history": {"counts": [5]}, "scope": {"items": 0}}')
    assert result.stderr == "scope.items: This must be at least 1.\n"


def test_asks_with_a_file_or_with_flags():
    result = run("--json", "-", "--items", "9", input="{}")
    assert result.exit_code == 2
    assert result.stderr == "--json: Ask with a file or with flags, not both.\n"


def test_refusals_are_in_the_readers_language():
    english, portuguese = run(*HISTORY), run(*HISTORY, language="pt-BR")
    assert portuguese.exit_code == 2
    assert portuguese.stderr != english.stderr


def test_a_name_cannot_move_the_cursor():
    result = run(*HISTORY, "--items", "9", "--risk", "\x1b[2Jred=0.4:1,2,3")
    assert "\x1b" not in result.output
    assert "[2Jred" in result.output


def test_what_does_not_end_is_said():
    history = " ".join(["0"] * 60 + ["1"])
    result = run("--history", history, "--items", "30", "--start", "2026-11-23")
    assert "after ten years" in result.output
    assert "Not done in ten years: " in result.output
