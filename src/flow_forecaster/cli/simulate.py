"""``flow-forecaster simulate``: the same question, answered by drawing futures."""

from __future__ import annotations

import datetime as dt
from gettext import gettext as _
from typing import Any, BinaryIO

import click

from flow_forecaster.cli.flags import FLAGS, SIMULATION_FLAGS
from flow_forecaster.cli.progress import showing_progress
from flow_forecaster.cli.question import question_options, read_question
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.language import Language

ALL = (*FLAGS, *SIMULATION_FLAGS)


@click.command(
    "simulate",
    help=_(
        "Draw futures of the whole project: people joining, effort, lead times. "
        "The odds are those of `forecast`, but for chance."
    ),
)
@question_options(ALL)
def command(*, language: Language, file: BinaryIO | None, output: str | None, **flags: Any) -> None:
    # Imported when needed, so that help comes at once.
    from flow_forecaster.cli.simulation_text import simulation_text
    from flow_forecaster.domain.request import SimulationRequest
    from flow_forecaster.services.simulate import simulate

    with refusing(language, () if file else ALL):
        asked = read_question(SimulationRequest, ALL, flags, file=file)
        with showing_progress(language.gettext("Drawing futures")) as on_progress:
            answer = simulate(
                asked, today=dt.datetime.now().astimezone().date(), on_progress=on_progress
            )
    if (output or ("json" if file else "text")) == "json":
        click.echo(answer.model_dump_json())
    else:
        click.echo(simulation_text(answer, asked, language))
