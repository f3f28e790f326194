"""The room of a workshop on this machine: opened once, and found again after a restart."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from flow_forecaster.domain.language import Language

FILE = "workshop-room.json"
TIMEOUT_S = 10


class Unreachable(Exception):
    """The server gives no answer that can be used."""


@dataclass(frozen=True, slots=True)
class OpenedRoom:
    """A room's code and its facilitator's key."""

    code: str
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; ``body`` is None if it is not JSON."""

    status: int
    body: Any


def open_or_reopen(port: int, data_folder: Path, language: Language, today: dt.date) -> OpenedRoom:
    """The room that was opened here before, if it is still there, else a new one.

    Raises
    ------
    Unreachable
        If the server does not answer.
    """
    file = data_folder / FILE
    kept = _read(file)
    if kept is not None and _leads(port, kept):
        return kept
    opened = _open(port, language, today)
    _keep(file, opened)
    return opened


def ask(
    host: str, port: int, method: str, path: str, body: object = None, **headers: str
) -> Answer:
    """Ask a server.

    Raises
    ------
    Unreachable
        If there is no answer.
    """
    connection = HTTPConnection(host, port, timeout=TIMEOUT_S)
    sent = None if body is None else json.dumps(body)
    try:
        connection.request(method, path, sent, {"Content-Type": "application/json"} | headers)
        response = connection.getresponse()
        data = response.read()
    except (OSError, HTTPException) as error:
        raise Unreachable from error
    finally:
        connection.close()
    is_json = response.headers.get_content_type() == "application/json"
    return Answer(response.status, json.loads(data) if is_json else None)


def _leads(port: int, room: OpenedRoom) -> bool:
    headers = {"Room-Key": room.key}
    answer = ask("127.0.0.1", port, "GET", f"/api/v1/rooms/{room.code}", **headers)
    return answer.status == 200 and answer.body["leads"]


def _open(port: int, language: Language, today: dt.date) -> OpenedRoom:
    told = {"Accept-Language": language.code}
    [deck, *_] = ask("127.0.0.1", port, "GET", "/api/v1/decks", **told).body["decks"]
    setup = {
        "title": deck["title"],
        "language": deck["language"],
        "start": today.isoformat(),
        "cases": deck["cases"],
        "verdict": deck["verdict"],
        "groups": [
            {
                "number": number,
                "name": language.gettext("Group {n}", n=number),
                "case": number - 1,
            }
            for number in range(1, len(deck["cases"]) + 1)
        ],
    }
    answer = ask("127.0.0.1", port, "POST", "/api/v1/rooms", setup)
    if answer.status != 201:
        raise Unreachable
    return OpenedRoom(answer.body["code"], answer.body["key"])


def _read(file: Path) -> OpenedRoom | None:
    try:
        return OpenedRoom(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _keep(file: Path, room: OpenedRoom) -> None:
    """Write it where only this user reads, since the key is in it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(asdict(room), out)
