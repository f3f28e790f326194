"""What can be exported: a question with its answer, kept or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import ForecastResult


class Answered(Protocol):
    """A forecast with a name; a saved one is one of these."""

    @property
    def name(self) -> str: ...

    @property
    def note(self) -> str: ...

    @property
    def request(self) -> ForecastRequest: ...

    @property
    def result(self) -> ForecastResult: ...

    @property
    def today(self) -> dt.date:
        """The day on which the answer was made."""
        ...


@dataclass(frozen=True, slots=True)
class Exported:
    """A forecast that nobody has saved."""

    name: str
    request: ForecastRequest
    result: ForecastResult
    today: dt.date
    note: str = ""
