import datetime as dt
import itertools
from dataclasses import replace

import pytest
from scipy.stats import binomtest

from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.saved import Distribution, Outcome
from flow_forecaster.engine.scores import share_interval
from flow_forecaster.services.outcomes import installation_track_record, track_record
from flow_forecaster.services.projects import list_projects
from flow_forecaster.services.saved_forecasts import list_forecasts, record_outcome
from flow_forecaster.storage.database import open_database
from tests.services.keeping import (
    ENGLISH,
    NOW,
    TODAY,
    filled_project,
    new_account,
    new_forecast,
    new_project,
)
from tests.services.test_comparison import saved
from tests.storage.servers import migrated_database_url

DAY = dt.timedelta(days=1)
PORTUGUESE = load_language("pt-BR")
numbers = itertools.count()


def told(forecast, project_id=None, **outcome):
    """A forecast of something of its own, with its outcome."""
    project_id = project_id or f"project {next(numbers)}"
    return replace(forecast, project_id=project_id, outcome=Outcome(**outcome))


def level(record, confidence=0.85):
    return next(one for one in record.levels if one.confidence == confidence)


def promised(forecast, confidence=0.85):
    return next(one.date for one in forecast.result.when if one.confidence == confidence)


@pytest.fixture(scope="module")
def one():
    return saved(deadline={"weeks": 6})


def test_nothing_is_said_before_something_happened(one):
    record = track_record([one])
    assert (record.n_forecasts, record.n_things, record.levels) == (0, 0, ())
    assert (record.transform, record.crps_vs_plain, record.notes(ENGLISH)) == (None, None, ())


@pytest.mark.parametrize("confidence", [0.5, 0.7, 0.85, 0.95])
@pytest.mark.parametrize(("days", "kept"), [(-1, 1), (0, 1), (1, 0)])
def test_a_date_is_kept_up_to_its_very_day(one, confidence, days, kept):
    finished_on = promised(one, confidence) + days * DAY
    record = track_record([told(one, finished_on=finished_on)])
    assert (level(record, confidence).n, level(record, confidence).kept) == (1, kept)


@pytest.mark.parametrize(("more", "kept"), [(-1, 0), (0, 1), (1, 1)])
def test_items_are_kept_from_their_very_number(one, more, kept):
    items = next(said.items for said in one.result.how_many if said.confidence == 0.85)
    record = track_record([told(one, items_by_deadline=items + more)])
    assert level(record).kept == kept


def test_confidences_that_were_not_asked_are_read_from_the_distribution(one):
    asked = saved(deadline={"weeks": 6}, percentiles=[0.5])
    for outcome in (
        {"finished_on": promised(one)},
        {"items_by_deadline": one.result.how_many[2].items},
    ):
        assert level(track_record([told(asked, **outcome)])).kept == 1
    late = told(asked, finished_on=promised(one) + DAY)
    assert level(track_record([late])).kept == 0


def test_a_forecast_counts_once_by_its_date(one):
    both = told(one, finished_on=promised(one), items_by_deadline=0)
    record = track_record([both])
    assert (record.n_forecasts, level(record).n, level(record).kept) == (1, 1, 1)


def test_past_the_horizon_nothing_was_promised():
    never = saved(scope={"items": 5_000}, percentiles=[0.85])
    record = track_record([told(never, finished_on=dt.date(2030, 1, 1))])
    assert (record.n_forecasts, record.levels) == (1, ())
    assert record.crps_vs_plain.difference == 0


def test_scenarios_do_not_count(one):
    scenario = replace(told(one, finished_on=TODAY), base_id=one.id)
    assert track_record([scenario]).n_forecasts == 0


def test_forecasts_of_the_same_thing_are_one_case_of_the_range(one):
    same = [told(one, "p", finished_on=promised(one)) for _ in range(9)]
    record = track_record(same)
    assert (record.n_forecasts, record.n_things, level(record).n) == (9, 1, 9)
    assert (level(record).low, level(record).high) == pytest.approx(share_interval(1, 1), abs=1e-4)
    assert record.notes(ENGLISH)[0] == (
        "9 forecasts of 1 thing: forecasts of the same thing stand or fall together, so the "
        "ranges count each thing once."
    )
    others = [told(one, finished_on=promised(one)) for _ in range(9)]
    assert level(track_record(others)).low > level(record).low
    assert "stand or fall" not in " ".join(track_record(others).notes(ENGLISH))


def wilson(kept, n, confidence):
    interval = binomtest(kept, n).proportion_ci(confidence, method="wilson")
    return interval.low, interval.high


