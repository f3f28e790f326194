import threading
import time

from flow_forecaster.domain.outages import StorageUnavailable
from flow_forecaster.services.room_watch import LOOK_S, RoomWatch

SOON_S = 8 * LOOK_S


class Waiter(threading.Thread):
    def __init__(self, watch, room_id, since, timeout_s=30.0):
        super().__init__(daemon=True)
        self.arguments = (room_id, since, timeout_s)
        self.watch, self.waited = watch, None
        self.start()

    def run(self):
        self.waited = self.watch.wait(*self.arguments)


def test_a_change_by_another_process_is_seen():
    versions = {"a": 1, "b": 1}
    watch = RoomWatch(lambda room_ids: {one: versions[one] for one in room_ids})
    first, other = Waiter(watch, "a", 1), Waiter(watch, "b", 1, 2 * SOON_S)
    time.sleep(2 * LOOK_S)
    assert first.is_alive()
    versions["a"] = 2
    first.join(SOON_S)
    assert first.waited is True
    assert other.is_alive()


def test_a_change_by_this_process_is_seen_at_once():
    watch = RoomWatch(lambda room_ids: dict.fromkeys(room_ids, 1))
    waiter = Waiter(watch, "a", 1)
    time.sleep(LOOK_S / 2)
    watch.tell("a", 2)
    waiter.join(SOON_S)
    assert waiter.waited is True


def test_who_heard_an_older_version_does_not_wait():
    watch = RoomWatch(lambda room_ids: dict.fromkeys(room_ids, 5))
    waiter = Waiter(watch, "a", 4)
    waiter.join(SOON_S)
    assert waiter.waited is True


def test_waiting_ends():
    watch = RoomWatch(lambda room_ids: dict.fromkeys(room_ids, 1))
    began_at = time.monotonic()
    assert watch.wait("a", 1, 0.2) is True
    assert 0.2 <= time.monotonic() - began_at < 0.2 + SOON_S


def test_too_many_do_not_wait():
    watch = RoomWatch(lambda room_ids: dict.fromkeys(room_ids, 1), most_waiting=2)
    waiters = [Waiter(watch, "a", 1, SOON_S) for _ in range(2)]
    time.sleep(LOOK_S / 2)
    assert watch.wait("a", 1, 30) is False
    for waiter in waiters:
        waiter.join(2 * SOON_S)
    assert watch.wait("a", 1, 0.01) is True


def test_one_look_serves_all_who_wait():
    asked = []
    watch = RoomWatch(lambda room_ids: asked.append(set(room_ids)) or {})
    waiters = [Waiter(watch, room_id, 1, 4 * LOOK_S) for room_id in "aabbcc"]
    for waiter in waiters:
        waiter.join(SOON_S)
    assert {"a", "b", "c"} in asked
    assert len(asked) <= 6


def test_a_database_that_is_gone_for_a_while_ends_no_wait():
    answers = iter([StorageUnavailable(), StorageUnavailable(), {"a": 2}])

    def read(_room_ids):
        answer = next(answers, {"a": 2})
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert RoomWatch(read).wait("a", 1, SOON_S) is True


def test_closing_ends_every_wait():
    watch = RoomWatch(lambda room_ids: dict.fromkeys(room_ids, 1))
    waiter = Waiter(watch, "a", 1)
    time.sleep(LOOK_S / 2)
    watch.close()
    waiter.join(SOON_S)
    assert waiter.waited is True
