"""A bad link that many share: a relay that lets so many bits through, and takes its time."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

SEGMENT = 1_460
"""Bytes that go as one packet."""

HEADERS = 60
"""Bytes beside each packet: the headers of IP and TCP, and half of an acknowledgement."""

OPENING = 3 * 40
"""Bytes by which a connection is opened."""

UNLIMITED = float("inf")


class SharedLink:
    """What all connections share, in both directions together; counts what goes over it.

    A connection's packets go in their order, and every connection has its turn. It is opened by a
    round trip, each way takes half of one, and ``n_bytes`` has everything: headers and handshakes.
    """

    def __init__(self, port: int, *, bits_per_s: float = UNLIMITED, round_trip_s: float = 0.0):
        self._port, self._rate, self._round_trip_s = port, bits_per_s / 8, round_trip_s
        self._free_at = 0.0
        self._relays: set[asyncio.Task[None]] = set()
        self.n_bytes = self.n_connections = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[int]:
        """The port where it listens, on the loopback."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            relays = tuple(self._relays)
            for relay in relays:
                relay.cancel()
            await asyncio.gather(*relays, return_exceptions=True)

    @contextmanager
    def in_thread(self) -> Iterator[int]:
        """The same for who does not wait by ``await``."""
        loop, ports, ended = asyncio.new_event_loop(), [], asyncio.Event()
        is_open = threading.Event()

        async def listen() -> None:
            async with self.open() as port:
                ports.append(port)
                is_open.set()
                await ended.wait()

        thread = threading.Thread(target=loop.run_until_complete, args=(listen(),))
        thread.start()
        is_open.wait()
        try:
            yield ports[0]
        finally:
            loop.call_soon_threadsafe(ended.set)
            thread.join()
            loop.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._relays.add(task)
        try:
            await self._relay(reader, writer)
        except (OSError, asyncio.CancelledError):
            # Somebody hung up, or the link is closed: nobody is left to be told.
            pass
        finally:
            self._relays.discard(task)
            writer.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.n_connections += 1
        await self._transmit(OPENING)
        await asyncio.sleep(self._round_trip_s)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._carry(reader, far_writer))
                both.create_task(self._carry(far_reader, writer))
        except* OSError:
            pass
        finally:
            far_writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(_deliver(on_the_way, writer))
        try:
            while packet := await reader.read(SEGMENT):
                await self._transmit(len(packet) + HEADERS)
                on_the_way.put_nowait((time.perf_counter() + self._round_trip_s / 2, packet))
            on_the_way.put_nowait((time.perf_counter() + self._round_trip_s / 2, b""))
            await arriving
        finally:
            arriving.cancel()

    async def _transmit(self, n_bytes: int) -> None:
        """Wait until so many bytes have had their turn."""
        self.n_bytes += n_bytes
        self._free_at = max(self._free_at, time.perf_counter()) + n_bytes / self._rate
        await asyncio.sleep(self._free_at - time.perf_counter())


async def _deliver(
    on_the_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
) -> None:
    while True:
        due, packet = await on_the_way.get()
        await asyncio.sleep(due - time.perf_counter())
        if not packet:
            break
        writer.write(packet)
        await writer.drain()
    with suppress(OSError):
        writer.write_eof()
