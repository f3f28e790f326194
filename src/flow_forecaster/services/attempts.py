"""How often something may be tried; a room of 60 people behind one address is never locked out."""

from __future__ import annotations

import hashlib
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flow_forecaster.domain.access import TooManyAttempts
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.storage.database import Database

if TYPE_CHECKING:
    from limits import RateLimitItem
    from limits.strategies import RateLimiter

log = logging.getLogger(__name__)

MINUTE_S = 60
HOUR_S = 60 * MINUTE_S

REDIS_PATIENCE_S = 1.0


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts one key has in a time that begins with the first."""

    name: str
    key: str
    most: int
    within_s: int


def login_limits(email: str, address: str) -> tuple[Limit, ...]:
    """Of failed log-ins: guessing one account, from one place or many, or many accounts."""
    return (
        Limit("login", f"{email} {address}", 10, 15 * MINUTE_S),
        Limit("login-email", email, 50, HOUR_S),
        Limit("login-address", address, 300, 15 * MINUTE_S),
    )


def password_limits(account_id: str) -> tuple[Limit, ...]:
    """Of failed confirmations by who is signed in, as on a machine left open."""
    return (Limit("password", account_id, 10, 15 * MINUTE_S),)


def registration_limits(address: str) -> tuple[Limit, ...]:
    """Of registrations, which also tell who has an account."""
    return (Limit("register", address, 100, HOUR_S),)


def reset_limits(email: str, address: str) -> tuple[Limit, ...]:
    """Of mails with a link for a new password."""
    return (
        Limit("reset", email, 5, HOUR_S),
        Limit("reset-address", address, 100, HOUR_S),
    )


def room_limits(address: str) -> tuple[Limit, ...]:
    """Of rooms opened, which are kept for months."""
    return (Limit("room", address, 60, HOUR_S),)


def code_limits(address: str) -> tuple[Limit, ...]:
    """Of codes that lead to no room; those that do are not counted."""
    return (Limit("code", address, 60, MINUTE_S),)


class Attempts:
    """Counts attempts where all processes see them: in Redis if there is one, else the database.

    While Redis does not answer, the database counts.
    """

    def __init__(self, database: Database, redis_url: str = "") -> None:
        self._limiters = _limiters(database, redis_url)

    def check(self, limits: Sequence[Limit]) -> None:
        """Go on only while attempts are left.

        Raises
        ------
        TooManyAttempts
            If none is left of a limit.
        """
        self._each(limits, "test")

    def count(self, limits: Sequence[Limit]) -> None:
        """Count an attempt.

        Raises
        ------
        TooManyAttempts
            If it was one too many.
        """
        self._each(limits, "hit")

    def _each(self, limits: Sequence[Limit], verb: str) -> None:
        from limits.errors import StorageError

        for limiter in self._limiters:
            try:
                passed = [getattr(limiter, verb)(_item(one), _key(one)) for one in limits]
                waits = [
                    _wait_s(limiter, one) for one, ok in zip(limits, passed, strict=True) if not ok
                ]
            except StorageError:
                log.warning("Redis does not answer; the database counts attempts.")
                continue
            if waits:
                raise TooManyAttempts(max(waits))
            return


def _limiters(database: Database, redis_url: str) -> list[RateLimiter]:
    from limits.storage import RedisStorage, Storage
    from limits.strategies import FixedWindowRateLimiter

    from flow_forecaster.storage.attempts import AttemptTable

    stores: list[Storage] = [AttemptTable(database, utc_now)]
    if redis_url:
        redis = RedisStorage(
            redis_url,
            wrap_exceptions=True,
            socket_connect_timeout=REDIS_PATIENCE_S,
            socket_timeout=REDIS_PATIENCE_S,
        )
        stores.insert(0, redis)
    return [FixedWindowRateLimiter(store) for store in stores]


def _item(limit: Limit) -> RateLimitItem:
    from limits import RateLimitItemPerSecond

    return RateLimitItemPerSecond(limit.most, limit.within_s, namespace=limit.name)


def _key(limit: Limit) -> str:
    # Neither addresses nor e-mails are kept.
    return hashlib.sha256(limit.key.encode(errors="replace")).hexdigest()


def _wait_s(limiter: RateLimiter, limit: Limit) -> int:
    reset_at = limiter.get_window_stats(_item(limit), _key(limit)).reset_time
    return max(1, math.ceil(reset_at - utc_now().timestamp()))
