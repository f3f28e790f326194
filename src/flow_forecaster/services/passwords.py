"""Passwords: hashed by Argon2, one at a time in each process, while few enough wait."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from flow_forecaster.domain.access import Crowded
from flow_forecaster.domain.account import MAX_PASSWORD

if TYPE_CHECKING:
    from argon2 import PasswordHasher

TIME_COST, MEMORY_KIB, LANES = 2, 19_456, 1
"""Argon2id as OWASP recommends it for servers of little memory: about 20 ms and 19 MiB."""

MOST_WAITING = 90
"""Threads that wait for their turn: two seconds of work, and 38 threads left for all else."""

RETRY_S = 5

NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1"
    "$wGVuZgyVuIsSiPuIYpkS8w$Bi02C02fvrMbcjTPWHuEID5UxzBEH5Q9KbfxcJILKIw"
)
"""A hash that no password has: who has no account waits as long as who has one."""

NONE = ""
"""In place of a hash, of an account whose owner has yet to choose a password."""


class Turns:
    """Lets one work at a time, and a bounded number wait.

    Threads of one process share it. Memory grows with those at work, not with those who wait.
    """

    def __init__(self, most_waiting: int) -> None:
        self._work = threading.Lock()
        self._places = threading.BoundedSemaphore(most_waiting + 1)

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a turn.

        Raises
        ------
        Crowded
            If as many wait as may.
        """
        if not self._places.acquire(blocking=False):
            raise Crowded(RETRY_S)
        try:
            with self._work:
                yield
        finally:
            self._places.release()


turns = Turns(MOST_WAITING)


def hash_password(password: str) -> str:
    """What is stored of a password.

    Raises
    ------
    Crowded
        If too many wait.
    """
    with turns.take():
        return _hasher().hash(_canonical(password))


def is_password(password: str, stored: str | None) -> bool:
    """Whether a password has the stored hash; as slow when there is none.

    Raises
    ------
    Crowded
        If too many wait.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    typed = _canonical(password[: MAX_PASSWORD + 1])
    with turns.take():
        try:
            _hasher().verify(stored or NOBODYS, typed)
        except (VerificationError, InvalidHashError):
            return False
    return bool(stored)


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(stored)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=LANES)


def _canonical(password: str) -> bytes:
    """The same accents are the same password, however a keyboard writes them."""
    return unicodedata.normalize("NFC", password).encode(errors="replace")
