"""``flow-forecaster backtest``: which pace model kept its word on weeks that are known."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path

import click

from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.progress import showing_progress
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain import limits
from flow_forecaster.domain.language import Language


@click.command(
    "backtest",
    help=_(
        "Forecast from past weeks of one history or many, and compare with what followed. "
        "A file is a table with the columns repo, week_start and items, or one with a line for "
        "each item and its date_merged, or one count a line; a folder stands for its .csv, .tsv "
        "and .txt files."
    ),
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
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
    type=click.IntRange(min=1, max=limits.MAX_BACKTEST_WINDOW),
    multiple=True,
    help=_(
        "Weeks of history that a forecast is made from; 8, 12, 26, 52 if not given. Repeatable."
    ),
)
@click.option(
    "--horizon",
    "horizons",
    type=click.IntRange(min=1, max=limits.MAX_BACKTEST_HORIZON),
    multiple=True,
    help=_(
        "Weeks ahead, and weeks' worth of work, that are asked about; 1, 4, 8, 13 and 4, 8, 13 if "
        "not given. Repeatable."
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
    horizons: tuple[int, ...],
    processes: int,
    as_json: bool,
) -> None:
    # Imported when needed, so that help comes at once.
    from flow_forecaster.cli.backtest_files import read_files
    from flow_forecaster.cli.backtest_text import backtest_text
    from flow_forecaster.engine.backtest import plan_for
    from flow_forecaster.engine.pace import PACE_MODELS
    from flow_forecaster.services.backtest import WINDOWS, backtest
    from flow_forecaster.services.backtest_summary import BOOSTED

    known = [*PACE_MODELS, BOOSTED]
    if set(models) - set(known):
        raise click.BadParameter(", ".join(known), param_hint="--model")
    with refusing(language):
        histories = read_files(files)
        with showing_progress(language.gettext("Testing pace models")) as on_progress:
            result = backtest(
                histories,
                models=models or tuple(PACE_MODELS),
                windows=windows or WINDOWS,
                plan=plan_for(horizons),
                n_processes=processes,
                on_progress=on_progress,
            )
    click.echo(result.model_dump_json() if as_json else backtest_text(result, language))
