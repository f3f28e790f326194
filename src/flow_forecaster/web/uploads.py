"""Files that come with a form."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from flask import Request


class RequestInMemory(Request):
    """A request whose files stay in memory: bodies are small, and a full disk takes none."""

    def _get_file_stream(self, *_said: Any, **_more: Any) -> IO[bytes]:
        return BytesIO()
