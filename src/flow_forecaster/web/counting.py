"""Where the processes of a server keep their counts together, as files that each maps."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names it; read when the metrics are first imported."""

MEMORY = "/dev/shm"  # noqa: S108 - only folders of one's own are made in it


def memory_folder() -> str | None:
    """Where files lie in memory, if the machine has such a place.

    A process that writes to a file which it maps is killed if the disk is full just then.
    """
    is_usable = Path(MEMORY).is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)
    return MEMORY if is_usable else None


def share_counts() -> None:
    """Let the processes that are about to start count together."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="flow-forecaster-metrics-", dir=memory_folder())


def forget_process(pid: int) -> None:
    """A process has ended; what it counted stays counted."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


def drop_counts() -> None:
    """All have ended."""
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
