"""``flow-forecaster forecast``: a history in, the answer out."""

from __future__ import annotations

import datetime as dt
from gettext import gettext as _
from typing import Any, BinaryIO

import click

from flow_forecaster.cli.flags import FLAGS
from flow_forecaster.cli.question import question_options, read_question
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.language import Language


@click.command(
    "forecast",
    help=_("Forecast from a history. Ask with flags, or with --json as the API is asked."),
)
@question_options(FLAGS)
@click.option(
    "--plot",
    metavar="FILE",
    help=_("Draw the answer too: FILE ends in .png, .svg or .pdf, which is one page to hand out."),
)
def command(
    *,
    language: Language,
    file: BinaryIO | None,
    output: str | None,
    plot: str | None,
    **flags: Any,
) -> None:
    # Imported when needed, so that help comes at once.
    from flow_forecaster.cli.forecast_text import forecast_text
    from flow_forecaster.cli.plot import write_plot
    from flow_forecaster.domain.request import ForecastRequest
    from flow_forecaster.services.forecast import forecast

    with refusing(language, () if file else FLAGS):
        asked = read_question(ForecastRequest, FLAGS, flags, file=file)
        today = dt.datetime.now().astimezone().date()
        answer = forecast(asked, today=today, language=language)
        if plot:
            write_plot(plot, asked, answer, today, language)
    if (output or ("json" if file else "text")) == "json":
        click.echo(answer.model_dump_json())
    else:
        click.echo(forecast_text(answer, asked, language))
