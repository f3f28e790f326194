"""A file that at most one process holds; the system lets go of it when the process ends."""

from __future__ import annotations

import fcntl
import time
from pathlib import Path
from typing import IO

PATIENCE_S = 1.0
"""Whoever only asks holds the file for a moment too."""


def take_lock(path: Path) -> IO[bytes] | None:
    """Hold the file until it is closed; None if somebody else holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("ab")
    end = time.monotonic() + PATIENCE_S
    while not _try(file, fcntl.LOCK_EX):
        if time.monotonic() > end:
            file.close()
            return None
        time.sleep(0.02)
    return file


def is_held(path: Path) -> bool:
    """Whether some process holds the file."""
    try:
        with path.open("rb") as file:
            return not _try(file, fcntl.LOCK_SH)
    except FileNotFoundError:
        return False


def _try(file: IO[bytes], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
