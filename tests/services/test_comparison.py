import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.services.comparison import compare
from flow_forecaster.services.distributions import make_distribution
from flow_forecaster.services.forecast import forecast
from tests.services.keeping import COUNTS, ENGLISH, NOW, TODAY

PORTUGUESE = load_language("pt-BR")
RISK = {"name": "Tests fail", "probability": 0.9, "impact": {"low": 8, "mode": 12, "high": 20}}


def saved(**values):
    """A forecast as it is saved, without a database."""
    asked = {"history": {"counts": COUNTS}, "scope": {"items": 60}, "pace_model": "resample"}
    request = ForecastRequest.model_validate(asked | values)
    result = forecast(request, today=TODAY, language=ENGLISH)
    distribution = make_distribution(request, result, today=TODAY)
    return SavedForecast(
        "f" * 32, "p", None, "-", "", request, TODAY, result, distribution, None, 1, NOW
    )


def parts(comparison):
    return {one.input: one.moved for one in comparison.parts}


def p85(one):
    return next(said.date for said in one.result.when if said.confidence == 0.85)


def test_one_input_alone_moves_it_all():
    older, newer = saved(), saved(scope={"items": 90})
    comparison = compare(older, newer)
    days = (p85(newer) - p85(older)).days
    assert (comparison.moved, parts(comparison)) == (days, {"scope": days})
    assert (comparison.older_date, comparison.newer_date) == (p85(older), p85(newer))
    assert comparison.sentence(ENGLISH) == (
        f"P85 moved {days} days later, from {ENGLISH.date(p85(older))} to "
        f"{ENGLISH.date(p85(newer))}: {days} scope."
    )


def test_back_again_each_part_turns_its_sign():
    older = saved()
    newer = saved(scope={"items": 75}, risks=[RISK], history={"counts": [5, 6, 4, 7, 5]})
    there, back = compare(older, newer), compare(newer, older)
    assert sum(parts(there).values()) == there.moved == -back.moved
    for one, moved in parts(there).items():
        # Either is rounded to whole days.
        assert abs(moved + parts(back)[one]) <= 1
    assert set(parts(there)) == {"scope", "risks", "pace"}
    assert all(moved > 0 for moved in parts(there).values())


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ({"scope": {"items": 60, "complexity": "high"}}, "scope"),
        ({"risks": [RISK]}, "risks"),
        ({"history": {"counts": [3, 4, 5, 4]}}, "pace"),
        ({"pace_model": "negative_binomial"}, "pace"),
        ({"team": {"size": 1, "history_size": 2}}, "team"),
        ({"calendar": {"days_off": ["2026-12-24", "2026-12-25"]}}, "calendar"),
        ({"start": TODAY + dt.timedelta(days=3)}, "start"),
    ],
)
def test_every_input_is_told_by_its_name(values, changed):
    comparison = compare(saved(), saved(**values))
    assert set(parts(comparison)) == {changed}
    assert sum(parts(comparison).values()) == comparison.moved


def test_what_costs_and_what_is_called_go_moves_nothing():
    other = {"team": {"cost_per_person_week": 9, "currency": "EUR"}, "verdict": {"go": 0.95}}
    comparison = compare(saved(), saved(**other))
    assert (comparison.moved, comparison.parts) == (0, ())
    assert comparison.sentence(ENGLISH) == f"P85 stayed on {ENGLISH.date(p85(saved()))}."


def test_a_later_start_alone_moves_as_many_days():
    comparison = compare(saved(), saved(start=TODAY + dt.timedelta(days=10)))
    assert parts(comparison) == {"start": 10}


def test_a_deadline_does_not_move_a_date():
    older = saved(deadline={"weeks": 12})
    newer = saved(deadline={"date": "2026-12-01"}, scope={"items": 70})
    comparison = compare(older, newer)
    assert set(parts(comparison)) == {"scope"}
    # The older deadline may be past when the newer one starts.
    after = saved(start=dt.date(2027, 6, 1))
    assert compare(saved(deadline={"weeks": 3}), after).moved == sum(
        parts(compare(saved(deadline={"weeks": 3}), after)).values()
    )


