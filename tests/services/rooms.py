"""A small room for tests."""

from sqlalchemy import select, update

from flow_forecaster.domain.room import RoomSetup
from flow_forecaster.domain.room_field import Sync
from flow_forecaster.storage.tables import room

ANA, BIA = "a" * 16, "b" * 16

SETUP = {
    "title": "A room",
    "language": "en",
    "start": "2026-11-23",
    "cases": [
        {
            "title": "A case",
            "unit": "tasks",
            "team_size": 5,
            "cost_per_person_week": 5500,
            "backlog": 80,
            "deadline_weeks": 15,
            "throughput_weekly": [5, 6, 8],
        }
    ],
    "groups": [{"number": 1, "name": "One", "case": 0}, {"number": 2, "name": "Two", "case": 0}],
}


def setup(**changes):
    return RoomSetup.model_validate(SETUP | changes)


def sync(*changes, device=ANA, see="g1", since=0, **others):
    """What a device says, each change as (scope, name, value, clock)."""
    said = [
        dict(zip(("scope", "name", "value", "clock"), change, strict=True)) for change in changes
    ]
    return Sync.model_validate(
        {"device": device, "see": see, "since": since, "changes": said} | others
    )


def keep_model(database, room_id, model):
    """As if an earlier version had opened a room with a model that rooms took then."""
    with database.writing() as connection:
        stored = connection.scalar(select(room.c.setup).where(room.c.id == room_id))
        assert stored["pace_model"] == "resample"
        changed = stored | {"pace_model": model}
        connection.execute(update(room).where(room.c.id == room_id).values(setup=changed))
