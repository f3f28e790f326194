"""Waiting for something new in a room, many at once, with one look at the database for all."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from flow_forecaster.domain.outages import StorageUnavailable

MOST_WAITING = 64
"""Threads of a process that may wait; the others are left to those who ask for something."""

LOOK_S = 0.25
"""How often the database is looked at while anybody waits."""

IDLE_S = 5.0
"""How long the thread that looks outlives the last who waited."""

ReadVersions = Callable[[Collection[str]], Mapping[str, int]]


class RoomWatch:
    """Lets the threads of a process wait for changes of rooms, whoever makes them."""

    def __init__(self, read_versions: ReadVersions, *, most_waiting: int = MOST_WAITING) -> None:
        self._read_versions, self._most = read_versions, most_waiting
        self._condition = threading.Condition()
        self._waiting: Counter[str] = Counter()
        self._versions: dict[str, int] = {}
        self._looker: threading.Thread | None = None
        self._is_closed = False

    def wait(self, room_id: str, since: int, timeout_s: float) -> bool:
        """Wait until the room is at another version than ``since``; False at once if too many wait.

        True also when nothing happened in time: whoever waited may ask.
        """
        with self._condition:
            if self._waiting.total() >= self._most:
                return False
            self._waiting[room_id] += 1
            self._versions.pop(room_id, None)
            self._start_looking()
            try:
                self._condition.wait_for(
                    lambda: self._is_closed or self._versions.get(room_id, since) != since,
                    timeout_s,
                )
            finally:
                self._waiting[room_id] -= 1
                if not self._waiting[room_id]:
                    del self._waiting[room_id]
        return True

    def tell(self, room_id: str, version: int) -> None:
        """A room is at a new version: nobody need look for it."""
        with self._condition:
            self._versions[room_id] = version
            self._condition.notify_all()

    def close(self) -> None:
        """End every wait, and the looking."""
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()
            looker = self._looker
        if looker is not None:
            looker.join()

    def _start_looking(self) -> None:
        if self._looker is None:
            self._looker = threading.Thread(target=self._look, name="room-watch", daemon=True)
            self._looker.start()

    def _look(self) -> None:
        idle_since = time.monotonic()
        while True:
            with self._condition:
                room_ids = set(self._waiting)
                if room_ids:
                    idle_since = time.monotonic()
                elif self._is_closed or time.monotonic() - idle_since > IDLE_S:
                    self._looker = None
                    self._versions.clear()
                    return
            if room_ids:
                self._update(room_ids)
            time.sleep(LOOK_S)

    def _update(self, room_ids: Collection[str]) -> None:
        try:
            found = self._read_versions(room_ids)
        except StorageUnavailable:
            # Those who wait find out for themselves.
            return
        with self._condition:
            self._versions.update(found)
            self._condition.notify_all()