@pytest.mark.parametrize(
    ("kept", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_oracle_of_the_range_agrees_with_a_published_table(kept, n, low, high):
    # Newcombe 1998, Two-sided Confidence Intervals for the Single Proportion, Statistics in
    # Medicine 17, table I, method 3, 95 %.
    assert wilson(kept, n, 0.95) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("kept", "n"), [(8, 9), (0, 5), (5, 5), (1, 1), (0, 1), (17, 20)])
def test_the_range_is_wilsons_of_90_percent(kept, n, one):
    late, in_time = promised(one) + DAY, promised(one)
    cases = [told(one, finished_on=in_time if case < kept else late) for case in range(n)]
    found = level(track_record(cases))
    assert (found.n, found.kept, found.share) == (n, kept, round(kept / n, 4))
    assert (found.low, found.high) == pytest.approx(wilson(kept, n, 0.9), abs=5e-5)


def test_eight_of_nine_are_in_line_with_85_percent(one):
    cases = [told(one, finished_on=promised(one) + (case == 0) * DAY) for case in range(9)]
    found = level(track_record(cases))
    assert found.verdict == "in_line"
    assert found.sentence(ENGLISH) == (
        "8 of 9 kept what 85% promised: in line; so far the true share may be anywhere from 62% "
        "to 97%."
    )
    assert found.sentence(PORTUGUESE).startswith("8 de 9 cumpriram o que 85% prometiam")


def test_promises_that_are_broken_too_often_are_called_so(one):
    cases = [told(one, finished_on=promised(one) + (case > 2) * DAY) for case in range(9)]
    found = level(track_record(cases))
    assert (found.kept, found.verdict) == (3, "broken_too_often")
    assert "too few" in found.sentence(ENGLISH)


def test_promises_that_are_kept_too_often_are_called_so(one):
    cases = [told(one, finished_on=promised(one, 0.5)) for _ in range(9)]
    found = level(track_record(cases), 0.5)
    assert (found.kept, found.verdict) == (9, "too_careful")
    assert "more than promised" in found.sentence(ENGLISH)


def test_plain_resampling_is_as_good_as_itself(one):
    cases = [told(one, finished_on=promised(one) + case * DAY) for case in range(12)]
    against = track_record(cases).crps_vs_plain
    assert (against.difference, against.low, against.high) == (0, 0, 0)


def by_hand(one, done, plain):
    return replace(one, distribution=Distribution(done_by_week=done, plain_done_by_week=plain))


def test_the_error_is_that_of_the_kept_distributions(one):
    # Sure of week 2, against a coin between weeks 1 and 3; it took 2 weeks and 3 of them.
    sure = by_hand(one, (0, 0, 1), (0, 0.5, 0.5, 1))
    two = told(sure, finished_on=one.result.start + 14 * DAY)
    three = told(sure, finished_on=one.result.start + 15 * DAY)
    assert track_record([two]).crps_vs_plain.difference == -1
    # One week off: 1. The coin: 0.5^2 + 0.5^2 = 0.5.
    assert track_record([three]).crps_vs_plain.difference == 1
    # Together they are as good as the coin: one error of 1 against two of a half.
    both = track_record([two, three]).crps_vs_plain
    assert (both.difference, both.low, both.high) == (0, None, None)
    assert "says little yet" in track_record([two]).notes(ENGLISH)[0]


def test_a_range_of_the_error_comes_with_ten_things(one):
    sure = by_hand(one, (0, 0, 1), (0, 0.5, 0.5, 1))
    days = [14] * 8 + [15] * 2
    cases = [told(sure, finished_on=one.result.start + n * DAY) for n in days]
    against = track_record(cases).crps_vs_plain
    assert against.difference == pytest.approx(2 / 5 - 1)
    assert -1 <= against.low < against.difference < against.high < 0.5
    assert track_record(cases).crps_vs_plain == against


def test_items_in_steps_have_the_error_of_items(one):
    said = Distribution(
        items_by_deadline=(1, 1, 1, 0.5), items_step=10,
        plain_items_by_deadline=(1, 1, 1, 1), plain_items_step=10,
    )  # fmt: skip
    case = told(replace(one, distribution=said), items_by_deadline=50)
    # A miss of 20 items, and one of 20 for sure and 10 by half: (20 + 10 x 0.25) / 20 - 1.
    assert track_record([case]).crps_vs_plain.difference == pytest.approx(0.125)


def test_what_came_better_than_expected_lies_in_the_first_tenths(one):
    early = track_record([told(one, finished_on=one.result.start)])
    late = track_record([told(one, finished_on=one.result.start + 700 * DAY)])
    many = track_record([told(one, items_by_deadline=10_000)])
    none = track_record([told(one, items_by_deadline=0)])
    for best in (early, many):
        assert best.transform == (1, *[0] * 9)
    for worst in (late, none):
        assert worst.transform == (*[0] * 9, 1)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_installation_counts_everybodys_and_names_nobody(kind, tmp_path):
    database = open_database(migrated_database_url(kind, tmp_path))
    for name in ("ana", "bia"):
        filled_project(database, new_account(database, name))
    project = new_project(database, "ana")
    new_forecast(database, project)
    record = installation_track_record(database)
    assert (record.n_forecasts, record.n_things) == (2, 2)
    for private in ("ana", "bia", "Portal", project.id):
        assert private not in record.model_dump_json()
    own = list_forecasts(database, "ana", list_project_of(database, "ana"))
    assert track_record(own).n_forecasts == 1
    scenario = next(one for one in own if one.base_id)
    record_outcome(database, "ana", scenario.id, Outcome(finished_on=NOW.date()), version=1)
    assert installation_track_record(database) == record
    database.close()


def list_project_of(database, account_id):
    return next(one.id for one in list_projects(database, account_id) if one.n_forecasts == 3)
