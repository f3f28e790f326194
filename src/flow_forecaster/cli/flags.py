"""The flags that ask for a forecast, and where each goes in a request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any, TypeVar

import click

from flow_forecaster.cli import values
from flow_forecaster.domain import limits

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag; ``read`` turns its text into what stands at ``place`` of the request."""

    name: str
    place: str
    read: Callable[[str], Any]
    example: str
    help: str
    is_repeated: bool = False

    @property
    def parameter(self) -> str:
        """The name of its value in a command."""
        return self.name.removeprefix("--").replace("-", "_")

    def option(self) -> Callable[[Command], Command]:
        """The option of a command."""
        return click.option(
            self.name, metavar=self.example, multiple=self.is_repeated, help=self.help
        )


HISTORY = Flag(
    "--history", "history.counts", values.counts, "5,6,8", _("Items finished in each past period.")
)

FLAGS = (
    HISTORY,
    Flag("--period-days", "history.period_days", values.number, "7", _("Days in one period.")),
    Flag(
        "--history-end",
        "history.last_period_end",
        str,
        "2026-11-22",
        _("Last day of the last period."),
    ),
    Flag("--items", "scope", values.items, "80|70-90", _("Items left: a number or a range.")),
    Flag(
        "--complexity",
        "scope.complexity",
        str,
        "low|medium|high|very_high",
        _("Complexity of what is left, compared with the past."),
    ),
    Flag(
        "--split",
        "scope.split_rate",
        values.span,
        "1.0-1.3",
        _("How many items one becomes when it is split."),
    ),
    Flag(
        "--risk",
        "risks",
        values.risk,
        "NAME=0.4:8,12,20",
        _("What may happen: its chance, and the items it adds: low, likely, high. Repeatable."),
        is_repeated=True,
    ),
    Flag("--start", "start", str, "2026-11-23", _("First day of the work; today if not given.")),
    Flag("--deadline", "deadline.date", str, "2027-03-08", _("Deadline as a date.")),
    Flag("--deadline-weeks", "deadline.weeks", values.number, "15", _("Deadline in weeks.")),
    Flag("--team-size", "team.size", values.number, "5", _("People.")),
    Flag(
        "--history-size",
        "team.history_size",
        values.number,
        "4",
        _("People who made the history, if it was another number."),
    ),
    Flag(
        "--focus",
        "team.focus",
        values.number,
        "0.8",
        _("Attention for this work, compared with the past: 1 is the same."),
    ),
    Flag(
        "--cost", "team.cost_per_person_week", values.number, "5500", _("Cost per person and week.")
    ),
    Flag("--currency", "team.currency", str, "BRL", _("Currency of the cost.")),
    Flag(
        "--days-off",
        "calendar.days_off",
        values.dates,
        "2026-12-25,2026-12-26",
        _("Days that are not worked."),
    ),
    Flag(
        "--holidays",
        "calendar.holidays",
        values.holidays,
        "BR|BR-SP",
        _("Public holidays of a country, or of one of its states."),
    ),
    Flag(
        "--pace-model",
        "pace_model",
        str,
        "auto|resample|bayesian|negative_binomial|reverting_level|reference_class|pool",
        _("How the history becomes a pace."),
    ),
    Flag(
        "--percentile",
        "percentiles",
        values.number,
        "0.85",
        _("A confidence to answer with. Repeatable."),
        is_repeated=True,
    ),
)

SIMULATION_FLAGS = (
    Flag(
        "--trials",
        "trials",
        values.number,
        "10000",
        _("How many futures are drawn; up to {most}.").format(most=limits.MAX_TRIALS),
    ),
    Flag("--seed", "seed", values.number, "0", _("The same seed draws the same futures.")),
    Flag(
        "--ramp",
        "ramp",
        values.ramp,
        "2|2:0.2",
        _("People who can start at once, and the share of the items until everybody can."),
    ),
    Flag(
        "--lead-times",
        "lead_times_days",
        values.counts,
        "3,5,8",
        _("Days from start to finish of past items."),
    ),
)


def flag_options(flags: Sequence[Flag]) -> Callable[[Command], Command]:
    """Give a command the options of the flags, in their order."""

    def decorate(command: Command) -> Command:
        for flag in reversed(flags):
            command = flag.option()(command)
        return command

    return decorate
