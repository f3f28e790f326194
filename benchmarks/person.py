"""One of the people of `benchmarks.load`: types, and polls a simulation as the page does."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from typing import Any

TYPING_S = 2.0
FIRST_POLL_S, MOVING_S, LONGEST_S = 0.15, 0.4, 2.0
PROJECT = {
    "history": {"counts": [8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10]},
    "risks": [
        {"name": "Approval", "probability": 0.4, "impact": {"low": 8, "mode": 12, "high": 20}},
        {"name": "Interfaces", "probability": 0.3, "impact": {"low": 5, "mode": 8, "high": 15}},
        {"name": "Requirements", "probability": 0.6, "impact": {"low": 3, "mode": 5, "high": 10}},
    ],
    "deadline": {"weeks": 20},
    "team": {"size": 8, "cost_per_person_week": 6000},
}

Ask = Callable[[], str]
"""Asks once; what went wrong, or nothing."""


class Desk:
    """A browser: its cookie, and the job that its tabs look at."""

    def __init__(self) -> None:
        self.cookie = f"visitor={secrets.token_urlsafe(16)}"
        self.job_id: str | None = None


class Person:
    """Keeps a connection open, as browsers do; ``has_job`` : hands in one job after the other."""

    def __init__(self, port: int, number: int, desk: Desk, *, has_job: bool) -> None:
        self.number, self.desk, self.has_job, self.n_done = number, desk, has_job, 0
        self._chance = random.Random(number)
        self._connection = HTTPConnection("127.0.0.1", port, timeout=10)
        self._next_typing = self._next_poll = 0.0
        self._pause_s, self._seen = FIRST_POLL_S, -1.0

    def due(self, now: float) -> Iterator[tuple[str, Ask]]:
        """What is to be asked now."""
        if now >= self._next_typing:
            self._next_typing = now + TYPING_S
            yield "forecast", self._forecast
        # Read once: another tab may see the end of it meanwhile.
        job_id = self.desk.job_id
        if job_id is None:
            if self.has_job:
                yield "hand in", self._hand_in
        elif now >= self._next_poll:
            yield "poll", lambda: self._poll(job_id)
            self._next_poll = now + self._pause_s

    def leave(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _forecast(self) -> str:
        items = self._chance.randint(60, 200)
        status, _ = self._ask("POST", "/api/v1/forecasts", PROJECT | {"scope": {"items": items}})
        return "" if status == 200 else f"{status}"

    def _hand_in(self) -> str:
        trials = self._chance.randrange(100_000, 1_000_001, 100_000)
        body = {"scope": {"items": 120}, "trials": trials, "seed": self._chance.getrandbits(30)}
        status, said = self._ask("POST", "/api/simulate", PROJECT | body)
        self._pause_s, self._seen = FIRST_POLL_S, -1.0
        self.desk.job_id = said.get("job_id")
        return "" if status == 202 else f"{status}"

    def _poll(self, job_id: str) -> str:
        status, job = self._ask("GET", f"/api/simulate/{job_id}")
        if status != 200:
            return f"{status}"
        has_moved, self._seen = job["progress"] != self._seen, job["progress"]
        self._pause_s = MOVING_S if has_moved else min(2 * self._pause_s, LONGEST_S)
        if job["status"] == "processing" or not self.has_job:
            return ""
        self.n_done += job["status"] == "completed"
        self.desk.job_id = None
        return "" if job["status"] == "completed" else job["status"]

    def _ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", "Cookie": self.desk.cookie}
        text = None if body is None else json.dumps(body)
        try:
            self._connection.request(method, path, text, headers)
            response = self._connection.getresponse()
            return response.status, json.loads(response.read())
        except (OSError, HTTPException) as error:
            self._connection.close()
            return 0, {"error": str(error)}
