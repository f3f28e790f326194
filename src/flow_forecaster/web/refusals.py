"""What only the web refuses."""

from __future__ import annotations

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.outages import Unavailable


class CrossSite(AppError):
    """A page of another site that asks for a change."""

    heading = N_("This came from another site")
    sentence = N_("Pages of other sites cannot change anything here. Open the product's own page.")


class NotJson(AppError):
    """A body of another kind than the one that is read."""

    heading = N_("This is not JSON")
    sentence = N_("Send the request as JSON, with the header Content-Type: application/json.")


class UnreadableRequest(AppError):
    """A request that HTTP does not allow."""

    heading = N_("This request cannot be read")
    sentence = N_("Something in it is not as HTTP wants it. Check the address and the headers.")


class WrongMethod(AppError):
    """An address that answers other methods."""

    heading = N_("This cannot be done here")
    sentence = N_("There is something at this address, but it answers other methods.")


class TooManyFiles(Unavailable):
    """More files are being made than one process makes at a time."""

    heading = N_("Many files are being made")
    sentence = N_("Many people download at this moment. Try again in a few seconds.")

    def __init__(self, retry_after_s: int = 10) -> None:
        super().__init__(retry_after_s)


class OurFault(AppError):
    """Something that nobody foresaw."""

    heading = N_("Something broke on our side")
    sentence = N_("It has been noted. Try again; if it stays, tell the people who run this server.")


class OwnerOnly(AppError):
    """Something of the whole installation, asked by a member."""

    heading = N_("This is for the owner of the installation")
    sentence = N_("Only the owner of this installation sees it. Your own projects show their own.")
