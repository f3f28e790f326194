import datetime as dt
import itertools
import threading

import pytest
from pydantic import ValidationError

from flow_forecaster.domain import limits
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.room import (
    ALPHABET,
    KEPT,
    NoRoom,
    NotTheFacilitator,
    NotYours,
    RoomFrozen,
    RoomFull,
    read_code,
)
from flow_forecaster.services import rooms
from flow_forecaster.services.own_rooms import list_own_rooms
from flow_forecaster.storage.accounts import insert_account
from flow_forecaster.storage.database import open_database
from tests.services.rooms import ANA, BIA, keep_model, setup, sync
from tests.storage.servers import migrated_database_url

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
NOW_MS = round(NOW.timestamp() * 1_000)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    database = open_database(migrated_database_url(request.param, tmp_path))
    yield database
    database.close()


@pytest.fixture
def room(database):
    return rooms.open_room(database, setup(), account_id=None, now=NOW)[0]


def say(database, room, *changes, leads=False, **others):
    return rooms.say(database, room, sync(*changes, **others), leads=leads, now=NOW)


def values(database, room, see="all", since=0):
    heard = rooms.hear(database, room, sync(see=see, since=since))
    return {(one.scope, one.name): one.value for one in heard.fields}


def test_a_code_is_found_however_it_is_typed(database, room):
    code = room.code
    assert len(code) == 6
    assert set(code) <= set(ALPHABET)
    for typed in (code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        assert rooms.find_room(database, typed).id == room.id


@pytest.mark.parametrize(
    "typed", ["", "ABC", "ABCDE0", "ABCDEI", "ABCDEFG", "ÁBCDEF", "\0", "x" * 99]
)
def test_what_is_no_code_is_no_room(database, typed):
    assert read_code(typed) is None
    with pytest.raises(NoRoom):
        rooms.find_room(database, typed)


def test_only_the_key_or_the_account_leads(database):
    room, key = rooms.open_room(database, setup(), account_id=None, now=NOW)
    assert rooms.is_facilitator(room, key=key, account_id=None)
    assert not rooms.is_facilitator(room, key=key[:-1], account_id=None)
    assert not rooms.is_facilitator(room, key=None, account_id=None)
    assert not rooms.is_facilitator(room, key=None, account_id="ana")
    assert key not in room.digest


def test_what_is_said_is_heard(database, room):
    say(database, room, ("g1", "items", 80, 1), ("g1", "reason", "por quê? 🙂", 1))
    assert values(database, room) == {("g1", "items"): 80, ("g1", "reason"): "por quê? 🙂"}


def test_only_what_is_new_is_heard_again(database, room):
    say(database, room, ("g1", "items", 80, 1))
    first = rooms.hear(database, room, sync())
    say(database, room, ("g1", "people", 5, 1))
    second = rooms.hear(database, room, sync(since=first.version))
    assert [one.name for one in second.fields] == ["people"]
    assert rooms.hear(database, room, sync(since=second.version)).fields == ()


def test_a_device_hears_its_group_and_the_room_only(database, room):
    say(database, room, ("g1", "items", 1, 1))
    say(database, room, ("g2", "items", 2, 1), see="g2", device=BIA)
    say(database, room, ("room", "phase", "work", 1), leads=True)
    assert set(values(database, room, "g1")) == {("g1", "items"), ("room", "phase")}
    assert set(values(database, room, "")) == {("room", "phase")}
    assert len(values(database, room, "all")) == 3


def test_the_later_wins_in_whatever_order_it_comes(database, room):
    said = [(1, ANA, "first"), (3, ANA, "last"), (2, BIA, "between"), (3, "0" * 16, "lost")]
    for order in itertools.permutations(said):
        other, _ = rooms.open_room(database, setup(), account_id=None, now=NOW)
        for clock, device, value in order:
            say(database, other, ("g1", "reason", value, clock), device=device)
        assert values(database, other) == {("g1", "reason"): "last"}


def test_saying_it_twice_changes_nothing(database, room):
    say(database, room, ("g1", "items", 80, 5))
    before = rooms.hear(database, room, sync()).version
    known = say(database, room, ("g1", "items", 80, 5))
    assert rooms.hear(database, room, sync()).version == before
    assert [one.value for one in known] == [80]


def test_who_is_late_is_told_what_is_there(database, room):
    say(database, room, ("g1", "items", 80, 5))
    [known] = say(database, room, ("g1", "items", 70, 4), device=BIA)
    assert (known.value, known.clock) == (80, 5)


def test_a_clock_from_the_future_is_set_right(database, room):
    [known] = say(database, room, ("g1", "items", 80, NOW_MS + 3_600_000))
    assert known.clock == NOW_MS + 1_000
    # Nobody is shut out by it: the next one's clock is as late.
    say(database, room, ("g1", "items", 70, NOW_MS + 1_001), device=BIA)
    assert values(database, room) == {("g1", "items"): 70}


def test_a_room_that_was_restored_tells_everything(database, room):
    say(database, room, ("g1", "items", 80, 1))
    heard = rooms.hear(database, room, sync(since=999))
    assert (heard.version, len(heard.fields)) == (2, 1)


@pytest.mark.parametrize(
    ("change", "see", "refusal"),
    [
        (("room", "phase", "over", 1), "g1", NotTheFacilitator),
        (("g2", "items", 1, 1), "g1", NotYours),
        (("g1", "items", 1, 1), "all", NotYours),
        (("g1", f"guess.{BIA}", 9, 1), "g1", NotYours),
        (("g9", "items", 1, 1), "g9", NotYours),
    ],
)
def test_nobody_says_what_is_not_theirs(database, room, change, see, refusal):
    with pytest.raises(refusal):
        say(database, room, change, see=see)
    assert values(database, room) == {}


def test_a_device_makes_its_own_guess(database, room):
    say(database, room, ("g1", f"guess.{ANA}", {"weeks": 12}, 1))
    assert values(database, room) == {("g1", f"guess.{ANA}"): {"weeks": 12}}


def test_the_facilitator_may_say_everything_but_in_groups_that_are_not_there(database, room):
    say(
        database, room, ("g2", "decision", "go", 1), ("room", "frozen", True, 1), leads=True, see=""
    )
    with pytest.raises(NotYours):
        say(database, room, ("g7", "decision", "go", 1), leads=True)


def test_a_frozen_room_takes_nothing_from_groups_until_it_thaws(database, room):
    say(database, room, ("room", "frozen", True, 1), leads=True)
    with pytest.raises(RoomFrozen):
        say(database, room, ("g1", "items", 1, 2))
    say(database, room, ("g1", "items", 2, 2), leads=True)
    say(database, room, ("room", "frozen", False, 3), leads=True)
    say(database, room, ("g1", "items", 3, 4))
    assert values(database, room)["g1", "items"] == 3


def test_a_full_room_says_so(database, room, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FIELDS", 3)
    say(database, room, *(("g1", f"risk.{n}", True, 1) for n in range(3)))
    with pytest.raises(RoomFull) as refused:
        say(database, room, ("g1", "items", 1, 1))
    assert "3 fields" in refused.value.detail(load_language("en"))
    say(database, room, ("g1", "risk.0", False, 2))


def test_writers_at_once_lose_nothing(database, room):
    def write(number):
        for clock in range(1, 11):
            say(database, room, ("g1", f"risk.{number}", clock, clock), device=f"{number:016x}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heard = rooms.hear(database, room, sync(see="all"))
    assert {one.name: one.value for one in heard.fields} == {f"risk.{n}": 10 for n in range(8)}
    assert heard.version == 81
    assert len({one.version for one in heard.fields}) == 8


def test_who_is_here_is_known(database, room):
    rooms.note_presence(database, room, sync(nickname="Ana"), now=NOW)
    rooms.note_presence(database, room, sync(device=BIA, see="all"), now=NOW)
    later = NOW + dt.timedelta(seconds=30)
    rooms.note_presence(database, room, sync(), now=later)
    here = rooms.who_is_here(database, room, now=later)
    assert [(one.device, one.scope, one.nickname, one.seen_s) for one in here] == [
        (ANA, "g1", "Ana", 0),
        (BIA, "all", "", 30),
    ]


def test_a_room_is_forgotten_long_after_the_last_change(database, room):
    say(database, room, ("g1", "items", 80, 1))
    for days, is_there in ((-1, True), (1, False)):
        rooms.open_room(
            database, setup(), account_id=None, now=NOW + KEPT + dt.timedelta(days=days)
        )
        if is_there:
            rooms.find_room(database, room.code)
    with pytest.raises(NoRoom):
        rooms.find_room(database, room.code)


@pytest.mark.parametrize(
    "change",
    [
        ("g1", "unknown", 1, 1),
        ("room", "items", 1, 1),
        ("g0", "items", 1, 1),
        ("g1", "items", 1, -1),
        ("g1", "items", 1, 2**53),
        ("g1", "items", float("nan"), 1),
        ("g1", "reason", "x" * 4_001, 1),
        ("g1", "reason", "\0", 1),
        ("g1", "reason", "\ud800", 1),
        ("g1", "risk.", True, 1),
    ],
)
def test_what_no_room_knows_is_refused(change):
    with pytest.raises(ValidationError):
        sync(change)


def test_a_group_needs_a_case_and_a_number_of_its_own():
    group = {"number": 1, "name": "One", "case": 0}
    with pytest.raises(ValidationError):
        setup(groups=[group | {"case": 1}])
    with pytest.raises(ValidationError):
        setup(groups=[group, group])


def account_of(database, email):
    insert_account(database, email, email=email, name="Ana", password="hash", role=None, now=NOW)
    return email


def test_own_rooms_are_listed_the_newest_first_and_nobody_elses(database):
    ana, bia = account_of(database, "ana@example.org"), account_of(database, "bia@example.org")
    opened = [
        rooms.open_room(database, setup(), account_id=owner, now=NOW + n * dt.timedelta(hours=1))[0]
        for n, owner in enumerate((ana, bia, None, ana))
    ]
    say(database, opened[0], ("room", "phase", "work", NOW_MS), leads=True)
    listed = list_own_rooms(database, ana)
    assert [one.room.id for one in listed] == [opened[3].id, opened[0].id]
    assert [one.phase for one in listed] == ["lobby", "work"]
    assert [one.room.id for one in list_own_rooms(database, bia)] == [opened[1].id]


def test_whatever_was_said_of_the_phase_a_list_has_one(database):
    ana = account_of(database, "ana@example.org")
    for value in ("tea", None, 3, ["work"], {"a": 1}):
        room, _ = rooms.open_room(database, setup(), account_id=ana, now=NOW)
        say(database, room, ("room", "phase", value, NOW_MS), leads=True)
    assert {one.phase for one in list_own_rooms(database, ana)} == {"lobby"}


@pytest.mark.parametrize("model", ["bayesian", "negative_binomial"])
def test_a_room_that_forecast_by_a_model_of_old_opens_with_plain_resampling(database, room, model):
    keep_model(database, room.id, model)
    found = rooms.find_room(database, room.code)
    assert (found.setup.pace_model, found.dropped_model) == ("resample", model)
    assert rooms.find_room(database, room.code).setup == room.setup
    assert room.dropped_model is None
