"""What of a request is awaited without a thread."""

import pytest

from flow_forecaster.web.patience import MOST_AWAITED, bytes_to_await

POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
EXPECTING = b"POST / HTTP/1.1\r\nExpect: 100-continue\r\ncontent-length:9\r\n\r\n"
LARGE = b"POST / HTTP/1.1\r\nContent-Length: 900000\r\n\r\n"


@pytest.mark.parametrize(
    "seen",
    [
        None,
        b"GET / HTTP/1.1\r\n\r\n",
        POST + b"123456789",
        POST + b"123456789GET / HTTP/1.1\r\n",
        CHUNKED,
        EXPECTING,
        LARGE,
        b"x" * MOST_AWAITED,
    ],
    ids=["closed", "get", "post", "two", "chunked", "expecting", "large body", "large head"],
)
def test_nothing_more_is_awaited(seen):
    assert bytes_to_await(seen) == 0


@pytest.mark.parametrize("seen", [b"", b"GET", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_is_awaited_byte_by_byte(seen):
    assert bytes_to_await(seen) == len(seen) + 1


@pytest.mark.parametrize("body", [b"", b"12345678"])
def test_a_body_is_awaited_as_a_whole(body):
    assert bytes_to_await(POST + body) == len(POST) + 9
