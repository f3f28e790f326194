import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from tests.services.rooms import ANA, BIA, SETUP

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def opened(any_app):
    """A room's code and its facilitator's key."""
    answer = any_app.test_client().post("/api/v1/rooms", json=SETUP, headers=OWN)
    assert answer.status_code == 201
    return answer.json


@pytest.fixture
def sync(any_app, opened):
    def send(*changes, device=ANA, see="g1", since=0, key=None, **others):
        said = [
            dict(zip(("scope", "name", "value", "clock"), change, strict=True))
            for change in changes
        ]
        body = {"device": device, "see": see, "since": since, "changes": said} | others
        headers = OWN | {"Accept-Language": "en"} | ({"Room-Key": key} if key else {})
        address = f"/api/v1/rooms/{opened['code']}/sync"
        return any_app.test_client().post(address, json=body, headers=headers)

    return send


def test_a_room_is_read_by_its_code_however_it_is_typed(any_app, opened):
    answer = any_app.test_client().get(f"/api/v1/rooms/{opened['code'].lower()}")
    assert answer.json["setup"]["title"] == "A room"
    assert answer.json["leads"] is False
    assert abs(answer.json["now_ms"] / 1_000 - time.time()) < 60
    assert opened["key"] not in answer.text


def test_the_key_leads(any_app, opened, sync):
    key = opened["key"]
    client = any_app.test_client()
    address = f"/api/v1/rooms/{opened['code']}"
    assert client.get(address, headers={"Room-Key": key}).json["leads"] is True
    assert client.get(address, headers={"Room-Key": "x" + key}).json["leads"] is False
    assert sync(("room", "phase", "work", 1)).status_code == 403
    assert sync(("room", "phase", "work", 1), key=key).status_code == 200


def test_an_account_leads_the_rooms_that_it_opened(any_app):
    from tests.web.people import sign_up

    ana, bia = sign_up(any_app), sign_up(any_app, email="bia@example.org", name="Bia")
    code = ana.post("/api/v1/rooms", json=SETUP).json["code"]
    assert ana.get(f"/api/v1/rooms/{code}").json["leads"] is True
    assert bia.get(f"/api/v1/rooms/{code}").json["leads"] is False


def test_two_devices_of_a_group_see_the_same(sync):
    assert sync(("g1", "items", 90, 1)).status_code == 200
    heard = sync(device=BIA).json
    assert [(one["name"], one["value"]) for one in heard["fields"]] == [("items", 90)]
    assert heard["devices"] is None
    assert sync(device=BIA, since=heard["version"]).status_code == 204


def test_who_sees_all_is_told_who_is_here(sync):
    sync(("g1", "items", 90, 1), nickname="Ana")
    devices = sync(device=BIA, see="all").json["devices"]
    assert {(one["device"], one["scope"], one["nickname"]) for one in devices} == {
        (ANA, "g1", "Ana"),
        (BIA, "all", ""),
    }


def test_who_comes_wakes_nobody(sync):
    version = sync(("g1", "items", 90, 1)).json["version"]
    assert sync(device=BIA, since=version).status_code == 204
    assert sync(since=version).status_code == 204


def test_nothing_new_is_said_in_few_bytes(sync):
    version = sync(("g1", "items", 90, 1)).json["version"]
    answer = sync(since=version)
    assert (answer.status_code, answer.data) == (204, b"")
    assert len("".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())) < 250


def test_who_waits_hears_at_once(sync):
    sync(device=BIA)
    version = sync(("g1", "items", 90, 1)).json["version"]
    heard = []

    def wait():
        answer = sync(device=BIA, since=version, wait_s=20)
        heard.append((time.monotonic(), answer))

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.5)
    assert heard == []
    said_at = time.monotonic()
    sync(("g1", "people", 6, 2))
    waiting.join(10)
    [(heard_at, answer)] = heard
    assert heard_at - said_at < 2
    assert [one["name"] for one in answer.json["fields"]] == ["people"]


