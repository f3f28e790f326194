"""What is drawn, drawn in a process of its own: the memory that drawing takes ends with it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import Language, load_language
from flow_forecaster.domain.outages import DrawingTooSlow

COMMAND = (sys.executable, "-m", "flow_forecaster.services.exports.apart")
PATIENCE_S = 30
"""A page takes one second, and some when fonts are looked for the first time."""

Make = Callable[..., bytes]


def made_apart(make: Make, *facts: object, language: Language) -> bytes:
    """The file ``make(*facts, language)``; ``make`` is a function of a module.

    Raises
    ------
    AppError
        As ``make`` does.
    DrawingTooSlow
        If it takes longer than ``PATIENCE_S``.
    """
    told = pickle.dumps((make, facts, language.code))
    try:
        run = subprocess.run(  # noqa: S603 - our own module
            COMMAND, input=told, stdout=subprocess.PIPE, timeout=PATIENCE_S, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingTooSlow from error
    made: bytes | AppError = pickle.loads(run.stdout)  # noqa: S301 - from our own process
    if isinstance(made, AppError):
        raise made
    return made


def main() -> None:
    """Make what the other process wants."""
    told: tuple[Make, tuple[Any, ...], str] = pickle.load(sys.stdin.buffer)  # noqa: S301 - ours
    make, facts, code = told
    made: bytes | AppError
    try:
        made = make(*facts, load_language(code))
    except AppError as refusal:
        made = refusal
    sys.stdout.buffer.write(pickle.dumps(made))


if __name__ == "__main__":
    main()
