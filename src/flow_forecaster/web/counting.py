"""Where the processes of a server keep their counts together, as files that each maps."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names it; read when the metrics are first imported."""

PREFIX = "flow-forecaster-metrics-"

SURELY_LOCKED_S = 60.0
"""A folder is locked right after it is made."""

MEMORY = "/dev/shm"  # noqa: S108 - only folders of one's own are made in it


def memory_folder() -> str | None:
    """Where files lie in memory, if the machine has such a place.

    A process that writes to a file which it maps is killed if the disk is full just then.
    """
    is_usable = Path(MEMORY).is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)
    return MEMORY if is_usable else None


def share_counts() -> None:
    """Let the processes that are about to start count together."""
    place = memory_folder() or tempfile.gettempdir()
    _drop_what_killed_servers_left(Path(place))
    os.environ[FOLDER] = tempfile.mkdtemp(prefix=PREFIX, dir=place)
    # It stays open, in the children too, for as long as one of them lives.
    _lock(os.environ[FOLDER])


def _drop_what_killed_servers_left(place: Path) -> None:
    """Drop the folders that nobody has locked, unless they are so new that somebody may yet."""
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > SURELY_LOCKED_S:
                os.close(_lock(folder))
                shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: str | Path) -> int:
    """Lock a folder; OSError if another process has. The descriptor that holds the lock."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


def forget_process(pid: int) -> None:
    """A process has ended; what it counted stays counted."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


def drop_counts() -> None:
    """All have ended."""
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
