"""A kept connection of HTTP/1.1 for measuring: next to nothing on the side that asks."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class Line:
    """Asks one thing after the other; what fails is answered with status 0."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One answer, read to its end."""
        began_at = time.perf_counter()
        try:
            async with asyncio.timeout(90):
                status, told, content = await self._exchange(method, path, body, headers)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            self.hang_up()
            return Answer(0, {}, repr(error).encode(), time.perf_counter() - began_at)
        if told.get("connection") == "close":
            self.hang_up()
        return Answer(status, told, content, time.perf_counter() - began_at)

    def hang_up(self) -> None:
        """Close the connection; the next question opens another."""
        if self._streams:
            self._streams[1].close()
        self._streams = None

    async def _exchange(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        said = {"Host": f"127.0.0.1:{self._port}", "Content-Length": str(len(body))} | {
            name.replace("_", "-"): text for name, text in headers.items()
        }
        head = "".join(f"{name}: {text}\r\n" for name, text in said.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        await writer.drain()
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        told = {
            name.lower(): text.strip()
            for name, _, text in (line.partition(":") for line in lines if line)
        }
        # Compressed bodies are left so: who needs what they say asks for them plain.
        content = await reader.readexactly(int(told.get("content-length", "0")))
        return int(first.split(" ")[1]), told, content


async def ask_alone(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
    """One answer, by a connection of its own."""
    line = Line(port)
    try:
        return await line.ask(method, path, body, **headers)
    finally:
        line.hang_up()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came, and in how many seconds; status 0 if nothing did."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    taken_s: float

    def json(self) -> Any:
        """What was said."""
        return json.loads(self.content)
