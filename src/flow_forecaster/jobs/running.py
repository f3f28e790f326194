"""The loop of a process that looks after others."""

from __future__ import annotations

import logging
from collections.abc import Callable

from flow_forecaster.domain.outages import Unavailable
from flow_forecaster.jobs.attention import Attention
from flow_forecaster.jobs.watch import TICK_S

log = logging.getLogger(__name__)


def keep_running(look: Callable[[], None], attention: Attention) -> None:
    """See to everything every ``TICK_S`` until it is over; an outage is waited for."""
    was_available = True
    while not attention.is_over:
        try:
            look()
            was_available = True
        except Unavailable as outage:
            if was_available:
                log.warning("Waiting for %r to end", outage, exc_info=True)
            was_available = False
        attention.wait(TICK_S)
