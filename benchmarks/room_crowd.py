"""The crowd of a room: devices in step while all type, and many that wait for what is new."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

from benchmarks.line import Line

if TYPE_CHECKING:
    from benchmarks.crowd import Seen

N_DEVICES, N_FOLLOWING = 30, 500
N_GROUPS = 6
STEP_S, FOLLOW_S = 15.0, 40.0
TYPES_EVERY_S, TELLS_EVERY_S = 2.0, 5.0
WAIT_S = 25
CASE = {
    "title": "Portal",
    "unit": "items",
    "team_size": 5,
    "cost_per_person_week": 5_500,
    "backlog": 80,
    "deadline_weeks": 15,
    "throughput_weekly": [5, 6, 8, 7, 9, 6],
}
SETUP = {
    "title": "Workshop",
    "language": "en",
    "start": "2026-11-23",
    "cases": [CASE],
    "groups": [{"number": n, "name": f"Group {n}", "case": 0} for n in range(1, N_GROUPS + 1)],
}


async def keep_in_step(port: int, seen: Seen) -> Seen:
    """Every device types something every two seconds and hears what its group did."""
    code, _ = await _open(port)
    end = time.perf_counter() + STEP_S

    async def act(number: int) -> None:
        line, since = Line(port), 0
        due = time.perf_counter() + TYPES_EVERY_S * number / N_DEVICES
        while due < end:
            await asyncio.sleep(due - time.perf_counter())
            late_s = time.perf_counter() - due
            change = _change(f"g{number % N_GROUPS + 1}", f"guess.{number:016x}", number)
            said = _sync(number, since, changes=[change])
            answer = await line.ask("POST", f"/api/v1/rooms/{code}/sync", said, **_JSON)
            if seen.note(answer, 200, late_s=late_s).status == 200:
                since = answer.json()["version"]
            due += TYPES_EVERY_S
        line.hang_up()

    await asyncio.gather(*map(act, range(N_DEVICES)))
    return seen


async def follow_room(port: int, seen: Seen) -> Seen:
    """All wait for what the facilitator says every few seconds, or ask again when told to.

    Answers that were to wait count from when there was something to say.
    """
    code, key = await _open(port)
    told_at: list[float] = [0.0]
    end = time.perf_counter() + FOLLOW_S
    path = f"/api/v1/rooms/{code}/sync"

    async def follow(number: int) -> None:
        line, since = Line(port), 0
        await asyncio.sleep(4 * number / N_FOLLOWING)
        while (asked_at := time.perf_counter()) < end - 1:
            wait_s = min(WAIT_S, int(end - asked_at))
            answer = await line.ask("POST", path, _sync(number, since, wait_s=wait_s), **_JSON)
            has_waited = answer.status == 200 and asked_at < told_at[0]
            is_over = answer.status == 204 and "retry-after" not in answer.headers
            if not has_waited and not is_over:
                seen.note(answer, 200, 204)
            elif answer.status not in {200, 204}:
                seen.failures.append(str(answer.status))
            if answer.status == 200:
                since = answer.json()["version"]
            await asyncio.sleep(float(answer.headers.get("retry-after", "0")))
        line.hang_up()

    async def tell() -> None:
        line, n_told = Line(port), 0
        while time.perf_counter() + TELLS_EVERY_S < end:
            await asyncio.sleep(TELLS_EVERY_S)
            n_told += 1
            changes = [_change("room", f"hint.{n_told}", f"Hint {n_told}")]
            said = _sync(0xFFFF, 0, changes=changes)
            told_at[0] = time.perf_counter()
            seen.note(await line.ask("POST", path, said, Room_Key=key, **_JSON), 200)
        line.hang_up()

    await asyncio.gather(tell(), *map(follow, range(N_FOLLOWING)))
    return seen


_JSON = {"Content_Type": "application/json"}


async def _open(port: int) -> tuple[str, str]:
    line = Line(port)
    answer = await line.ask("POST", "/api/v1/rooms", json.dumps(SETUP).encode(), **_JSON)
    line.hang_up()
    assert answer.status == 201, answer
    return answer.json()["code"], answer.json()["key"]


def _sync(number: int, since: int, **said: Any) -> bytes:
    see = f"g{number % N_GROUPS + 1}"
    return json.dumps({"device": f"{number:016x}", "see": see, "since": since} | said).encode()


def _change(scope: str, name: str, value: object) -> dict[str, object]:
    clock = round(time.time() * 1_000)
    return {"scope": scope, "name": name, "value": value, "clock": clock}
