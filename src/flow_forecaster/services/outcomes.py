"""The use case "track record": saved forecasts against what really happened."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.domain.track_record import (
    LEVELS,
    AgainstPlain,
    LevelRecord,
    LevelVerdict,
    TrackRecord,
)
from flow_forecaster.domain.transfer import is_imported
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.scores import (
    middle_range,
    ranked_probability_score,
    resampled_ratios,
    share_interval,
    transform_histogram,
    transform_range,
)
from flow_forecaster.services.promises import promised_day, promised_items
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.forecasts import read_with_outcomes

ENOUGH = 10
"""Things forecast from which a difference of errors gets an interval."""

DIGITS = 4
SEED = 20_261_123
"""The interval by bootstrap is the same every time."""

Thing = tuple[str, str]
"""What was forecast: a project, and what really happened there."""


@dataclass(frozen=True, slots=True)
class Case:
    """One forecast against its outcome; a forecast with both outcomes is judged by its date."""

    thing: Thing
    kept: dict[float, bool]
    """By confidence, as far as something was promised."""
    transform: tuple[float, float]
    """Where the outcome lies in what was forecast, the best end first."""
    crps: float
    plain_crps: float
    """Both in shares of the outcome that plain resampling expected."""


def track_record(forecasts: Iterable[SavedForecast]) -> TrackRecord:
    """How forecasts kept their word; those without an outcome and scenarios are left out."""
    cases = [case for one in forecasts if (case := _case(one)) is not None]
    n_things = len({case.thing for case in cases})
    return TrackRecord(
        n_forecasts=len(cases),
        n_things=n_things,
        levels=tuple(record for p in LEVELS if (record := _level(cases, p)) is not None),
        transform=_transform(cases) if cases else None,
        crps_vs_plain=_against_plain(cases) if cases else None,
    )


def installation_track_record(database: Database) -> TrackRecord:
    """How all forecasts of all accounts kept their word: numbers only.

    Answers that were read in from elsewhere and not computed here are left out.
    """
    found = read_with_outcomes(database)
    return track_record(one for one in found if not is_imported(one.result))


def _case(saved: SavedForecast) -> Case | None:
    outcome = saved.outcome
    if outcome is None or saved.base_id is not None:
        return None
    said = saved.distribution
    if outcome.finished_on is not None and said.done_by_week is not None:
        assert said.plain_done_by_week is not None
        return _of_date(
            saved,
            outcome.finished_on,
            np.array(said.done_by_week),
            np.array(said.plain_done_by_week),
        )
    if outcome.items_by_deadline is not None and said.items_by_deadline is not None:
        return _of_items(saved, outcome.items_by_deadline)
    return None


def _of_date(saved: SavedForecast, day: dt.date, done: Floats, plain: Floats) -> Case:
    weeks = max(0, -(-(day - saved.result.start).days // 7))
    n = max(len(done), len(plain), weeks + 1)
    reach, plain_reach = _at_least(done, n), _at_least(plain, n)
    promises = {p: promised_day(saved, p) for p in LEVELS}
    expected = max(1.0, float(plain_reach[1:].sum()))
    return Case(
        thing=(saved.project_id, f"done {day.isoformat()}"),
        kept={p: day <= promise for p, promise in promises.items() if promise is not None},
        transform=transform_range(reach, weeks),
        crps=ranked_probability_score(reach, weeks) / expected,
        plain_crps=ranked_probability_score(plain_reach, weeks) / expected,
    )


def _of_items(saved: SavedForecast, items: int) -> Case:
    said, deadline = saved.distribution, saved.result.deadline
    assert said.items_by_deadline and said.plain_items_by_deadline and deadline is not None
    reach, plain = np.array(said.items_by_deadline), np.array(said.plain_items_by_deadline)
    promises = {p: promised_items(saved, p) for p in LEVELS}
    expected = max(1.0, float(plain[1:].sum()) * said.plain_items_step)
    below, up_to = transform_range(reach, items // said.items_step)
    return Case(
        thing=(saved.project_id, f"{items} by {deadline.date.isoformat()}"),
        kept={p: items >= promise for p, promise in promises.items() if promise is not None},
        transform=(1 - up_to, 1 - below),
        crps=_items_error(reach, items, said.items_step) / expected,
        plain_crps=_items_error(plain, items, said.plain_items_step) / expected,
    )


def _at_least(done_by_week: Floats, n: int) -> Floats:
    """P(it takes at least w weeks), w = 0 .. n; after its end the chance stays as it was."""
    done = np.append(done_by_week, np.full(n - len(done_by_week), done_by_week[-1]))
    return np.concatenate([[1.0], 1 - done])


def _items_error(reach: Floats, items: int, step: int) -> float:
    """The score of a count in steps; beyond the end of ``reach`` every step is a whole miss."""
    steps = items // step
    beyond = max(0, steps - (len(reach) - 1))
    return (ranked_probability_score(reach, steps) + beyond) * step


def _level(cases: Sequence[Case], confidence: float) -> LevelRecord | None:
    told = [case for case in cases if confidence in case.kept]
    if not told:
        return None
    n_kept = sum(case.kept[confidence] for case in told)
    share = n_kept / len(told)
    low, high = share_interval(share, len({case.thing for case in told}))
    return LevelRecord(
        confidence=confidence,
        n=len(told),
        kept=n_kept,
        share=round(share, DIGITS),
        low=round(low, DIGITS),
        high=round(high, DIGITS),
        verdict=_verdict(confidence, low, high),
    )


def _verdict(confidence: float, low: float, high: float) -> LevelVerdict:
    if high < confidence:
        return "broken_too_often"
    return "too_careful" if low > confidence else "in_line"


def _transform(cases: Sequence[Case]) -> tuple[float, ...]:
    ranges = np.array([case.transform for case in cases])
    shares = transform_histogram(ranges[:, 0], ranges[:, 1])
    return tuple(round(float(share), DIGITS) for share in shares)


def _against_plain(cases: Sequence[Case]) -> AgainstPlain | None:
    """Every thing weighs alike, however often it was forecast."""
    n_forecasts = Counter(case.thing for case in cases)
    own, plain = dict.fromkeys(n_forecasts, 0.0), dict.fromkeys(n_forecasts, 0.0)
    for case in cases:
        own[case.thing] += case.crps / n_forecasts[case.thing]
        plain[case.thing] += case.plain_crps / n_forecasts[case.thing]
    errors, plain_errors = np.array(list(own.values())), np.array(list(plain.values()))
    if plain_errors.sum() == 0:
        return None
    low = high = None
    if len(errors) >= ENOUGH:
        ratios = resampled_ratios(errors, plain_errors, np.random.default_rng(SEED))
        low, high = (round(end - 1, DIGITS) for end in middle_range(ratios))
    difference = errors.sum() / plain_errors.sum() - 1
    return AgainstPlain(difference=round(float(difference), DIGITS), low=low, high=high)
