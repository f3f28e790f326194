"""``flow-forecaster backtest``, called in this process."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from flow_forecaster.cli.backtest import command

COUNTS = "\n".join(map(str, np.random.default_rng(1).poisson(4, 40)))


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "team.csv"
    path.write_text(COUNTS, encoding="utf-8")
    return str(path)


def run(*arguments):
    return CliRunner().invoke(command, [*arguments, "--processes", "1", "--language", "en"])


def test_a_history_gets_a_table_and_a_suggestion(plain):
    result = run(plain, "--model", "bayesian")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 history, forecast from 8, 12 past weeks at a time.")
    assert "How many" in result.stdout and "When" in result.stdout
    assert "Suggestion: " in result.stdout


def test_json_has_the_difference_its_interval_and_what_was_kept(plain):
    result = run(plain, "--json", "--model", "bayesian", "--window", "8")
    answer = json.loads(result.stdout)
    assert [model["model"] for model in answer["models"]] == ["resample", "bayesian"]
    scores = answer["models"][1]["when"]
    assert {"crps_vs_resample", "interval", "kept", "by_window", "by_horizon"} <= set(scores)
    assert set(scores["kept"]) == {"0.5", "0.7", "0.85", "0.95"}


def test_every_model_is_tested_unless_some_are_named(plain):
    answer = json.loads(run(plain, "--json", "--window", "8").stdout)
    assert [model["model"] for model in answer["models"]] == [
        *("resample", "bayesian", "negative_binomial"),
        *("reverting_level", "reference_class", "pool"),
    ]


def test_a_table_and_a_plain_file_are_taken_together(plain, tmp_path):
    rows = [f"b,{np.datetime64('2025-01-06') + 7 * week},3" for week in range(20)]
    table = tmp_path / "table.csv"
    table.write_text("\n".join(["repo,week_start,items", *rows]), encoding="utf-8")
    result = run(plain, str(table), "--model", "resample", "--window", "8")
    assert "Left out, as too short: b" in result.stdout


def test_a_folder_of_item_tables_is_taken_whole(tmp_path):
    rng = np.random.default_rng(3)
    for name in ("a__one", "b__two"):
        days = np.datetime64("2025-01-06") + np.sort(rng.integers(0, 7 * 60, 200))
        rows = [f"{day},{place},1.5" for place, day in enumerate(days)]
        table = "\n".join(["date_merged,item_id,lead_time_days", *rows])
        (tmp_path / f"{name}.csv").write_text(table, encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Notes", encoding="utf-8")
    result = run(str(tmp_path), "--model", "resample", "--window", "8", "--horizon", "50")
    assert result.exit_code == 2 and "66 weeks of history are needed" in result.stderr
    result = run(str(tmp_path), "--model", "resample", "--window", "8", "--horizon", "20", "--json")
    answer = json.loads(result.stdout)
    assert answer["histories"] == 2
    by_horizon = answer["models"][0]["when"]["by_horizon"]
    assert [one["horizon"] for one in by_horizon] == [20]


def test_files_of_one_name_are_two_histories_and_a_file_named_twice_is_one(plain, tmp_path):
    other = tmp_path / "other" / "team.csv"
    other.parent.mkdir()
    other.write_text(COUNTS, encoding="utf-8")
    result = run(plain, str(other), plain, "--model", "resample", "--window", "8", "--json")
    assert json.loads(result.stdout)["histories"] == 2


def test_an_empty_folder_is_refused(tmp_path):
    result = run(str(tmp_path))
    assert result.exit_code == 2 and "There is no .csv" in result.stderr


def test_a_file_that_cannot_be_read_is_named(plain, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("repo,week_start,items\na,1/2/2026,\x1b[31m\n", encoding="utf-8")
    result = run(plain, str(bad))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{bad}: Line 2 cannot be read: “1/2/2026” is not a date")


def test_how_many_cases_there_are_is_said(plain):
    result = run(plain, "--model", "resample", "--window", "8")
    assert "80 forecasts; 2 of them share no week." in result.stdout
    assert "2 cases without shared weeks are too few" in result.stdout


def test_it_speaks_portuguese(plain):
    result = CliRunner().invoke(
        command, [plain, "--model", "resample", "--processes", "1", "--language", "pt-BR"]
    )
    assert "Sugestão: resample" in result.stdout


@pytest.mark.parametrize("text", ["a,b\n", "1\n2\n3\n"])
def test_what_cannot_be_used_ends_with_2_and_a_sentence(tmp_path, text):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    result = run(str(path))
    assert result.exit_code == 2 and result.stderr.strip().endswith(".")


def test_an_unknown_model_is_refused_with_those_there_are(plain):
    result = run(plain, "--model", "tarot")
    assert result.exit_code == 2 and "pool" in result.stderr


def test_trees_with_nobody_to_learn_from_are_refused_with_a_sentence(plain):
    result = run(plain, "--model", "boosted")
    assert result.exit_code == 2 and "at least 4 owners" in result.stderr


def test_trees_say_whether_they_won(tmp_path):
    rng = np.random.default_rng(2)
    rows = [
        f"{owner}/repo,{np.datetime64('2025-01-06') + 7 * week},{rng.poisson(4)}"
        for owner in "abcd"
        for week in range(40)
    ]
    table = tmp_path / "table.csv"
    table.write_text("\n".join(["repo,week_start,items", *rows]), encoding="utf-8")
    result = run(str(table), "--model", "boosted", "--window", "8")
    assert result.exit_code == 0
    assert result.stdout.strip().splitlines()[-1].startswith("The boosted trees ")
