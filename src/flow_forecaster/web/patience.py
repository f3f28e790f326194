"""A worker of Gunicorn whose threads wait for nobody: slow phones are waited for by a poller.

Gunicorn's own gives a thread to a connection with its first byte, for as long as the rest of the
request takes: as many stalled clients as there are threads block everybody.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from typing import Any

from gunicorn.workers import gthread

from flow_forecaster.web.turns import Turns

MOST_AWAITED = 65_536
"""Bytes of a request that are awaited without a thread; the rest of a larger one takes one."""

REQUEST_S = 60.0
"""A request must have come by then."""

STALLED_S = 20
"""A client that neither sends nor takes anything for so long has its thread taken away."""

STALLED = struct.pack("ll", STALLED_S, 0)
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)
EXPECTING = re.compile(rb"\r\nexpect:", re.IGNORECASE)


class PatientWorker(gthread.ThreadWorker):  # type: ignore[misc]
    """Hands a connection to a thread once its request has come."""

    def get_thread_pool(self) -> Turns:
        """The threads that answer."""
        return Turns(self.cfg.threads)

    def handle(self, conn: Any) -> Any:
        """Answer a request; or let the poller wait for the rest of it."""
        if conn.parser is not None and conn.parser.unreader.buf.getvalue():
            return super().handle(conn)
        needed = bytes_to_await(_peek(conn.sock))
        now = time.monotonic()
        conn.deadline = getattr(conn, "deadline", None) or now + REQUEST_S
        # What is awaited twice will not come: the client has closed its side.
        if needed > getattr(conn, "awaited", 0) and _set(conn.sock, socket.SO_RCVLOWAT, needed):
            if now > conn.deadline:
                return False
            conn.awaited = needed
            return gthread._DEFER
        conn.awaited, conn.deadline, conn.data_ready = 0, None, True
        _set(conn.sock, socket.SO_RCVLOWAT, 1)
        _set(conn.sock, socket.SO_RCVTIMEO, STALLED)
        _set(conn.sock, socket.SO_SNDTIMEO, STALLED)
        return super().handle(conn)


def bytes_to_await(seen: bytes | None) -> int:
    """How many bytes must be there before a request is looked at again; 0 if it is now.

    ``seen`` is what has come of it, None where the client has closed its side.
    """
    if seen is None or len(seen) >= MOST_AWAITED:
        return 0
    head, end, body = seen.partition(b"\r\n\r\n")
    if not end:
        return len(seen) + 1
    told = LENGTH.search(head + b"\r\n")
    # A client that expects to be told to go on sends nothing before that.
    n_body = 0 if told is None or EXPECTING.search(head) else int(told[1])
    whole = len(head) + len(end) + n_body
    return 0 if len(body) >= n_body or whole > MOST_AWAITED else whole


def _peek(sock: socket.socket) -> bytes | None:
    """What has come, left where it is."""
    try:
        return sock.recv(MOST_AWAITED, socket.MSG_PEEK | socket.MSG_DONTWAIT) or None
    except BlockingIOError:
        return b""
    except OSError:
        return None


def _set(sock: socket.socket, option: int, value: int | bytes) -> bool:
    """Set an option of a socket; whether this system lets one."""
    try:
        sock.setsockopt(socket.SOL_SOCKET, option, value)
    except OSError:
        return False
    return True
