import datetime as dt
from dataclasses import replace

import pytest

from flow_forecaster.domain.request import History
from flow_forecaster.domain.saved import Outcome
from flow_forecaster.services.actuals import items_by_deadline
from flow_forecaster.services.outcomes import installation_track_record
from flow_forecaster.services.projects import append_history, change_project, read_project
from flow_forecaster.services.saved_forecasts import read_forecast, record_outcome
from flow_forecaster.storage.database import open_database
from tests.services.keeping import COUNTS, NOW, new_account, new_forecast, new_project
from tests.services.test_comparison import saved
from tests.storage.servers import migrated_database_url

END = dt.date(2026, 11, 22)
LATER = (3.0, 4.0, 5.0)


def dated(counts, n_after, period_days=7):
    end = END + n_after * dt.timedelta(days=period_days)
    return {"counts": counts, "last_period_end": end, "period_days": period_days}


def grown(n_after, **changes):
    return History(**(dated((*COUNTS, *LATER[:n_after]), n_after) | changes))


@pytest.fixture(scope="module")
def one():
    return saved(history=dated(COUNTS, 0), deadline={"weeks": 2})


@pytest.mark.parametrize(("n_after", "items"), [(0, None), (1, None), (2, 7), (3, 7)])
def test_items_are_counted_once_the_history_reaches_the_deadline(one, n_after, items):
    assert items_by_deadline(one, grown(n_after)) == items


def test_a_history_that_lost_its_oldest_weeks_still_counts(one):
    assert items_by_deadline(one, grown(2, counts=(*COUNTS[-5:], 3, 4))) == 7


def test_without_dates_the_periods_added_are_those_to_come():
    undated = saved(deadline={"weeks": 2})
    assert items_by_deadline(undated, History(counts=(*COUNTS, 3))) is None
    assert items_by_deadline(undated, History(counts=(*COUNTS, 3, 4.9, 5))) == 7
    later = saved(deadline={"weeks": 2}, start=dt.date(2027, 1, 4))
    assert items_by_deadline(later, History(counts=(*COUNTS, 3, 4.9, 5))) is None


def test_a_deadline_inside_a_period_is_left_to_people():
    friday = saved(history=dated(COUNTS, 0), deadline={"date": "2026-12-04"})
    assert items_by_deadline(friday, grown(3)) is None


@pytest.mark.parametrize(
    "history",
    [
        grown(2, counts=(*COUNTS[:-1], 99, 3, 4)),
        grown(2, last_period_end=END + dt.timedelta(days=13)),
        History(**dated((*COUNTS, 3, 4), 2, period_days=14)),
        History(counts=(3, 4), last_period_end=END + dt.timedelta(days=14)),
    ],
    ids=["corrected before", "another weekday", "another period", "only what came since"],
)
def test_another_history_says_nothing(one, history):
    assert items_by_deadline(one, history) is None


def test_a_forecast_that_starts_later_or_has_no_deadline_is_left_to_people(one):
    moved = saved(history=dated(COUNTS, 0), deadline={"weeks": 2}, start=dt.date(2026, 11, 25))
    assert items_by_deadline(moved, grown(3)) is None
    assert items_by_deadline(saved(history=dated(COUNTS, 0)), grown(3)) is None
    assert items_by_deadline(replace(one, outcome=None), grown(3)) == 7


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    database = open_database(migrated_database_url(request.param, tmp_path))
    yield database
    database.close()


def test_weeks_that_are_typed_in_say_what_came_of_forecasts(database):
    ana = new_account(database)
    project = new_project(database, ana)
    first = new_forecast(database, project, deadline={"weeks": 2})
    scenario = new_forecast(database, project, base=first.id, deadline={"weeks": 2}, minutes=1)
    told = new_forecast(database, project, deadline={"weeks": 2}, minutes=2)
    record_outcome(database, ana, told.id, Outcome(items_by_deadline=9), version=1)

    append_history(database, ana, project.id, [3], now=NOW)
    assert read_forecast(database, ana, first.id).outcome is None
    append_history(database, ana, project.id, [4], now=NOW)
    counted = read_forecast(database, ana, first.id)
    assert counted.outcome == Outcome(items_by_deadline=7, from_history=True)
    assert read_forecast(database, ana, scenario.id).outcome is None
    assert read_forecast(database, ana, told.id).outcome == Outcome(items_by_deadline=9)
    assert installation_track_record(database).n_forecasts == 2

    # The last week is corrected, then taken back.
    for counts, items in (((*COUNTS, 3, 5), 8), ((*COUNTS, 3), None)):
        now = read_project(database, ana, project.id)
        content = now.content.model_copy(update={"history": History(counts=counts)})
        change_project(database, ana, project.id, content, version=now.version, now=NOW)
        outcome = read_forecast(database, ana, first.id).outcome
        assert (outcome and outcome.items_by_deadline) == items


def test_what_people_say_is_not_counted_again(database):
    ana = new_account(database)
    project = new_project(database, ana)
    first = new_forecast(database, project, deadline={"weeks": 1})
    append_history(database, ana, project.id, [3], now=NOW)
    counted = read_forecast(database, ana, first.id)
    said = Outcome(items_by_deadline=5, from_history=True)
    record_outcome(database, ana, first.id, said, version=counted.version)
    append_history(database, ana, project.id, [4], now=NOW)
    assert read_forecast(database, ana, first.id).outcome == Outcome(items_by_deadline=5)
