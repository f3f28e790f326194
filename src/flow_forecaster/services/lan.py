"""The addresses by which other devices of the network reach this machine."""

from __future__ import annotations

import ipaddress
import socket
import struct
from contextlib import suppress

NOT_FOR_OTHERS = ("lo", "docker", "br-", "veth", "virbr", "vmnet")
"""How the names of interfaces begin that lead to nobody outside this machine."""

ADDRESS_OF_INTERFACE = 0x8915
"""The request of Linux for an interface's address of IPv4."""

FAR = ("10.255.255.255", 1)
"""Somewhere to look the way up to; nothing is sent."""


def lan_addresses() -> tuple[str, ...]:
    """Addresses of IPv4, the one that leads farthest first; empty without a network."""
    found = [_way_out(), *_of_interfaces()]
    return tuple(dict.fromkeys(filter(_is_reachable, filter(None, found))))


def _way_out() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(FAR)
        address: str = probe.getsockname()[0]
        return address
    return None


def _of_interfaces() -> list[str]:
    """Of every interface, where the system tells; Linux does."""
    try:
        import fcntl

        names = [name for _, name in socket.if_nameindex()]
    except (ImportError, OSError):
        return []
    addresses = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for name in names:
            if not name.startswith(NOT_FOR_OTHERS):
                asked = struct.pack("256s", name.encode()[:15])
                with suppress(OSError):
                    told = fcntl.ioctl(probe.fileno(), ADDRESS_OF_INTERFACE, asked)
                    addresses.append(socket.inet_ntoa(told[20:24]))
    return addresses


def _is_reachable(address: str) -> bool:
    read = ipaddress.ip_address(address)
    return not (read.is_loopback or read.is_link_local or read.is_unspecified)
