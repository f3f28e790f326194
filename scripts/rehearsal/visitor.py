"""A visitor of the rehearsed installation: a browser with a cookie, or a program without."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

PROJECT = {
    "history": {"counts": [8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10]},
    "scope": {"items": 120},
    "risks": [
        {"name": "Approval", "probability": 0.4, "impact": {"low": 8, "mode": 12, "high": 20}}
    ],
    "deadline": {"weeks": 20},
}
LONG = {"pace_model": "negative_binomial", "trials": 1_000_000}
"""What makes a simulation take longest."""


@dataclass(frozen=True)
class Answer:
    """An answer, and how long it took."""

    status: int
    headers: Mapping[str, str]
    text: str
    seconds: float

    @property
    def json(self) -> Any:
        """What it says, as JSON."""
        return json.loads(self.text)


class Visitor:
    """Asks a server, and keeps its cookie if it is a browser."""

    def __init__(self, port: int, *, is_browser: bool = True) -> None:
        self._port, self._is_browser, self._cookie = port, is_browser, ""

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Ask once.

        Raises
        ------
        OSError, HTTPException
            If nobody answers.
        """
        connection = HTTPConnection("127.0.0.1", self._port, timeout=15)
        began_at = time.monotonic()
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, self._headers() | headers)
            response = connection.getresponse()
            said = response.read().decode()
        finally:
            connection.close()
        self._cookie = (response.headers.get("Set-Cookie") or self._cookie).split(";")[0]
        return Answer(response.status, response.headers, said, time.monotonic() - began_at)

    def is_answered(self, path: str) -> bool:
        """Whether a path is answered with 200."""
        try:
            return self.ask("GET", path).status == 200
        except (OSError, HTTPException):
            return False

    def simulate(self, **changes: Any) -> Answer:
        """Hand a simulation in."""
        return self.ask("POST", "/api/simulate", PROJECT | changes)

    def wait_for_job(self, job_id: str, patience_s: float = 30) -> Any:
        """The job once it has ended."""
        end = time.monotonic() + patience_s
        while (job := self.ask("GET", f"/api/simulate/{job_id}").json)["status"] == "processing":
            assert time.monotonic() < end, f"the job does not end: {job['progress']=}"
            time.sleep(0.1)
        return job

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self._is_browser:
            headers["Origin"] = f"http://127.0.0.1:{self._port}"
        if self._cookie:
            headers["Cookie"] = self._cookie
        return headers
