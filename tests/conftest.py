"""What holds for every test: no network but loopback, and nothing left to chance."""

import ipaddress
import socket
import sys

from hypothesis import settings

settings.register_profile("same_every_time", derandomize=True, deadline=None)
settings.load_profile("same_every_time")

INTERNET = {socket.AF_INET, socket.AF_INET6}


def refuse_outside_network(event, arguments):
    """Audit hook: it sees each connection and each look-up of this process, whoever makes it."""
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        sock, address = arguments
        host = address[0] if address and sock.family in INTERNET else None
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
    else:
        return
    if not stays_here(host):
        raise RuntimeError(f"Tests reach nothing outside this machine; this one tried {host!r}.")


def stays_here(host):
    if isinstance(host, bytes):
        host = host.decode()
    if host in {None, "", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(refuse_outside_network)
