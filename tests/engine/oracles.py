"""Slow and plain ways to the same numbers, sharing no code with the product."""

import itertools
import math
from fractions import Fraction

import numpy as np
from scipy import special


def outcomes(value):
    """A count kept whole with its mean: [(items, probability)]."""
    whole = math.floor(value + 1e-9)
    fraction = value - whole
    return [(whole, 1 - fraction), (whole + 1, fraction)] if fraction > 1e-9 else [(whole, 1)]


def reach_by_sequences(history, factors, top):
    """Pace table of plain resampling, from every sequence of past weeks; reach[w][k]."""
    totals = {0: Fraction(1)}
    rows = [totals]
    for factor in factors:
        following = {}
        for done, past in itertools.product(totals, history):
            for items, chance in outcomes(past * factor):
                key = done + items
                share = totals[done] * Fraction(chance) / len(history)
                following[key] = following.get(key, 0) + share
        totals = following
        rows.append(totals)
    return np.array([[float(at_least(row, k)) for k in range(top + 1)] for row in rows])


def reach_by_urn(history, n_weeks, top):
    """Pace table of the Bayesian bootstrap in exact fractions.

    Every sequence of draws from Polya's urn: each draw is put back with a copy of it.
    """
    rows = []
    for week in range(n_weeks + 1):
        totals = {}
        for sequence in itertools.product(range(len(history)), repeat=week):
            chance, balls = Fraction(1), [1] * len(history)
            for past in sequence:
                chance *= Fraction(balls[past], sum(balls))
                balls[past] += 1
            total = sum(history[past] for past in sequence)
            totals[total] = totals.get(total, 0) + chance
        rows.append([at_least(totals, k) for k in range(top + 1)])
    return rows


def at_least(totals, items):
    return sum(chance for total, chance in totals.items() if total >= items)


def reach_by_urn_states(history, factors, top):
    """Pace table of the Bayesian bootstrap for weeks that differ, draw by draw.

    The state is how often each distinct count lies in the urn; fit for few distinct counts.
    """
    values, times = np.unique(history, return_counts=True)
    nothing_done = np.eye(1, top + 1)[0]
    states = {tuple(int(n) for n in times): nothing_done}
    rows = [nothing_done]
    for factor in factors:
        following = {}
        for balls, totals in states.items():
            for drawn, value in enumerate(values):
                chance = balls[drawn] / sum(balls)
                key = (*balls[:drawn], balls[drawn] + 1, *balls[drawn + 1 :])
                moved = chance * moved_up(totals, value * factor)
                following[key] = following.get(key, 0) + moved
        states = following
        rows.append(sum(states.values()))
    return np.cumsum(np.array(rows)[:, ::-1], axis=1)[:, ::-1]


def moved_up(totals, value):
    """A total, its last cell for "or more", after ``value`` more items."""
    result = np.zeros(len(totals))
    for items, chance in outcomes(value):
        stays = max(len(totals) - items, 1)
        result[len(totals) - stays :] += chance * totals[:stays]
        result[-1] += chance * totals[stays:].sum()
    return result


SHAPES = np.geomspace(0.5, 128, 17)
"""The grid of shapes that docs and code agree on for negative binomial weeks."""


def shape_weights(history):
    """Posterior of the shape: p ~ Beta(1/2, 1/2) integrated out of the likelihood."""
    counts = np.asarray(history, float)[:, None]
    logs = (special.gammaln(counts + SHAPES) - special.gammaln(SHAPES)).sum(axis=0)
    logs += special.betaln(0.5 + len(history) * SHAPES, 0.5 + counts.sum())
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


def simulated_weeks(model, history, n_trials, n_weeks, rng):
    """Items finished in each week, (n_weeks, n_trials), drawn from the definition of the model."""
    history = np.asarray(history, float)
    if model == "resample":
        return history[rng.integers(len(history), size=(n_weeks, n_trials))]
    if model == "bayesian":
        # Rubin: unknown weights, uniform over all that sum to one.
        bounds = np.cumsum(rng.standard_exponential((len(history), n_trials), np.float32), axis=0)
        weeks = np.empty((n_weeks, n_trials))
        for week in weeks:
            at = rng.random(n_trials, np.float32) * bounds[-1]
            week[:] = history[(at >= bounds[:-1]).sum(axis=0)]
        return weeks
    shape = rng.choice(SHAPES, n_trials, p=shape_weights(history))
    p = rng.beta(0.5 + len(history) * shape, 0.5 + history.sum())
    pace = rng.gamma(shape, (1 - p) / p, (n_weeks, n_trials))
    return rng.poisson(pace).astype(float)


def kept_whole(values, rng):
    """Each value's whole part, plus one with the probability of its fraction."""
    whole = np.floor(values + 1e-9)
    return whole + (rng.random(values.shape) < values - whole)


def simulated_totals(items, risks, n_trials, rng):
    """Total items of each trial; ``risks`` are (probability, low, mode, high)."""
    totals = np.full(n_trials, float(items))
    for probability, low, mode, high in risks:
        strikes = rng.random(n_trials) < probability
        totals += strikes * np.floor(rng.triangular(low, mode, high, n_trials) + 0.5)
    return totals


def standard_error(chance, n_trials):
    """Of a share of trials; never quite zero, so that a chance of one can still be compared."""
    chance = np.clip(chance, 1 / n_trials, 1 - 1 / n_trials)
    return np.sqrt(chance * (1 - chance) / n_trials)
