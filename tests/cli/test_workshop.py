"""``serve --workshop``: what the facilitator of a room is told, by a real server."""

import json
import re
import stat
import subprocess
import sys

import pytest

from tests.cli.test_serve import serving

MOST_LINES = 200


def read_until(process, pattern):
    """What a server says up to the first line that matches."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if re.search(pattern, line):
            return "".join(lines)
        assert len(lines) < MOST_LINES
    raise AssertionError(f"The server ended: {''.join(lines)}")


@pytest.fixture
def told():
    """What a server of a workshop says until it has checked itself."""

    def start(server):
        return read_until(server.process, "phones at once")

    return start


def lan_addresses():
    """Asked for in a process of its own, as it looks up the way to the outside."""
    program = "from flow_forecaster.services.lan import lan_addresses; print(*lan_addresses())"
    return subprocess.check_output([sys.executable, "-c", program], text=True).split()


def workshop(folder, **others):
    return serving("--workshop", DATA_FOLDER=str(folder / "data"), **others)


def test_it_opens_a_room_and_says_how_to_reach_it(tmp_path, told):
    with workshop(tmp_path) as server:
        said = told(server)
        port = server.place[1]
        code = re.search(r"^Room (\w{6}): ", said, re.MULTILINE)[1]
        key = re.search(rf"lead it .*: http://\S+:{port}/r/{code}/lead#(\S+)", said)[1]
        status, room = server.ask("GET", f"/api/v1/rooms/{code}", **{"Room-Key": key})
        assert (status, json.loads(room)["leads"]) == (200, True)
        for address in lan_addresses():
            assert f"On this network: http://{address}:{port}" in said
            assert f"✓ Reached by {address}:{port}" in said
        # The projector's page tells phones where to go, so it must be opened by that address.
        best = next(iter(lan_addresses()), "localhost")
        assert f"Projector: http://{best}:{port}/r/{code}/board" in said
        assert "✓ Database" in said
        assert re.search(r"^✓ 30 phones at once", said, re.MULTILINE), said


def test_a_restart_finds_the_same_room_and_only_its_owner_reads_the_key(tmp_path, told):
    codes = []
    for _ in range(2):
        with workshop(tmp_path, HOST="127.0.0.1") as server:
            codes.append(re.search(r"^Room (\w{6}): ", told(server), re.MULTILINE)[1])
            server.end()
    assert codes[0] == codes[1]
    file = tmp_path / "data" / "workshop-room.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_public_address_is_the_one_to_open(tmp_path, told):
    with workshop(tmp_path, HOST="127.0.0.1", PUBLIC_URL="https://room.example.org") as server:
        said = told(server)
        assert re.search(r"^Room \w{6}: https://room\.example\.org/r/", said, re.MULTILINE)
        assert "On this network: https://room.example.org" in said


def test_addresses_are_those_that_others_can_reach():
    assert all(re.fullmatch(r"\d+(\.\d+){3}", address) for address in lan_addresses())
    assert not any(address.startswith("127.") for address in lan_addresses())
