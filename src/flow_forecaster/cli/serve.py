"""``flow-forecaster serve``: the pages and the API, by Gunicorn."""

from __future__ import annotations

import os
import subprocess
import sys
from gettext import gettext as _

import click

from flow_forecaster.cli.language import language_option
from flow_forecaster.cli.listening import listen, page_address
from flow_forecaster.cli.refusals import refusing
from flow_forecaster.domain.language import Language
from flow_forecaster.settings import Settings, environment_of, load_settings

CONFIG = "python:flow_forecaster.web.server"
APP = "flow_forecaster.web.wsgi:app"
FOR_A_ROOM = {"HOST": "0.0.0.0", "WORKSHOP": "1"}  # noqa: S104 - a room's phones are to reach it


@click.command("serve", help=_("Serve the pages and the API. Settings come from the environment."))
@click.option("--host", metavar="127.0.0.1", help=_("Address to listen on; HOST if not given."))
@click.option("--port", metavar="8080", help=_("Port to listen on; PORT if not given."))
@click.option("--workers", metavar="2", help=_("Processes that answer; WORKERS if not given."))
@click.option(
    "--workshop",
    is_flag=True,
    help=_("Listen on the whole network, open a room, and say how to reach it."),
)
@language_option
def command(*, language: Language, workshop: bool, **flags: str | None) -> None:
    said = {name.upper(): text for name, text in flags.items() if text is not None}
    with refusing(language):
        settings = load_settings((FOR_A_ROOM if workshop else {}) | os.environ | said)
        listener = listen(settings.host, settings.port)
    address = page_address(listener)
    if workshop:
        _start_workshop(settings, listener.getsockname()[1], language)
    listener.set_inheritable(True)
    # Gunicorn in the place of this process, which has loaded what only the command needs.
    os.execve(  # noqa: S606
        sys.executable,
        [sys.executable, "-m", "gunicorn", "-c", CONFIG, "-b", f"fd://{listener.fileno()}", APP],
        os.environ
        | environment_of(settings)
        | {
            "FLOW_FORECASTER_GREETING": language.gettext(
                "Flow Forecaster is running: {address} (Ctrl-C ends it)", address=address
            ),
        },
    )


def _start_workshop(settings: Settings, port: int, language: Language) -> None:
    """Let a process of its own greet the room once the server answers."""
    subprocess.Popen(  # noqa: S603
        [
            sys.executable,
            *("-m", "flow_forecaster.cli.workshop_start"),
            *(str(port), language.code, settings.data_folder, settings.public_url),
        ]
    )
