"""The embedded runner: a process beside the web that forks warm workers and watches them."""

from __future__ import annotations

from typing import IO

from flow_forecaster.domain.job import Job, Runner
from flow_forecaster.jobs.attention import Attention, Every
from flow_forecaster.jobs.chores import Chores
from flow_forecaster.jobs.crew import Crew
from flow_forecaster.jobs.labour import Labour
from flow_forecaster.jobs.launch import Keeper
from flow_forecaster.jobs.lock import touch
from flow_forecaster.jobs.running import keep_running
from flow_forecaster.jobs.watch import Watch

HEARD_S = 1.0
"""How often the runner lets others hear of it."""


class EmbeddedDispatcher:
    """Workers look for new rows themselves; there only must be some."""

    runner = Runner.EMBEDDED

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def dispatch(self) -> Runner:
        """See that there are workers.

        Raises
        ------
        QueueUnavailable
            If none can be started.
        """
        self._keeper.keep()
        return self.runner

    def tend(self) -> None:
        """See that there are workers."""
        self._keeper.keep()

    def stop(self, job: Job) -> None:
        """Nothing to do: whoever watches the workers sees it in the row."""

    def close(self) -> None:
        """End the workers that this process started."""
        self._keeper.stop()


def run_embedded(
    labour: Labour,
    chores: Chores,
    *,
    size: int,
    attention: Attention,
    lock: IO[bytes],
    grace_s: float,
) -> None:
    """Keep ``size`` workers at work until the parent ends, or SIGTERM.

    ``lock`` is the file that this process holds, touched after each look that came to its end.
    """
    crew = Crew(labour.work, size=size, shut=(lock.fileno(),))
    watch = Watch(crew, labour.open_stores())
    hearing = Every(HEARD_S)
    touch(lock)

    def look() -> None:
        crew.fill()
        watch.look()
        chores.do()
        if hearing.is_due():
            touch(lock)

    keep_running(look, attention)
    watch.end(grace_s=grace_s)