def test_what_other_groups_say_ends_no_wait(sync):
    version = sync(("g1", "items", 90, 1)).json["version"]
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(sync, device=BIA, since=version, wait_s=20)
        for clock in (2, 3):
            sync(("g2", "items", 90 + clock, clock), see="g2")
            # Time enough to be woken by it, were it for this group.
            assert wait([waiting], timeout=0.5).done == set()
        last = sync(("g1", "people", 6, 4)).json["version"]
        heard = waiting.result(10).json
    assert [one["name"] for one in heard["fields"]] == ["people"]
    assert heard["version"] == last == version + 3


def test_who_waited_while_others_spoke_need_not_hear_it_again(sync):
    version = sync(("g1", "items", 90, 1)).json["version"]
    sync(("g2", "items", 91, 2), see="g2")
    heard = sync(since=version, wait_s=1)
    assert (heard.status_code, heard.json["fields"]) == (200, [])
    assert sync(since=heard.json["version"]).status_code == 204


def test_a_server_that_forgot_says_so_at_once(sync):
    version = sync(("g1", "items", 90, 1)).json["version"]
    answer = sync(since=version + 5, wait_s=50)
    assert (answer.status_code, answer.json["version"]) == (200, version)


def test_who_has_heard_nothing_does_not_wait(sync):
    answer = sync(device=BIA, wait_s=50)
    assert (answer.status_code, answer.json["fields"]) == (200, [])
    assert sync(device=BIA, since=answer.json["version"]).status_code == 204


def test_waiting_for_nothing_ends(sync):
    version = sync(("g1", "items", 90, 1)).json["version"]
    began_at = time.monotonic()
    assert sync(since=version, wait_s=1).status_code == 204
    assert 1 <= time.monotonic() - began_at < 5


def test_where_too_many_wait_one_is_asked_to_come_again(any_app, sync):
    from flow_forecaster.services.room_watch import RoomWatch

    any_app.extensions["room_watch"]._watch = RoomWatch(lambda _: {}, most_waiting=0)
    version = sync(("g1", "items", 90, 1)).json["version"]
    answer = sync(since=version, wait_s=50)
    assert (answer.status_code, answer.headers["Retry-After"]) == (204, "5")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"device": "short"}, 422),
        ({"see": "g99x"}, 422),
        ({"since": -1}, 422),
        ({"wait_s": 56}, 422),
        ({"nickname": "a\0b"}, 422),
        ({"unknown": 1}, 422),
    ],
)
def test_what_cannot_be_is_refused_in_words(sync, changes, status):
    answer = sync(**changes)
    assert answer.status_code == status
    assert answer.json["errors"][0]["message"]


def test_a_frozen_room_is_a_conflict(opened, sync):
    sync(("room", "frozen", True, 1), key=opened["key"])
    answer = sync(("g1", "items", 1, 2))
    assert answer.status_code == 409
    assert "kept" in answer.json["detail"]


def test_guessing_codes_is_slowed_down_and_a_room_is_not(any_app, opened):
    client = any_app.test_client()
    statuses = [client.get("/api/v1/rooms/ABCDEF").status_code for _ in range(61)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert client.get(f"/api/v1/rooms/{opened['code']}").status_code == 200


@pytest.mark.parametrize("code", ["ABCDEF", "nothing", "..", "%00", "💥"])
def test_there_is_nothing_at_other_codes(any_app, code):
    assert any_app.test_client().get(f"/api/v1/rooms/{code}").status_code == 404


@pytest.mark.parametrize("model", ["bayesian", "negative_binomial", "best"])
def test_a_room_has_a_pace_model_that_phones_compute(any_app, model):
    headers = OWN | {"Accept-Language": "en"}
    said = SETUP | {"pace_model": model}
    answer = any_app.test_client().post("/api/v1/rooms", json=said, headers=headers)
    assert answer.status_code == 422
    (problem,) = answer.json["errors"]
    assert problem["field"] == "pace_model"
    assert "'resample', 'auto', 'pool'" in problem["message"]


@pytest.mark.parametrize("name", ["title", "cases", "groups", "start"])
def test_a_setup_needs_its_parts(any_app, name):
    said = {key: value for key, value in SETUP.items() if key != name}
    answer = any_app.test_client().post("/api/v1/rooms", json=said, headers=OWN)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json["errors"]] == [name]
