"""A socket to listen on, or a sentence on why there is none."""

from __future__ import annotations

import errno
import os
import socket

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language

BACKLOG = 2048
EVERYWHERE = {"0.0.0.0": "localhost", "::": "localhost"}  # noqa: S104 - only compared


class CannotListen(AppError):
    """An address that cannot be listened on."""

    heading = N_("The address cannot be used")
    taken = N_("Port {port} of {host} is taken. End what uses it, or give another with --port.")
    sentence = N_(
        "Port {port} of {host} cannot be used: {reason}. Give others with --host and --port."
    )

    def __init__(self, host: str, port: int, error: OSError) -> None:
        super().__init__(host, port)
        self.host, self.port, self.error = host, port, error

    def detail(self, language: Language) -> str:
        """With the address, and why."""
        return language.gettext(
            self.taken if self.error.errno == errno.EADDRINUSE else self.sentence,
            host=self.host,
            port=self.port,
            reason=self.error.strerror or os.strerror(self.error.errno or 0),
        )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises
    ------
    CannotListen
        If the address is taken, not this machine's, or not allowed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise CannotListen(host, port, error) from error


def page_address(listener: socket.socket) -> str:
    """What to open in a browser on this machine."""
    host, port = listener.getsockname()[:2]
    host = EVERYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
