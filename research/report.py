"""Prints, as Markdown, what the judge found of one pace model.

python -m research.report judged.json [pool]
"""

from __future__ import annotations

import sys
from pathlib import Path

from flow_forecaster.domain.backtest import ModelScores, QuestionScores, WindowHorizonCell
from research.judge import Judged
from research.teams import ModelByTeam, QuestionByTeam

DEFAULT = "pool"


def report(judged: Judged, model: str) -> str:
    """Overall, by window and horizon, and by team."""
    scores = next(one for one in judged.backtest.models if one.model == model)
    teams = next(one for one in judged.teams if one.model == model)
    parts = [_overall(scores, teams)]
    for name, question in (("How many", scores.how_many), ("When", scores.when)):
        parts.append(_by_window(name, question))
    return "\n".join(parts)


def promise_error(question: QuestionScores) -> float:
    """Mean distance of the shares kept from what was announced; 0 to 1."""
    distances = [abs(one.share - one.confidence) for one in question.promises]
    return sum(distances) / len(distances)


def _overall(scores: ModelScores, teams: ModelByTeam) -> str:
    head = ["", "error", "50", "70", "85", "95 % hold", "off by", "teams near 85"]
    head.append(f"{teams.n_slow} slow teams: 85 holds")
    return (
        _row(head)
        + "|---" * len(head)
        + "|\n"
        + _question_row("How many", scores.how_many, teams.how_many)
        + _question_row("When", scores.when, teams.when)
    )


def _question_row(name: str, scores: QuestionScores, teams: QuestionByTeam) -> str:
    low, high = scores.interval or (0.0, 0.0)
    cells = [
        name,
        f"{_percent(scores.crps_vs_resample or 0.0)} % ({_percent(low)} to {_percent(high)})",
        *(_percent(one.share) for one in scores.promises),
        _percent(promise_error(scores)),
        f"{_percent(teams.near)} %",
        "" if teams.slow is None else _percent(teams.slow),
    ]
    return _row(cells)


def _by_window(name: str, question: QuestionScores) -> str:
    horizons = sorted({cell.horizon for cell in question.by_window_and_horizon})
    head = _row([f"{name}, weeks", *map(str, horizons)]) + "|---" * (len(horizons) + 1) + "|\n"
    rows = []
    for window in sorted({cell.window for cell in question.by_window_and_horizon}):
        cells = [cell for cell in question.by_window_and_horizon if cell.window == window]
        cells.sort(key=lambda cell: cell.horizon)
        rows.append(_row([str(window), *map(_cell, cells)]))
    return head + "".join(rows)


def _cell(cell: WindowHorizonCell) -> str:
    kept = "/".join(_percent(share) for share in cell.kept.values())
    return f"{_percent(cell.crps_vs_resample or 0.0)} %; {kept}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def main() -> None:
    """Print the report of a judged file."""
    judged = Judged.model_validate_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write(report(judged, sys.argv[2] if len(sys.argv) > 2 else DEFAULT))


if __name__ == "__main__":
    main()
