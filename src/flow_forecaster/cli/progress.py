"""A bar on the standard error while something takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

SHORT_S = 0.5
STEPS = 1_000


@contextmanager
def showing_progress(label: str) -> Iterator[Callable[[float], None]]:
    """Give what is to be told the share done, 0 to 1; the bar comes after half a second."""
    begun = time.monotonic()
    bars: list[Any] = []
    with ExitStack() as stack:

        def tell(share: float) -> None:
            if not bars and sys.stderr.isatty() and time.monotonic() - begun > SHORT_S:
                bar = click.progressbar(length=STEPS, label=label, file=sys.stderr)
                bars.append(stack.enter_context(bar))
            for bar in bars:
                bar.update(round(share * STEPS) - bar.pos)

        yield tell
