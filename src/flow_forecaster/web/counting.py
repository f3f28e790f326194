"""Where the processes of a server keep their counts together, as files that each maps."""

from __future__ import annotations

import os
import shutil
import tempfile

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names it; read when the metrics are first imported."""


def share_counts() -> None:
    """Let the processes that are about to start count together."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="flow-forecaster-metrics-")


def forget_process(pid: int) -> None:
    """A process has ended; what it counted stays counted."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


def drop_counts() -> None:
    """All have ended."""
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
