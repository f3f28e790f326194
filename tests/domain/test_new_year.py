import datetime as dt

from flow_forecaster.domain.new_year import new_year_factors


def test_the_weeks_around_new_year_are_worth_less():
    # 2026 has 53 ISO weeks: week 52 begins on 21 December, week 1 of 2027 on 4 January.
    assert new_year_factors(dt.date(2026, 12, 14), 5).tolist() == [1, 0.55, 0.6, 0.9, 1]


def test_a_year_of_52_weeks_has_no_53rd():
    assert new_year_factors(dt.date(2025, 12, 15), 4).tolist() == [1, 0.55, 0.9, 1]


def test_a_week_that_begins_on_another_day_counts_where_most_of_it_lies():
    wednesday, friday = dt.date(2026, 12, 16), dt.date(2026, 12, 18)
    assert new_year_factors(wednesday, 1).tolist() == [1]
    assert new_year_factors(friday, 1).tolist() == [0.55]
