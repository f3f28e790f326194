"""What a worker holds after a busy hour: `python -m benchmarks.memory`, half a minute.

30 people ask for 1,000 forecasts as fast as they are answered, then 30 accounts are made and all
log in at once, then 400 people forecast at the same moment.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile

from benchmarks.crowd import FORM, JSON, log_in_form, logins, own_history, request_of
from benchmarks.line import Line, ask_alone
from benchmarks.serving import Served, serving

N_PEOPLE, N_FORECASTS, N_LOGINS, N_CROWD = 30, 1_000, 30, 400
MOST_MB = 120


def main() -> int:
    """The exit status: 0 if no worker held too much when it was asked for."""
    with tempfile.TemporaryDirectory() as folder, serving(folder) as server:
        asyncio.run(keep_busy(server))
        held = max(server.worker_mb()) < MOST_MB
        _report(server, f"{N_FORECASTS} forecasts, {N_LOGINS} log-ins at once")
        asyncio.run(_crowd(server))
        _report(server, f"and {N_CROWD} people at the same moment")
    print(f"under {MOST_MB} MB (PSS) before the crowd: {'holds' if held else 'MISSED'}")
    return int(not held)


async def keep_busy(server: Served) -> None:
    """1,000 forecasts by 30 people, and 30 log-ins at once."""
    each = -(-N_FORECASTS // N_PEOPLE)
    await asyncio.gather(*(_forecast(server.port, n, each) for n in range(N_PEOPLE)))
    for n in range(N_LOGINS):
        answer = await ask_alone(server.port, "POST", "/register", log_in_form(n), **FORM)
        assert answer.status == 303, answer
    seen = await logins(server, N_LOGINS)
    assert not seen.failures, seen.failures


async def _crowd(server: Served) -> None:
    await asyncio.gather(*(_forecast(server.port, 100 + n, 3) for n in range(N_CROWD)))


async def _forecast(port: int, number: int, times: int) -> None:
    chance, line, history = random.Random(number), Line(port), own_history(number)
    for _ in range(times):
        body = request_of(history, chance.randint(60, 200))
        answer = await line.ask("POST", "/api/v1/forecasts", body, **JSON)
        assert answer.status == 200, answer
    line.hang_up()


def _report(server: Served, what: str) -> None:
    held = zip(server.worker_mb(), server.workers(), strict=True)
    each = ", ".join(f"{pss:.0f} ({one.memory_info().rss / 1e6:.0f})" for pss, one in held)
    print(f"{what}: {each} MB of PSS (RSS) by worker")


if __name__ == "__main__":
    sys.exit(main())
