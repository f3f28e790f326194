"""An account: who keeps something here, and what they may."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from flow_forecaster.domain.request import Frozen
from flow_forecaster.domain.text import Name, one_line

MAX_EMAIL = 254
MIN_PASSWORD, MAX_PASSWORD = 8, 500
"""Characters of a password: short ones are guessed, and a long one must not keep a processor."""

MAX_TOKENS = 50
"""API tokens of one account."""

EMAIL = re.compile(r"[^\s@\"(),:;<>\[\]\\]{1,64}@[^\s@\"(),:;<>\[\]\\]+\.[^\s@\"(),:;<>\[\]\\.]+")


class Role(StrEnum):
    """What an account may: its own things, or the installation's too."""

    OWNER = "owner"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Account:
    """An account as its owner may see it."""

    id: str
    email: str
    name: str
    role: Role
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in."""

    account: Account
    is_remembered: bool
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ApiToken:
    """What a program signs in with, as its owner sees it in a list: never the token itself."""

    id: str
    name: str
    beginning: str
    created_at: dt.datetime
    used_at: dt.datetime | None


def email_as_kept(text: str) -> str:
    """An e-mail as accounts are found by it; empty for a text that is none."""
    kept = text.strip().lower()
    return kept if kept.isprintable() and EMAIL.fullmatch(kept) else ""


def _email(text: str) -> str:
    """An address as it is compared."""
    if not EMAIL.fullmatch(text) or ".." in text:
        raise PydanticCustomError("not_an_email", "not an e-mail")
    return text.lower()


def _password(text: str) -> str:
    if any(unicodedata.category(one) == "Cs" for one in text):
        raise PydanticCustomError("lone_surrogate", "half a character")
    if len(text) < MIN_PASSWORD:
        raise PydanticCustomError("password_too_short", "{least}", {"least": MIN_PASSWORD})
    return unicodedata.normalize("NFC", text)


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_EMAIL),
    AfterValidator(one_line),
    AfterValidator(_email),
]
"""An e-mail address, in lower case, so that it is found however it is typed."""

NewPassword = Annotated[str, Field(max_length=MAX_PASSWORD), AfterValidator(_password)]


class Profile(Frozen):
    """What an account says of itself."""

    email: Email
    name: Name


class Registration(Profile):
    """What is needed for an account."""

    password: NewPassword


class PasswordChoice(Frozen):
    """A new password."""

    password: NewPassword


class EmailGiven(Frozen):
    """Just an address."""

    email: Email


class NewToken(Frozen):
    """A new API token: what it is for."""

    name: Name = Field(description="What it is for, as it stands in the list.")
