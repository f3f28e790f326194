import socket
import warnings

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_no_connection_leaves_the_machine(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with (
        socket.socket(family) as outgoing,
        pytest.raises(RuntimeError, match="nothing outside this machine"),
    ):
        outgoing.connect((host, 80))


def test_no_name_is_looked_up_outside():
    with pytest.raises(RuntimeError, match=r"example\.invalid"):
        socket.getaddrinfo("example.invalid", 80)


def test_loopback_stays_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("anything", stacklevel=1)
