"""A file that at most one process holds; the system lets go of it when the process ends.

When the file was last touched is when its holder was last heard of, which costs no write.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
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


def touch(file: IO[bytes]) -> None:
    """Let others hear of the holder."""
    os.utime(file.fileno())


def touched_at(path: Path) -> dt.datetime | None:
    """When the holder was last heard of; None before there was one."""
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except FileNotFoundError:
        return None


def _try(file: IO[bytes], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
