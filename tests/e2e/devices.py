"""Devices of a room without a browser: they say and hear as the group's page does."""

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from tests.e2e.conftest import START_TIMEOUT_S, wait_for_address

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DECISIONS = (None, "go", "adjust", "no_go")


class Device:
    """One device of a group."""

    def __init__(self, address, room, group):
        self.address, self.room, self.group = address, room, group
        self.name, self.see = secrets.token_hex(8), f"g{group}"

    def say(self, **fields):
        assert self.say_status(**fields) == 200

    def say_status(self, **fields):
        """Say something; the status of the answer."""
        clock = round(time.time() * 1_000)
        changes = [
            {"scope": self.see, "name": name, "value": value, "clock": clock}
            for name, value in fields.items()
        ]
        return self._sync(changes)[0]

    def hear(self):
        """Everything that the device may know, by name."""
        answer = self._sync([])[1]
        return {field["name"]: field["value"] for field in answer["fields"]} if answer else {}

    def _sync(self, changes):
        body = {"device": self.name, "see": self.see, "since": 0, "changes": changes}
        try:
            return 200, ask(self.address, f"/api/v1/rooms/{self.room}/sync", body)
        except urllib.error.HTTPError as error:
            return error.code, None


def ask(address, path, body=None):
    """The answer of the API, None where there is nothing new."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        address.rstrip("/") + path, data, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as response:
        text = response.read()
        return json.loads(text) if text else None


def open_room(address):
    """A room of the built-in deck's first case: its code, and the facilitator's key."""
    deck = ask(address, "/api/v1/decks")["decks"][0]
    setup = {
        "title": "Workshop",
        "language": "en",
        "start": "2026-11-23",
        "cases": deck["cases"][:1],
        "groups": [{"number": 1, "name": "Group 1", "case": 0}],
    }
    opened = ask(address, "/api/v1/rooms", setup)
    return opened["code"], opened["key"]


def travel_code(room, group, *, risks, decision="go"):
    """The code of a group that is done and changed only its risks, as room/travel.ts has it."""
    bits = _bits(1, 2) + _bits(group, 4) + _bits(DECISIONS.index(decision), 2) + [1]
    bits += [int(is_on) for is_on in risks] + [0]
    letters = _letters(bits)
    return letters + _letters(_bits(_checksum(room + letters), 20))


def _bits(value, width):
    return [int(bit) for bit in f"{value:0{width}b}"]


def _letters(bits):
    padded = bits + [0] * (-len(bits) % 5)
    groups = [padded[start : start + 5] for start in range(0, len(padded), 5)]
    return "".join(LETTERS[int("".join(map(str, group)), 2)] for group in groups)


def _checksum(text):
    value = 0x811C9DC5
    for letter in text:
        value = (value ^ ord(letter)) * 0x01000193 % 2**32
    value ^= value >> 15
    value = value * 0x2C1B3C6D % 2**32
    return (value ^ (value >> 12)) % 2**20


@contextmanager
def serving_at(home, port=0):
    """A server on this port, which is killed in the end, as by a cut of power."""
    log = home / f"server-{time.monotonic_ns()}.log"
    command = [sys.executable, "-m", "flow_forecaster", "serve", "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            cwd=home,
            env=os.environ | {"HOME": str(home), "WORKERS": "1"},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield wait_for_address(server, log)
    finally:
        os.killpg(server.pid, 9)
        server.wait(timeout=START_TIMEOUT_S)
