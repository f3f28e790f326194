"""``flow-forecaster backtest``: which pace model kept its word on weeks that are known."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path

import click

from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.progress import showing_progress
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.language import Language


@click.command(
    "backtest",
    help=_(
        "Forecast from past weeks of one history or many, and compare with what followed. "
        "A file is a table with the columns repo, week_start and items, or one count a line."
    ),
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILES...",
)
@click.option(
    "--model",
    "models",
    multiple=True,
    help=_(
        "A pace model to test; all of them but boosted if not given. boosted learns from the other "
        "owners' histories and needs scikit-learn. Repeatable."
    ),
)
@click.option(
    "--window",
    "windows",
    type=click.IntRange(min=1, max=520),
    multiple=True,
    help=_(
        "Weeks of history that a forecast is made from; 8, 12, 26, 52 if not given. Repeatable."
    ),
)
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    help=_("Processes that share the work; one for each processor if not given."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print all numbers as JSON."))
@language_option
def command(
    *,
    language: Language,
    files: tuple[Path, ...],
    models: tuple[str, ...],
    windows: tuple[int, ...],
    processes: int,
    as_json: bool,
) -> None:
    # Imported when needed, so that help comes at once.
    from flow_forecaster.cli.backtest_text import backtest_text
    from flow_forecaster.engine.pace import PACE_MODELS
    from flow_forecaster.readers.history_table import read_histories
    from flow_forecaster.services.backtest import WINDOWS, backtest
    from flow_forecaster.services.backtest_summary import BOOSTED

    known = [*PACE_MODELS, BOOSTED]
    if set(models) - set(known):
        raise click.BadParameter(", ".join(known), param_hint="--model")
    with refusing(language):
        histories = [
            history
            for file in files
            for history in read_histories(file.read_bytes().decode("utf-8", "replace"), file.stem)
        ]
        with showing_progress(language.gettext("Testing pace models")) as on_progress:
            result = backtest(
                histories,
                models=models or tuple(PACE_MODELS),
                windows=windows or WINDOWS,
                n_processes=processes,
                on_progress=on_progress,
            )
    click.echo(result.model_dump_json() if as_json else backtest_text(result, language))
