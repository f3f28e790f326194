"""``flow-forecaster worker``: long computations, for the web on this or other machines."""

from __future__ import annotations

import os
from gettext import gettext as _

import click

from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.jobs.launch import WorkerOptions, become_worker
from flow_forecaster.settings import Settings, load_settings


class NoRedis(AppError):
    """A worker that nobody could tell of jobs."""

    heading = N_("Redis is not set")
    sentence = N_(
        "A worker of its own is told of computations by Redis: set REDIS_URL, and DATABASE_URL to "
        "the database of the web. Without Redis, `flow-forecaster serve` needs no worker."
    )


@click.command(
    "worker",
    help=_("Do long computations, told of by Redis. Settings come from the environment."),
)
@click.option("--processes", metavar="N", help=_("How many at once; JOB_WORKERS if not given."))
@language_option
def command(*, language: Language, processes: str | None) -> None:
    with refusing(language):
        settings = load_settings(os.environ | ({"JOB_WORKERS": processes} if processes else {}))
        options = _options(settings)
    become_worker(options)


def _options(settings: Settings) -> WorkerOptions:
    if not settings.redis_url:
        raise NoRedis
    return WorkerOptions(
        database_url=settings.database_address,
        lock_file=settings.lock_file,
        redis_url=settings.redis_url,
        size=settings.job_workers,
        is_embedded=False,
        log_level=settings.log_level.upper(),
    )
