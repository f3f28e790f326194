"""A reference class: what teams with such a history did next.

A regression over many teams' histories, pooled: the total of the next k weeks is an overdispersed
count (see ``overdispersed``) whose mean, shape and spread are those of the reverting level, mended
by what followed histories that looked alike: a polynomial of second degree in features of the
history, of what the level says, of its length and of k.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine import reference_coefficients as learned
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history_features import LONGEST, base_log_pace, history_features
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.overdispersed import LAST_LEARNED_WEEK, Totals
from flow_forecaster.engine.reverting_level import (
    SHAPE,
    SWING,
    LevelAhead,
    LevelPosterior,
    filter_level,
    level_ahead,
)

FARTHEST = 3.0
"""Standard deviations at which a feature is cut, so that no history is extrapolated far."""

WEEKS = np.arange(1.0, LAST_LEARNED_WEEK + 1)

OUTPUT_LIMITS = np.array([[-7.0, -4.0, -4.0], [10.0, 9.0, 0.3]])
"""Between which the logarithms of pace, shape and spread are held."""

SMALLEST_SWING = 0.05
"""Added to a swing before its logarithm is taken."""

N_FEATURES = 12

_PAIRS = np.triu_indices(N_FEATURES + 3)


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """The regression: centre and scale of each feature, and coefficients of their products.

    ``centre``, ``scale`` : (f,) arrays. ``coefficients`` : (p, 3) array, added to the logarithms of
    the pace, the shape and the spread that the reverting level says.
    """

    centre: Floats
    scale: Floats
    coefficients: Floats

    def totals(self, history: Floats, posterior: LevelPosterior) -> Totals:
        """The law of the total after each of the next 52 weeks.

        Parameters
        ----------
        history : (n,) array
            Items finished in each past week, oldest first; the last 52 are looked at.
        posterior : LevelPosterior
            What they say of the reverting level.
        """
        seen, ahead = history[-LONGEST:], level_ahead(posterior)
        features = case_features(seen, posterior, ahead)
        inputs = regression_inputs((features - self.centre) / self.scale, len(seen), WEEKS)
        outputs = np.clip(offsets(ahead) + inputs @ self.coefficients, *OUTPUT_LIMITS)
        pace, shape, spread = np.exp(outputs).T
        return Totals(mean=WEEKS * pace, shape=shape, spread=spread)

    def learn(self, history: Floats) -> LearnedPace:
        """The law of ``totals``, which is all that is asked of a history."""
        return LearnedPace(((1.0, self.totals(history, filter_level(history))),))


def case_features(history: Floats, posterior: LevelPosterior, ahead: LevelAhead) -> Floats:
    """Features of histories of one length, for each number of weeks ahead.

    Parameters
    ----------
    history : (..., n) array
    posterior, ahead
        What they say of the level, for m numbers of weeks.

    Returns
    -------
    (..., m, 12) array
        Those of ``history_features``; of the level, the pace ahead against the recent pace, the
        deviation of its logarithm and the shape; the weight of teams that never swing, the swing
        and the shape of the weeks. All of the latter but the weight are logarithms.
    """
    weights = posterior.weights
    of_history = np.concatenate(
        [
            history_features(history),
            np.stack(
                [
                    weights @ (SWING == 0),
                    np.log(weights @ (SWING + SMALLEST_SWING)),
                    weights @ np.log(SHAPE),
                ],
                axis=-1,
            ),
        ],
        axis=-1,
    )
    of_weeks = offsets(ahead)
    of_weeks[..., 0] -= np.asarray(base_log_pace(history))[..., None]
    same = np.broadcast_to(of_history[..., None, :], (*of_weeks.shape[:-1], of_history.shape[-1]))
    return np.concatenate([same, of_weeks], axis=-1)


def offsets(ahead: LevelAhead) -> Floats:
    """Logarithms of pace, shape and spread that the level says by itself; (..., m, 3)."""
    return np.stack([ahead.log_pace, np.log(ahead.shape), np.log(ahead.variance) / 2], axis=-1)


def regression_inputs(features: Floats, n_weeks: int | Floats, weeks_ahead: Floats) -> Floats:
    """One, the features, and their squares and products, history length and k among them.

    Parameters
    ----------
    features : (m, 12) array
        In standard deviations from their means.
    n_weeks : int or (m,) array
        Length of the history.
    weeks_ahead : (m,) array
        k, the weeks that the total is over.

    Returns
    -------
    (m, 120) array
    """
    each = np.ones((N_FEATURES + 3, len(features)))
    np.minimum(np.maximum(features.T, -FARTHEST), FARTHEST, out=each[1:-2])
    each[-2] = (np.log(weeks_ahead) - 2.0) / 1.2
    each[-1] = (np.log(n_weeks) - 2.9) / 0.8
    return np.asarray((each[_PAIRS[0]] * each[_PAIRS[1]]).T)


REFERENCE_CLASS = ReferenceClass(
    centre=np.array(learned.CENTRE),
    scale=np.array(learned.SCALE),
    coefficients=np.array(learned.COEFFICIENTS),
)
