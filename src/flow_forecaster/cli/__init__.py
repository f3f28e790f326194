"""The command line: one file per group of commands, imported when it is called.

Exit status: 0, 2 for what cannot be used, 130 when interrupted.
"""

from __future__ import annotations

import gettext
import sys
from importlib import import_module, resources

import click

from flow_forecaster import __version__

COMMANDS = (
    "backtest",
    "check",
    "db",
    "forecast",
    "room",
    "serve",
    "simulate",
    "track-record",
    "user",
    "worker",
)
INTERRUPTED = 130

gettext.bindtextdomain("messages", str(resources.files("flow_forecaster") / "locale"))
_ = gettext.gettext


class Commands(click.Group):
    """A group whose commands are modules beside this one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module = cmd_name.replace("-", "_")
        command: click.Command = import_module(f"{__name__}.{module}").command
        return command


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("When will it be done? Forecasts from a team's own pace, with the odds said plainly."),
)
@click.version_option(__version__, message="%(prog)s %(version)s", help=_("Show the version."))
def commands() -> None:
    pass


def main() -> None:
    """Run the command line and end the process with its status."""
    try:
        sys.exit(commands.main(prog_name="flow-forecaster", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)
