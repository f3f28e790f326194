"""What is said: one sentence that a sponsor can act on, and notes on the history."""

import datetime as dt

import pytest

import flow_forecaster
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.request import VerdictRule
from flow_forecaster.domain.wording import history_notes, judge
from flow_forecaster.engine.history import HistorySummary

TODAY = dt.date(2026, 11, 23)
EN = load_language("en")


def sentence(language="en", **question):
    request = {"history": {"counts": [6, 7, 8, 7, 6, 8, 7, 7]}, "pace_model": "resample"}
    return flow_forecaster.forecast(request | question, language=language, today=TODAY).sentence


@pytest.mark.parametrize(
    ("chance", "verdict"),
    [(0.85, "go"), (0.85 - 1e-13, "go"), (0.8499, "adjust"), (0.5, "adjust"), (0.4999, "no_go")],
)
def test_a_verdict_starts_at_its_chance(chance, verdict):
    assert judge(chance, VerdictRule()) == verdict


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            {"scope": {"items": 70}, "deadline": {"weeks": 12}},
            (
                "Go: the chance of finishing the 70 items by February 15, 2027 is more than 99%, "
                "and with 85% confidence they are done by"
            ),
        ),
        ({"scope": {"items": 70}, "deadline": {"weeks": 10}}, "it takes at most"),
        ({"scope": {"items": 70}, "deadline": {"weeks": 5}}, "No go: the chance"),
        ({"scope": {"low": 60, "high": 70}}, "the 60 to 70 items are done by"),
        ({"deadline": {"weeks": 4}}, "we finish at least"),
        ({"scope": {"items": 90_000}}, "No date can be promised: in more than 99% of futures"),
    ],
)
def test_the_sentence_says_what_to_do(question, said):
    assert said in sentence(**question)
    assert sentence("pt-BR", **question) != sentence(**question)


def test_nothing_helps_is_said_when_nothing_helps():
    hopeless = {"history": {"counts": [0] * 30 + [1]}, "scope": {"items": 90_000}}
    assert "neither less scope" in sentence(**hopeless, deadline={"weeks": 1})


def summary(n_periods=12, variance=2.0, n_zero=0, recent_change=None):
    return HistorySummary(n_periods, 5.0, variance, n_zero, recent_change)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "12 weeks of history are enough"),
        ({"n_periods": 3}, "3 periods of history are short"),
        ({"n_periods": 1, "variance": 0.0}, "1 period of history is short"),
        ({"variance": 0.0}, "Every period is the same"),
        ({"n_zero": 1}, "1 period finished nothing; it counts"),
        ({"n_zero": 2}, "2 periods finished nothing; they count"),
        ({"recent_change": 0.5}, "50% faster"),
        ({"recent_change": -0.25}, "25% slower"),
        ({"recent_change": 2.0}, "200% faster"),
        ({"recent_change": -1.0}, "100% slower"),
    ],
)
def test_notes_say_how_far_a_history_can_be_trusted(facts, said):
    notes = history_notes(EN, summary(**facts), 1, model="resample")
    assert any(said in note for note in notes)


@pytest.mark.parametrize(
    ("model", "is_told"),
    [
        ("resample", True),
        ("bayesian", True),
        ("negative_binomial", True),
        ("pool", False),
        ("reverting_level", False),
        ("reference_class", False),
        ("quantiles", False),
    ],
)
def test_old_weeks_are_to_be_left_out_only_where_all_weeks_count_the_same(model, is_told):
    notes = history_notes(EN, summary(recent_change=0.5), 1, model=model)
    assert any("leave old weeks out" in note for note in notes) == is_told


@pytest.mark.parametrize(("model", "is_told"), [("auto", False), ("resample", True)])
def test_the_answer_of_a_changed_team_advises_what_fits_its_model(model, is_told):
    request = {"history": {"counts": [2, 3, 2, 3, 2, 3, 9, 8, 9, 8, 9, 8]}, "pace_model": model}
    answer = flow_forecaster.forecast(
        request | {"scope": {"items": 60}}, today=TODAY, language="en"
    )
    assert any("leave old weeks out" in note for note in answer.history.notes) == is_told


def test_one_week_is_not_said_to_be_always_the_same():
    notes = history_notes(EN, summary(n_periods=1, variance=0.0), 1, model="pool")
    assert len(notes) == 1
