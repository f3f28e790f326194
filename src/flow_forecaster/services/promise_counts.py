"""The use case "promise counts": the installation's track record for those who watch it."""

from __future__ import annotations

from flow_forecaster.services.outcomes import installation_track_record
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.forecasts import mark_outcomes


class PromiseCounts:
    """Promises told and kept at each confidence; counted again only when an outcome changed."""

    def __init__(self) -> None:
        self._mark: tuple[int, int] | None = None
        self._counts: dict[str, int] = {}

    def read(self, database: Database) -> dict[str, int]:
        """Numbers by what was told or kept, as ``told_at_85``; none before the first outcome."""
        mark = mark_outcomes(database)
        if mark != self._mark:
            self._counts, self._mark = _count(database), mark
        return self._counts


def _count(database: Database) -> dict[str, int]:
    counts = {}
    for level in installation_track_record(database).levels:
        percent = f"{level.confidence * 100:.0f}"
        counts[f"told_at_{percent}"] = level.n
        counts[f"kept_at_{percent}"] = level.kept
    return counts
