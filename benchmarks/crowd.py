"""Crowds before a real server: `python -m benchmarks.crowd`, about two minutes.

20, 100 and 500 people forecast every two seconds, each from weeks of their own; 30 log in at once,
30 devices of a room are in step while all type, and 500 follow a room as its page does. Two
workers, SQLite, loopback.
All clients are one process, which says when it was itself too late to be believed.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import numpy as np

from benchmarks.line import Answer, Line, ask_alone
from benchmarks.person import PROJECT, TYPING_S
from benchmarks.room_crowd import follow_room, keep_in_step
from benchmarks.serving import Served, serving

CROWDS = (20, 100, 500)
CROWD_S = 8.0
N_LOGINS = 30
LATE_MS = 50.0
"""The asking side is the limit where it is later than this, at p95, with what it wants to ask."""

SHAPE = 3.0
"""Of the weeks of a team: their variance is the mean and a third of its square."""

ONE_WEEK_MORE = 0.1
"""How often what is typed is a week more; else it is how many items are left."""

JSON = {
    "Content_Type": "application/json",
    "Accept": "*/*",
    "Accept_Encoding": "gzip, deflate, br, zstd",
    "Accept_Language": "pt-BR,pt;q=0.9,en;q=0.8",
    "Sec_Fetch_Site": "same-origin",
    "User_Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0 Mobile",
}
"""What a page's request says of itself."""

FORM = {"Content_Type": "application/x-www-form-urlencoded", "Sec_Fetch_Site": "same-origin"}


@dataclass
class Seen:
    """Milliseconds that answers took, how late they were asked for, and what failed."""

    taken_ms: list[float] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note(self, answer: Answer, *expected: int, late_s: float = 0.0) -> Answer:
        """Take note of an answer."""
        self.taken_ms.append(answer.taken_s * 1_000)
        self.late_ms.append(late_s * 1_000)
        if answer.status not in expected:
            self.failures.append(f"{answer.status} {answer.content[:80]!r}")
        return answer

    def p95_ms(self) -> float:
        """What 95 of 100 answers took at most."""
        return float(np.percentile(self.taken_ms, 95))


def main() -> int:
    """The exit status: 0 if every target held."""
    with tempfile.TemporaryDirectory() as folder, serving(folder, LOG_LEVEL="error") as server:
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before")
        held = asyncio.run(_measure_all(server))
        print("memory of workers: " + ", ".join(f"{mb:.0f} MB" for mb in server.worker_mb()))
    return int(not held)


async def _measure_all(server: Served) -> bool:
    await _forecasts(server, 20, 3.0)
    held = [await _pages(server)]
    for n_people in CROWDS:
        most_ms = 100 if n_people == CROWDS[-1] else 3_000
        run = measured(server, f"{n_people} forecast", _forecasts(server, n_people, CROWD_S))
        held.append(judge(await run, most_ms))
    for n in range(N_LOGINS):
        answer = await ask_alone(server.port, "POST", "/register", log_in_form(n), **FORM)
        assert answer.status == 303, answer
    held.append(
        judge(await measured(server, f"{N_LOGINS} log in at once", logins(server, N_LOGINS)), 2_000)
    )
    held.append(judge(await measured(server, "30 in step", keep_in_step(server.port, Seen())), 100))
    run = measured(server, "500 follow", follow_room(server.port, Seen()))
    held.append(judge(await run, 100))
    return all(held)


async def measured(server: Served, title: str, crowd: Awaitable[Seen]) -> Seen:
    """Let a crowd act, and print what was seen."""
    began_at, cpu_s, own_s = time.perf_counter(), server.cpu_s(), time.process_time()
    seen = await crowd
    taken_s = time.perf_counter() - began_at
    p50, p95, p99 = np.percentile(seen.taken_ms, [50, 95, 99])
    late_ms = float(np.percentile(seen.late_ms, 95))
    print(
        f"{title}: {len(seen.taken_ms)} answers, p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms, "
        f"{len(seen.failures)} failed; server {(server.cpu_s() - cpu_s) / taken_s:.0%} of one "
        f"processor, asking {(time.process_time() - own_s) / taken_s:.0%}, late {late_ms:.0f} ms, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    if late_ms > LATE_MS:
        print("  the asking side was late itself: these times are too long")
    for failure in seen.failures[:3]:
        print(f"  {failure}")
    return seen


def judge(seen: Seen, most_ms: float) -> bool:
    """Whether nothing failed and 95 of 100 were answered in time."""
    is_held = seen.p95_ms() <= most_ms and not seen.failures
    print(f"  none failed, p95 within {most_ms:g} ms: {'holds' if is_held else 'MISSED'}")
    return is_held


async def _pages(server: Served) -> bool:
    seen = Seen()
    line = Line(server.port)
    for _ in range(20):
        seen.note(await line.ask("GET", "/", Accept_Encoding="br"), 200)
    line.hang_up()
    print(f"page: p50 {np.median(seen.taken_ms):.1f} ms, p95 {seen.p95_ms():.1f} ms")
    return judge(seen, 2_000)


async def _forecasts(server: Served, n_people: int, duration_s: float) -> Seen:
    seen = Seen()
    end = time.perf_counter() + duration_s
    people = (_type(server.port, n, seen, end) for n in range(n_people))
    await asyncio.gather(*people)
    return seen


async def _type(port: int, number: int, seen: Seen, end: float) -> None:
    chance, line = random.Random(number), Line(port)
    history = own_history(number)
    due = free_at = time.perf_counter() + chance.uniform(0, TYPING_S)
    while due < end:
        await asyncio.sleep(due - time.perf_counter())
        # Who still waited for an answer is not late.
        late_s = time.perf_counter() - max(due, free_at)
        if chance.random() < ONE_WEEK_MORE:
            history.append(chance.choice(history))
        body = request_of(history, chance.randint(60, 200))
        answer = await line.ask("POST", "/api/v1/forecasts", body, **JSON)
        seen.note(answer, 200, late_s=late_s)
        free_at = time.perf_counter()
        due += TYPING_S
    line.hang_up()


def request_of(history: list[int], items: int) -> bytes:
    """What is asked of a history and so many items; all else is the same for everybody."""
    return json.dumps(
        PROJECT | {"history": {"counts": history}, "scope": {"items": items}}
    ).encode()


def own_history(number: int) -> list[int]:
    """Weeks of a team of its own: 8 to 30 of them, 3 to 12 items each, scattered as teams are."""
    rng = np.random.default_rng(number)
    pace, n_weeks = rng.uniform(3, 12), int(rng.integers(8, 31))
    weeks = rng.negative_binomial(SHAPE, SHAPE / (SHAPE + pace), n_weeks)
    return [int(week) for week in weeks] + [1]


async def logins(server: Served, n_people: int) -> Seen:
    """As many log in at once."""
    seen = Seen()
    ask: Callable[[int], Awaitable[Answer]] = lambda n: ask_alone(  # noqa: E731
        server.port, "POST", "/login", log_in_form(n), **FORM
    )
    for answer in await asyncio.gather(*map(ask, range(n_people))):
        seen.note(answer, 303)
    return seen


def log_in_form(number: int) -> bytes:
    """With which a person registers, and logs in."""
    who = f"email=ana{number}%40example.org&name=Ana+{number}"
    return f"{who}&password=a+sentence+of+person+{number}".encode()


if __name__ == "__main__":
    sys.exit(main())
