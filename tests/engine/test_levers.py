import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_forecaster.engine.levers import fewest_people, most_items
from flow_forecaster.engine.readings import chance_of_scope
from flow_forecaster.engine.resample import resample_rows
from flow_forecaster.engine.scope import (
    RiskEvent,
    StatedScope,
    add_risks,
    stated_distribution,
    total_distribution,
)
from tests.engine.strategies import scales, spans

NO_RISK = np.ones(1)
AFTER_SIX_WEEKS = list(resample_rows(np.array([5.0, 6, 8, 5, 9]), np.ones(6), 400))[-1]

risks = st.sampled_from([(), (RiskEvent(0.5, 3, 4, 9),), (RiskEvent(1.0, 20, 30, 60),)])
confidences = st.sampled_from([0.05, 0.5, 0.85, 0.99])


@settings(max_examples=60)
@given(st.integers(0, 10), spans, risks, scales, confidences)
def test_the_most_items_fit_and_no_more_do(width, complexity, events, scale, confidence):
    stated = StatedScope(30, 30 + width, complexity)
    added = add_risks(np.ones(1), events)
    limit = 150

    def fits(middle):
        moved = stated.moved(middle - (stated.low + stated.high) // 2)
        scope = np.convolve(stated_distribution(moved), added)
        return chance_of_scope(AFTER_SIX_WEEKS, scope, scale) >= confidence - 1e-12

    fitting = [middle for middle in range(1, limit + 1) if fits(middle)]
    found = most_items(
        AFTER_SIX_WEEKS, stated, added, scale=scale, confidence=confidence, limit=limit
    )
    assert found == (max(fitting) if fitting else None)
    assert fitting == list(range(1, len(fitting) + 1))


@settings(max_examples=60)
@given(st.integers(1, 200), risks, st.sampled_from([0.1, 0.2, 1.0, 3.0]), confidences)
def test_the_fewest_people_are_enough_and_no_fewer_are(items, events, per_person, confidence):
    scope = total_distribution(StatedScope(items, items), events)
    limit = 40

    def is_enough(people):
        chance = chance_of_scope(AFTER_SIX_WEEKS, scope, people * per_person)
        return chance >= confidence - 1e-12

    enough = [people for people in range(1, limit + 1) if is_enough(people)]
    found = fewest_people(
        AFTER_SIX_WEEKS, scope, scale_per_person=per_person, confidence=confidence, limit=limit
    )
    assert found == (min(enough) if enough else None)


def test_a_limit_is_the_largest_answer():
    asked = {"scale": 1.0, "confidence": 0.5}
    stated = StatedScope(30, 30)
    unlimited = most_items(AFTER_SIX_WEEKS, stated, NO_RISK, limit=1_000, **asked)
    assert 30 < unlimited < 100
    for limit in (1, 2, 7, unlimited - 1):
        assert most_items(AFTER_SIX_WEEKS, stated, NO_RISK, limit=limit, **asked) == limit


@pytest.mark.parametrize("limit", [1, 5, 1_000])
def test_nothing_fits_where_the_risks_alone_are_too_much(limit):
    too_much = np.eye(1, 401, 400)[0]
    asked = {"scale": 1.0, "confidence": 0.85, "limit": limit}
    assert most_items(AFTER_SIX_WEEKS, StatedScope(30, 30), too_much, **asked) is None


def test_no_team_is_large_enough_where_the_limit_is_below_it():
    scope = total_distribution(StatedScope(300, 300))
    asked = {"scale_per_person": 0.5, "confidence": 0.85}
    enough = fewest_people(AFTER_SIX_WEEKS, scope, limit=1_000, **asked)
    assert enough > 10
    assert fewest_people(AFTER_SIX_WEEKS, scope, limit=enough, **asked) == enough
    assert fewest_people(AFTER_SIX_WEEKS, scope, limit=enough - 1, **asked) is None
