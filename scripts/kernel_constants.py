"""What the page's kernel knows of other teams: the constants of the learned models, as JSON."""

from __future__ import annotations

import json
from typing import Any

from flow_forecaster.domain import new_year
from flow_forecaster.engine import (
    curve,
    history_features,
    overdispersed,
    pace,
    pool,
    reference_class,
    reference_coefficients,
    reverting_level,
    steady,
)


def kernel_constants() -> str:
    """JSON with a line for each constant, by what the kernel calls it."""
    lines = (f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in _constants().items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _constants() -> dict[str, Any]:
    return {
        "walks": reverting_level.WALKS,
        "swings": reverting_level.SWINGS,
        "shapes": reverting_level.SHAPES.tolist(),
        "longest_step": reverting_level.LONGEST_STEP,
        "prior": {
            "log_pace": reverting_level.PRIOR_LOG_PACE,
            "deviation": reverting_level.PRIOR_DEVIATION,
        },
        "level_points": _points(reverting_level.POINTS),
        "few_points": _points(overdispersed.HERMITE),
        "longest_history": history_features.LONGEST,
        "base_half_life_weeks": history_features.BASE_HALF_LIFE_WEEKS,
        "last_learned_week": overdispersed.LAST_LEARNED_WEEK,
        "growth": overdispersed.GROWTH,
        "widest_spread": overdispersed.WIDEST_SPREAD,
        "smallest_shape": overdispersed.SMALLEST_SHAPE,
        "likely_most": overdispersed.LIKELY_MOST,
        "certain": pace.CERTAIN_LEARNED,
        "curve_end": curve.CURVE_END,
        "steady": {
            "prior_items": steady.PRIOR_ITEMS,
            "log_rates": [round(rate, 10) for rate in steady.LOG_RATES.tolist()],
        },
        "pool": {
            "steady_before": pool.POOL.steady_before,
            "faint": pool.FAINT,
        },
        "new_year": new_year.SHARES,
        "farthest": reference_class.FARTHEST,
        "output_limits": reference_class.OUTPUT_LIMITS.tolist(),
        "smallest_swing": reference_class.SMALLEST_SWING,
        "reference_class": {
            "centre": reference_coefficients.CENTRE,
            "scale": reference_coefficients.SCALE,
            "coefficients": reference_coefficients.COEFFICIENTS,
        },
    }


def _points(points: overdispersed.NormalPoints) -> dict[str, list[float]]:
    return {"values": points.values.tolist(), "weights": points.weights.tolist()}
