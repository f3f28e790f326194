"""Random questions: histories of every kind, scopes, risks, calendars and models."""

import functools

import numpy as np
from hypothesis import strategies as st

from flow_forecaster.engine.pace import ComingWeeks
from flow_forecaster.engine.question import Question
from flow_forecaster.engine.scope import RiskEvent, StatedScope

HORIZON_WEEKS = 60

PLAIN_MODELS = ("resample", "bayesian", "negative_binomial")
"""The models whose weeks all come from one law, so that a plain simulation can draw them."""

MODELS = (*PLAIN_MODELS, "pool")
"""Those and the default."""

models = st.sampled_from(MODELS)

whole_counts = st.integers(0, 12).map(float)
fractional_counts = st.integers(0, 120).map(lambda tenths: tenths / 10)
lumps = st.sampled_from([0.0, 0.0, 0.0, 5.0, 8.0])
huge_counts = st.integers(0, 10_000).map(float)


def _histories(counts, most=14):
    return st.lists(counts, min_size=1, max_size=most)


constant = st.builds(lambda count, n: [float(count)] * n, st.integers(1, 12), st.integers(1, 9))

ordinary_histories = st.one_of(
    _histories(whole_counts), _histories(fractional_counts), _histories(lumps), constant
).filter(any)
huge_histories = _histories(huge_counts, most=5).filter(any)

histories = st.one_of(
    ordinary_histories, ordinary_histories, ordinary_histories, huge_histories
).map(np.array)
"""Items finished in past weeks: whole, fractional, lumps among zeros, constant, one week, huge."""

small_histories = _histories(st.one_of(whole_counts, lumps, fractional_counts)).filter(any)

factors = st.one_of(
    st.just([1.0] * HORIZON_WEEKS),
    st.lists(
        st.sampled_from([1.0, 1.0, 1.0, 0.8, 0.6, 0.0]),
        min_size=HORIZON_WEEKS,
        max_size=HORIZON_WEEKS,
    ),
    st.builds(
        lambda week, share: [1.0] * week + [share] * (HORIZON_WEEKS - week),
        st.integers(0, 20),
        st.sampled_from([0.5, 1.5, 2.0]),
    ),
).map(np.array)
"""What the coming weeks are worth: alike, with days off, with people from a week on."""

scales = st.sampled_from([1.0, 0.5, 0.8, 1.2, 2.5])
coming_weeks = st.builds(ComingWeeks, factors, scales)

spans = st.tuples(st.sampled_from([1.0, 0.8, 1.25]), st.sampled_from([0.0, 0.0, 0.4])).map(
    lambda span: (span[0], span[0] + span[1])
)
stated_scopes = st.builds(
    lambda low, width, complexity, split: StatedScope(low, low + width, complexity, split),
    st.integers(1, 80),
    st.sampled_from([0, 0, 5, 30]),
    spans,
    spans,
)

risks = st.builds(
    lambda probability, ends: RiskEvent(probability, *sorted(ends)),
    st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]),
    st.tuples(*[st.integers(0, 40).map(lambda halves: halves / 2)] * 3),
)

deadlines = st.tuples(st.integers(1, 30), st.sampled_from([0.0, 0.0, 0.4, 1.0]))

_any_question = functools.partial(
    st.builds,
    Question,
    model=models,
    weeks=coming_weeks,
    confidences=st.just((0.5, 0.7, 0.85, 0.95)),
    stated=stated_scopes,
    risks=st.lists(risks, max_size=3).map(tuple),
    deadline=deadlines,
)
questions = _any_question(history=ordinary_histories.map(np.array))
huge_questions = _any_question(history=huge_histories.map(np.array))
