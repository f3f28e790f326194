"""What can be in a column of ids or versions; a database refuses to look for anything else."""

from __future__ import annotations

LONGEST = 64
MAX_VERSION = 2**31 - 2


def can_be_id(text: str) -> bool:
    """Whether there may be a row with this id; PostgreSQL looks for no text with a NUL."""
    return len(text) <= LONGEST and text.isascii() and text.isprintable()


def can_be_version(version: int) -> bool:
    """Whether a row may have this version and be changed."""
    return 0 < version <= MAX_VERSION
