"""What lets requests of this process wait for changes of rooms."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from flask import Flask, current_app

from flow_forecaster.web.database import LazyDatabase

if TYPE_CHECKING:
    from flow_forecaster.services.room_watch import RoomWatch


class LazyRoomWatch:
    """Made when somebody first waits, in the process that waits."""

    def __init__(self, database: LazyDatabase) -> None:
        self._database, self._lock = database, threading.Lock()
        self._watch: RoomWatch | None = None

    def get(self) -> RoomWatch:
        """The watch of this process."""
        with self._lock:
            if self._watch is None:
                self._watch = self._make()
            return self._watch

    def close(self) -> None:
        """Let nobody wait any longer."""
        if self._watch is not None:
            self._watch.close()

    def _make(self) -> RoomWatch:
        from flow_forecaster.services.room_watch import RoomWatch
        from flow_forecaster.storage.rooms import read_versions

        database = self._database.get()
        return RoomWatch(lambda room_ids: read_versions(database, room_ids))


def install_room_watch(app: Flask, database: LazyDatabase) -> None:
    """Let requests wait for rooms."""
    app.extensions["room_watch"] = LazyRoomWatch(database)


def current_room_watch() -> RoomWatch:
    """The watch of the process that answers."""
    watch: LazyRoomWatch = current_app.extensions["room_watch"]
    return watch.get()
