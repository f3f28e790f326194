"""A small room for tests."""

from flow_forecaster.domain.room import RoomSetup
from flow_forecaster.domain.room_field import Sync

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
