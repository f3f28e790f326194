"""Forecasts from a team's own history: when, how many, and at what odds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from flow_forecaster.domain.result import ForecastResult

__version__ = "0.1.0"


def forecast(
    request: Mapping[str, Any], *, language: str = "en", today: dt.date | None = None
) -> ForecastResult:
    """Answer a forecast request, the same JSON as the API takes, as a mapping.

    ``language`` is "en" or "pt-BR"; ``today`` is where the work starts when the request does not
    say. Raises ``flow_forecaster.domain.errors.InvalidRequest`` with a sentence for each field that
    is wrong.
    """
    # Imported here so that the package itself costs nothing to import.
    import datetime as dt

    from flow_forecaster.domain.checking import check_request
    from flow_forecaster.domain.language import load_language
    from flow_forecaster.domain.request import ForecastRequest
    from flow_forecaster.services.forecast import forecast as answer

    asked = check_request(request, ForecastRequest)
    now = dt.datetime.now().astimezone()
    return answer(asked, today=today or now.date(), language=load_language(language))
