"""Logs: one JSON object a line, on standard error.

They name routes, not addresses; nobody's name, address or text is in them.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from contextvars import ContextVar
from typing import Any

context: ContextVar[dict[str, str] | None] = ContextVar("context", default=None)
"""What every line said meanwhile is about, such as the request's id."""

FACTS = "facts"
"""The attribute of a record that carries further members: ``extra={"facts": {...}}``."""


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, with what it is about and, for an error, where it happened."""
        line: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **(context.get() or {}),
            **getattr(record, FACTS, {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_config(level: str) -> dict[str, Any]:
    """What ``logging.config.dictConfig`` takes: all that is at least ``level``, as JSON lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "flow_forecaster.logs.JsonLines"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"level": level.upper(), "handlers": ["stderr"]},
        "loggers": {
            # What it says for debugging names addresses, and some of them are secrets.
            "gunicorn.error": {
                "level": "INFO" if level == "debug" else level.upper(),
                "handlers": [],
                "propagate": True,
            },
            # It names addresses; the product says a line of its own for each request.
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
    }