@settings(max_examples=25)
@given(
    items=st.integers(1, 200),
    counts=st.lists(st.integers(0, 12), min_size=3, max_size=10).filter(any),
    start=st.integers(0, 60),
    has_risk=st.booleans(),
    size=st.sampled_from([1, 2, 3.5]),
)
def test_parts_always_add_up(items, counts, start, has_risk, size):
    older = saved()
    newer = saved(
        scope={"items": items},
        history={"counts": counts},
        start=TODAY + dt.timedelta(days=start),
        risks=[RISK] if has_risk else [],
        team={"size": size, "history_size": 1},
        calendar={"days_off": ["2026-12-25"]},
    )
    comparison = compare(older, newer)
    if comparison.moved is not None:
        assert sum(parts(comparison).values()) == comparison.moved
        assert "engine" not in parts(comparison)


def test_another_engine_has_a_part_of_its_own():
    older, newer = saved(), saved(scope={"items": 90})
    shifted = tuple(
        one.model_copy(update={"date": one.date + dt.timedelta(weeks=2)})
        for one in older.result.when
    )
    another = replace(older, result=older.result.model_copy(update={"when": shifted}))
    comparison = compare(another, newer)
    assert parts(comparison)["engine"] == -14
    assert sum(parts(comparison).values()) == comparison.moved
    days = parts(comparison)["scope"]
    assert f"+{days} scope, \N{MINUS SIGN}14 way of computing" in comparison.sentence(ENGLISH)


def test_items_are_compared_where_one_has_no_scope():
    older = saved(deadline={"weeks": 6})
    newer = saved(deadline={"weeks": 8}, scope=None, history={"counts": [4, 5, 6, 5]})
    comparison = compare(older, newer)
    assert comparison.question == "how_many"
    assert set(parts(comparison)) == {"pace", "deadline"}
    assert parts(comparison)["pace"] < 0 < parts(comparison)["deadline"]
    assert sum(parts(comparison).values()) == comparison.moved
    items = [
        next(said.items for said in one.result.how_many if said.confidence == 0.85)
        for one in (older, newer)
    ]
    assert [comparison.older_items, comparison.newer_items] == items


def test_a_start_after_the_older_deadline_leaves_no_items_to_it():
    older = saved(scope=None, deadline={"weeks": 3})
    newer = saved(scope=None, start=TODAY + dt.timedelta(weeks=10), deadline={"weeks": 3})
    comparison = compare(older, newer)
    assert comparison.moved == sum(parts(comparison).values()) == 0
    assert parts(comparison)["start"] < 0 < parts(comparison)["deadline"]


def test_what_has_neither_in_common_cannot_be_compared():
    comparison = compare(saved(), saved(scope=None, deadline={"weeks": 3}))
    assert (comparison.question, comparison.moved, comparison.parts) == (None, None, ())
    assert "cannot be compared" in comparison.sentence(ENGLISH)


def test_past_the_horizon_is_said_in_words():
    never = saved(scope={"items": 50_000})
    now = ENGLISH.date(p85(saved()))
    assert compare(never, saved()).sentence(ENGLISH) == (
        f"P85 was more than ten years away; now it is {now}."
    )
    assert compare(saved(), never).sentence(ENGLISH) == (
        f"P85 was {now}; now it is more than ten years away."
    )
    assert compare(never, never).moved is None
    assert "in both forecasts" in compare(never, never).sentence(ENGLISH)


def test_p85_is_known_where_other_confidences_were_asked():
    comparison = compare(saved(percentiles=[0.5]), saved(percentiles=[0.9]))
    assert comparison.moved == 0
    items = compare(
        saved(percentiles=[0.5], scope=None, deadline={"weeks": 6}),
        saved(scope=None, deadline={"weeks": 6}),
    )
    assert items.moved == 0


def test_it_is_said_in_portuguese():
    comparison = compare(saved(), saved(scope={"items": 90}))
    sentence = comparison.sentence(PORTUGUESE)
    assert sentence.startswith(f"O P85 foi adiado em {comparison.moved} dias")
    assert sentence.endswith(f": {comparison.moved} escopo.")
