"""What cannot be done right now, though it was asked for rightly; and when to try again."""

from __future__ import annotations

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language


class Unavailable(AppError):
    """Something that is needed does not answer."""

    heading = N_("Not right now")

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


class StorageUnavailable(Unavailable):
    """The database does not answer."""

    sentence = N_("What is stored cannot be reached right now. Try again in a minute.")

    def __init__(self, retry_after_s: int = 60) -> None:
        super().__init__(retry_after_s)


class StorageFull(StorageUnavailable):
    """The database takes nothing more: its disk is full."""

    heading = N_("Nothing can be saved right now")
    sentence = N_(
        "The disk of this installation is full, so this was not saved. What was saved is safe, "
        "and forecasts still work. Tell whoever looks after the installation to make room, then "
        "try again."
    )


class QueueUnavailable(Unavailable):
    """Nobody can be told that a job waits, so it was not taken."""

    sentence = N_(
        "Nothing can be computed in the background right now, so this was not taken. "
        "Try again in {seconds} seconds; what answers at once still works."
    )

    def __init__(self, retry_after_s: int = 30) -> None:
        super().__init__(retry_after_s)

    def detail(self, language: Language) -> str:
        """With the seconds to wait."""
        return language.gettext(self.sentence, seconds=language.number(self.retry_after_s))


class DrawingTooSlow(Unavailable):
    """A page or a picture was not drawn in time."""

    sentence = N_("Drawing this takes too long at this moment. Try again in a minute.")

    def __init__(self, retry_after_s: int = 60) -> None:
        super().__init__(retry_after_s)


class QueueFull(Unavailable):
    """As many jobs wait as may; the newest was not taken."""

    heading = N_("Too many computations are waiting")
    sentence = N_(
        "{waiting} computations are waiting, and at most {limit} may. "
        "Try again in {seconds} seconds."
    )

    def __init__(self, n_waiting: int, limit: int, retry_after_s: int = 30) -> None:
        super().__init__(retry_after_s)
        self.n_waiting, self.limit = n_waiting, limit

    def detail(self, language: Language) -> str:
        """With the length of the queue, its limit, and the seconds to wait."""
        return language.gettext(
            self.sentence,
            waiting=language.number(self.n_waiting),
            limit=language.number(self.limit),
            seconds=language.number(self.retry_after_s),
        )


class TooManyWaiting(QueueFull):
    """As many jobs of one client wait as may."""

    sentence = N_(
        "{waiting} of your computations are waiting, and at most {limit} may. Cancel some, "
        "or try again in {seconds} seconds."
    )
