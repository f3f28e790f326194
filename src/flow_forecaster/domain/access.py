"""Who may not, and why not: refusals of those who sign in."""

from __future__ import annotations

from flow_forecaster.domain.errors import AppError, InvalidRequest, Problem
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.outages import Unavailable


class NotSignedIn(AppError):
    """Nobody is signed in, and this belongs to somebody."""

    heading = N_("You are not logged in")
    sentence = N_("Log in, or send a valid API token as “Authorization: Bearer”.")


class Forbidden(AppError):
    """Somebody is signed in, who may not do this."""

    heading = N_("You may not do this")
    sentence = N_("This needs somebody who is logged in with a password; a token is not enough.")


class RegistrationClosed(AppError):
    """New accounts are made by the installation's owner only."""

    heading = N_("Registration is closed")
    sentence = N_("Ask the owner of this installation for an account.")


class LinkExpired(AppError):
    """A link for a new password that was used, or is too old, or never was."""

    heading = N_("This link is no longer valid")
    sentence = N_("It works once and for a short time. Ask for a new one.")


class WrongLogin(InvalidRequest):
    """An e-mail and a password that do not belong together."""

    def __init__(self) -> None:
        sentence = N_("This e-mail and this password do not belong together.")
        super().__init__([Problem("", sentence)])


class WrongPassword(InvalidRequest):
    """Not the password of the account that asks."""

    def __init__(self, field: str = "current_password") -> None:
        super().__init__([Problem(field, N_("This is not your password."))])


class EmailTaken(InvalidRequest):
    """An e-mail that has an account already."""

    def __init__(self) -> None:
        sentence = N_("This e-mail has an account already. Log in, or ask for a new password.")
        super().__init__([Problem("email", sentence)])


class TooManyTokens(InvalidRequest):
    """As many API tokens as an account may have."""

    def __init__(self, limit: int) -> None:
        sentence = N_("An account has at most {limit} tokens. Revoke one that is not used.")
        super().__init__([Problem("name", sentence, {"limit": limit})])


class TooManyAttempts(Unavailable):
    """Tried too often in too short a time."""

    heading = N_("Too many attempts")
    sentence = N_("Too many attempts in a short time. Try again in {minutes} min.")

    def detail(self, language: Language) -> str:
        """With the minutes to wait."""
        minutes = -(-self.retry_after_s // 60)
        return language.gettext(self.sentence, minutes=language.number(minutes))


class Crowded(Unavailable):
    """More people log in at this moment than can be checked."""

    heading = N_("Many people are logging in")
    sentence = N_("Many people are logging in at this moment. Try again in a few seconds.")
