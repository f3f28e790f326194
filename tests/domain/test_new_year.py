import datetime as dt

import pytest

from flow_forecaster.domain.new_year import MODELS, new_year_factors
from flow_forecaster.engine.pace import PACE_MODELS


def test_the_weeks_around_new_year_are_worth_less():
    # 2026 has 53 ISO weeks: week 52 begins on 21 December, week 1 of 2027 on 4 January.
    assert new_year_factors(dt.date(2026, 12, 14), 5) == pytest.approx([1, 0.55, 0.6, 0.9, 1])


def test_a_year_of_52_weeks_has_no_53rd():
    assert new_year_factors(dt.date(2025, 12, 15), 4) == pytest.approx([1, 0.55, 0.9, 1])


def test_a_week_that_begins_on_another_day_has_its_days_share_of_both():
    wednesday, friday, saturday = (dt.date(2026, 12, day) for day in (16, 18, 19))
    assert new_year_factors(wednesday, 1) == pytest.approx([(3 + 2 * 0.55) / 5])
    assert new_year_factors(friday, 1) == pytest.approx([(1 + 4 * 0.55) / 5])
    assert new_year_factors(saturday, 1) == pytest.approx([0.55])
    sunday_to_thursday = frozenset({6, 0, 1, 2, 3})
    assert new_year_factors(saturday, 1, workdays=sunday_to_thursday) == pytest.approx([0.64])


def test_longer_periods_have_the_mean_of_their_weeks():
    monday = dt.date(2026, 12, 14)
    assert new_year_factors(monday, 2, 2) == pytest.approx([1.55 / 2, 1.5 / 2])
    assert new_year_factors(monday, 1, 4) == pytest.approx([3.05 / 4])


def test_models_of_past_weeks_are_told_nothing():
    assert {"reverting_level", "reference_class", "pool", "boosted"} == MODELS
    assert MODELS - {"boosted"} < set(PACE_MODELS)
