"""Secrets that are given away once, and of which only a digest is kept."""

from __future__ import annotations

import hashlib
import secrets

BYTES = 32


def new_secret(beginning: str = "") -> str:
    """A secret of 256 random bits, fit for an address, a cookie and a header."""
    return beginning + secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> str:
    """What is stored of a secret: who reads the database learns none.

    A plain digest is enough, as a secret of 256 bits can't be guessed.
    """
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
