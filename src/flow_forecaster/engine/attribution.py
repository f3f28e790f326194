"""Who moved a number: the change of a function of several inputs, split among them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence

Inputs = frozenset[int]
"""The inputs that have their new value; the others have their old one."""

MOST_FOR_ALL_ORDERS = 4
"""Inputs of which every order is tried; of more, the given order and its reverse."""


def attribute(value: Callable[[Inputs], int], n_inputs: int) -> tuple[int, ...]:
    """What each input moved, in whole numbers that add up to the whole move.

    The mean of what an input moves when the inputs change one after the other, over every order
    (Shapley 1953, A Value for n-Person Games); over two orders where there are more inputs than
    ``MOST_FOR_ALL_ORDERS``. Rounded by the largest remainders, so each is less than 1 off.

    Parameters
    ----------
    value : function
        Of the inputs 0 .. n_inputs - 1 that have their new value. Asked once of each set.
    n_inputs : int
        At least 1.
    """
    known: dict[Inputs, int] = {}

    def value_of(changed: Inputs) -> int:
        if changed not in known:
            known[changed] = value(changed)
        return known[changed]

    totals, n_orders = [0] * n_inputs, 0
    for order in _orders(n_inputs):
        n_orders += 1
        for position, one in enumerate(order):
            before = frozenset(order[:position])
            totals[one] += value_of(before | {one}) - value_of(before)
    return _whole(totals, n_orders)


def _orders(n_inputs: int) -> Iterator[tuple[int, ...]]:
    given = tuple(range(n_inputs))
    if n_inputs <= MOST_FOR_ALL_ORDERS:
        return itertools.permutations(given)
    return iter((given, given[::-1]))


def _whole(totals: Sequence[int], divisor: int) -> tuple[int, ...]:
    """``totals`` / ``divisor`` in whole numbers with the same sum, which must be whole."""
    parts = [math.floor(total / divisor) for total in totals]
    remainders = [total - part * divisor for total, part in zip(totals, parts, strict=True)]
    left = sum(remainders) // divisor
    largest_first = sorted(range(len(parts)), key=lambda one: -remainders[one])
    for one in largest_first[:left]:
        parts[one] += 1
    return tuple(parts)
