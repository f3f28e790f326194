"""A secret link: whoever has it may read one forecast, or one project, and nothing else."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
import secrets
from dataclasses import dataclass

from flow_forecaster.domain.errors import InvalidRequest, NotFound, Problem
from flow_forecaster.domain.language import N_

TOKEN_BYTES = 32
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
"""What ``TOKEN_BYTES`` look like in an address."""

MAX_SHARES = 100
"""Links of one project, to itself and to its forecasts."""


@dataclass(frozen=True, slots=True)
class Share:
    """A secret link to a project, or to one forecast of it."""

    token: str
    project_id: str
    forecast_id: str | None
    created_at: dt.datetime
    forecast_name: str | None = None

    @property
    def path(self) -> str:
        """Where it leads, on this installation."""
        return f"/s/{self.token}"

    def name_of(self, forecast_id: str) -> str:
        """What a forecast is called under this link: worth nothing anywhere else."""
        digest = hashlib.sha256(f"{self.token}\n{forecast_id}".encode()).digest()
        return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


class TooManyShares(InvalidRequest):
    """As many links to a project and its forecasts as there may be."""

    def __init__(self, limit: int) -> None:
        sentence = N_("A project has at most {limit} links. Revoke one that is not used.")
        super().__init__([Problem("", sentence, {"limit": limit})])


class NotShared(NotFound):
    """A link that was revoked, or that never was one."""

    heading = N_("This link leads nowhere")
    sentence = N_(
        "It may have been revoked, or the address is not complete. Ask whoever sent it for a new "
        "one."
    )


def new_token() -> str:
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)
