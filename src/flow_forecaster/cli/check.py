"""``flow-forecaster check``: whether the installation that the settings name can do its work."""

from __future__ import annotations

import os
import socket
from contextlib import closing
from gettext import gettext as _
from pathlib import Path

import click

from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.settings import Settings, load_settings

WORDS = {
    "database": N_("Database"),
    "migrations": N_("Tables"),
    "disk": N_("Room on the disk"),
    "redis": N_("Redis"),
    "workers": N_("Who runs long computations"),
    "jobs": N_("Long computations"),
    "answers": N_("answers"),
    "silent": N_("no answer"),
    "current": N_("of this version"),
    "missing": N_("missing"),
    "unknown": N_("unknown"),
    "unused": N_("not used"),
    "resting": N_("started when one is asked for"),
    "moving": N_("none is stuck"),
    "stuck": N_("stuck: some wait, and nobody takes them"),
    "enough": N_("enough"),
    "low": N_("nearly none left"),
    "full": N_("none left"),
}


class NotReady(AppError):
    """An installation that cannot do its work."""

    sentence = N_("It cannot do its work: see which part does not answer or is missing.")


class NoWorkerHere(AppError):
    """A machine none of whose workers is heard of."""

    sentence = N_("No worker on this machine has been heard of by Redis lately.")


@click.command(
    "check",
    help=_("Say how each part of the installation does; the exit status is 0 if it can work."),
)
@click.option("--worker", is_flag=True, help=_("Ask for a worker on this machine too."))
@language_option
def command(*, language: Language, worker: bool) -> None:
    from flow_forecaster.services.readiness import Probe

    with refusing(language):
        settings = load_settings(os.environ)
        probe = Probe(
            settings.database_address,
            settings.redis_url,
            lock_file=Path(settings.lock_file),
            file=settings.own_database_file,
        )
        with closing(probe):
            readiness = probe.look()
        for part, state in readiness.parts.items():
            click.echo(f"{language.gettext(WORDS[part])}: {language.gettext(WORDS[state])}")
        if not readiness.is_ready:
            raise NotReady
        if worker:
            _require_worker(settings)


def _require_worker(settings: Settings) -> None:
    from flow_forecaster.jobs.presence import count_workers_on

    if not settings.redis_url or not count_workers_on(socket.gethostname(), settings.redis_url):
        raise NoWorkerHere
