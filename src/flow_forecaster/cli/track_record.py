"""``flow-forecaster track-record``: how an installation's forecasts kept their word."""

from __future__ import annotations

from gettext import gettext as _

import click

from flow_forecaster.cli.installation import opened
from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.tables import table
from flow_forecaster.domain.language import Language
from flow_forecaster.domain.track_record import TrackRecord


@click.command(
    "track-record",
    help=_(
        "Say how the saved forecasts of all accounts kept their promises, as far as it is known "
        "what happened. Numbers only."
    ),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print all numbers as JSON."))
@language_option
def command(*, language: Language, as_json: bool) -> None:
    from flow_forecaster.services.outcomes import installation_track_record

    with opened(language) as (_settings, database):
        record = installation_track_record(database)
    click.echo(record.model_dump_json() if as_json else _text(record, language))


def _text(record: TrackRecord, language: Language) -> str:
    if not record.n_forecasts:
        return language.gettext(
            "Nothing to judge yet: of no forecast kept here is it known what happened."
        )
    parts = [_levels(record, language), *record.notes(language)]
    if record.transform:
        shares = "  ".join(language.nearest_percent(share) for share in record.transform)
        told = language.gettext(
            "Share of outcomes in each tenth of its forecast, the best first: {shares}",
            shares=shares,
        )
        parts.append(told)
    return "\n\n".join(parts)


def _levels(record: TrackRecord, language: Language) -> str:
    words = ("Promise", "Held", "Share, and its range")
    rows = [
        [
            f"P{level.confidence * 100:.0f}",
            language.gettext("{kept} of {n}", kept=level.kept, n=level.n),
            language.gettext(
                "{share} ({low} to {high})",
                share=language.nearest_percent(level.share),
                low=language.nearest_percent(level.low),
                high=language.nearest_percent(level.high),
            ),
        ]
        for level in record.levels
    ]
    return table([language.gettext(word) for word in words], rows)
