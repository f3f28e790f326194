"""What would make it fit: less scope, or more people."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.readings import TOLERANCE, chance_of_scope, most_finished
from flow_forecaster.engine.scope import StatedScope, stated_distribution


def most_items(
    row: Floats,
    stated: StatedScope,
    risks: Floats,
    *,
    scale: float,
    confidence: float,
    limit: int,
    lot: int = 1,
) -> int | None:
    """The most stated items for which the chance of the deadline reaches ``confidence``.

    Parameters
    ----------
    row : (k + 1,) array
        P(at least k items) at the deadline.
    stated : StatedScope
        Factors are kept, and a range is moved as a whole; the answer is its middle.
    risks : (m + 1,) array
        Distribution of what the risks add, in lots.
    scale : float
        Lots for one item of the table.
    limit : int
        The largest answer.
    lot : int
        Items counted as one in the scope.

    Returns
    -------
    int or None
        None where not even one item fits.
    """
    middle = (stated.low + stated.high) // 2

    def fits(items: int) -> bool:
        base = stated_distribution(stated.moved(items - middle), lot=lot)
        chance = chance_of_scope(row, np.convolve(base, risks), scale)
        return bool(chance >= confidence - TOLERANCE)

    finished = float(most_finished(row, confidence, scale)) - float(np.arange(len(risks)) @ risks)
    factor = sum(stated.complexity) * sum(stated.split) / 4
    return _largest(fits, limit, guess=int(finished * lot / factor))


def fewest_people(
    row: Floats, scope: Floats, *, scale_per_person: float, confidence: float, limit: int
) -> int | None:
    """The fewest people, pace in proportion, for whom the chance reaches ``confidence``."""

    def is_too_few(people: int) -> bool:
        chance = chance_of_scope(row, scope, people * scale_per_person)
        return bool(chance < confidence - TOLERANCE)

    each = float(most_finished(row, confidence, scale_per_person))
    guess = math.ceil(float(np.arange(len(scope)) @ scope) / max(each, scale_per_person))
    enough = (_largest(is_too_few, limit, guess=guess) or 0) + 1
    return enough if enough <= limit else None


def _largest(holds: Callable[[int], bool], limit: int, *, guess: int) -> int | None:
    """The largest number from 1 to ``limit`` that holds, when all below it hold too.

    It is looked for near ``guess`` first.
    """
    low, high, step = 0, limit + 1, 1
    middle = min(max(guess, 1), limit)
    while low < middle < high:
        if holds(middle):
            low, middle = middle, middle + step
        else:
            high, middle = middle, middle - step
        step *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low or None
