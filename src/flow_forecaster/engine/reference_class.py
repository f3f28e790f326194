"""A reference class: what teams with such a history did next.

A regression over many teams' histories, pooled: the total of the next k weeks is an overdispersed
count (see ``overdispersed``) whose mean, shape and spread follow from features of the history, its
length and k, with all squares and products of two of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine import reference_coefficients as learned
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history_features import LONGEST, base_log_pace, history_features
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.overdispersed import LAST_LEARNED_WEEK, Totals

FARTHEST = 3.0
"""Standard deviations at which a feature is cut, so that no history is extrapolated far."""

WEEKS = np.arange(1.0, LAST_LEARNED_WEEK + 1)

LOG_PACE_LIMITS = (-7.0, 10.0)
LOG_SHAPE_LIMITS = (-4.0, 6.0)
LOG_SPREAD_LIMITS = (-4.0, 0.3)


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """The regression: centre and scale of each feature, and coefficients of their products.

    ``centre``, ``scale`` : (f,) arrays. ``coefficients`` : (p, 3) array, for the logarithms of the
    pace (against the recent pace), the shape and the spread.
    """

    centre: Floats
    scale: Floats
    coefficients: Floats

    def totals(self, history: Floats) -> Totals:
        """The law of the total after each of the next 52 weeks.

        Parameters
        ----------
        history : (n,) array
            Items finished in each past week, oldest first; the last 52 are looked at.
        """
        seen = history[-LONGEST:]
        features = np.broadcast_to(history_features(seen), (len(WEEKS), len(self.centre)))
        inputs = regression_inputs((features - self.centre) / self.scale, len(seen), WEEKS)
        log_pace, log_shape, log_spread = (inputs @ self.coefficients).T
        return Totals(
            mean=WEEKS * np.exp(np.clip(base_log_pace(seen) + log_pace, *LOG_PACE_LIMITS)),
            shape=np.exp(np.clip(log_shape, *LOG_SHAPE_LIMITS)),
            spread=np.exp(np.clip(log_spread, *LOG_SPREAD_LIMITS)),
        )

    def learn(self, history: Floats) -> LearnedPace:
        """The law of ``totals``, which is all that is asked of a history."""
        return LearnedPace(((1.0, self.totals(history)),))


def regression_inputs(features: Floats, n_weeks: int | Floats, weeks_ahead: Floats) -> Floats:
    """One, the features, and their squares and products, history length and k among them.

    Parameters
    ----------
    features : (m, f) array
        In standard deviations from their means.
    n_weeks : int or (m,) array
        Length of the history.
    weeks_ahead : (m,) array
        k, the weeks that the total is over.

    Returns
    -------
    (m, p) array
        p = (f + 3) (f + 4) / 2.
    """
    length = np.broadcast_to((np.log(n_weeks) - 2.9) / 0.8, weeks_ahead.shape)
    ahead = (np.log(weeks_ahead) - 2.0) / 1.2
    cut = np.clip(features, -FARTHEST, FARTHEST)
    each = np.column_stack([np.ones(len(cut)), cut, ahead, length])
    first, second = np.triu_indices(each.shape[1])
    return np.asarray(each[:, first] * each[:, second])


REFERENCE_CLASS = ReferenceClass(
    centre=np.array(learned.CENTRE),
    scale=np.array(learned.SCALE),
    coefficients=np.array(learned.COEFFICIENTS),
)
