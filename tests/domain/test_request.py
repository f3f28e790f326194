"""What a request takes, field by field: what is meant when nothing is said, and what is refused."""

import copy
import datetime as dt

import pytest
from pydantic import ValidationError

import hatch_build
from flow_forecaster.domain import limits
from flow_forecaster.domain.checking import MOST_PROBLEMS, check_request
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.request import ForecastRequest, SimulationRequest

FULL = {
    "history": {"counts": [5, 6.5, 0], "period_days": 7, "last_period_end": "2026-11-22"},
    "scope": {
        "low": 70,
        "high": 90,
        "complexity": "medium",
        "split_rate": {"low": 1.0, "high": 1.3},
    },
    "risks": [{"name": "A", "probability": 0.4, "impact": {"low": 8, "mode": 12, "high": 20}}],
    "start": "2026-11-23",
    "deadline": {"date": "2027-03-08"},
    "team": {
        "size": 5,
        "cost_per_person_week": 5500,
        "currency": "BRL",
        "focus": 1.0,
        "history_size": 5,
        "changes": [{"week": 3, "size": 6}],
    },
    "calendar": {
        "days_off": ["2026-12-25"],
        "workdays": [0, 1, 2, 3, 4],
        "holidays": {"country": "BR", "subdivision": "SP"},
    },
    "pace_model": "resample",
    "percentiles": [0.5, 0.7, 0.85, 0.95],
    "verdict": {"go": 0.85, "adjust": 0.5},
}
SIMULATION = FULL | {
    "trials": 1_000,
    "seed": 7,
    "ramp": {"start_people": 2, "share": 0.2},
    "lead_times_days": [1.5, 8],
}
MISSING = "not there"


@pytest.fixture(scope="module")
def portuguese():
    """With its messages compiled, as the package's build does."""
    hatch_build.compile_messages()
    load_language.cache_clear()
    return load_language("pt-BR")


def changed(request, path, value):
    """The request with the field at the path, as in ``risks.0.impact``, replaced or left out."""
    request = copy.deepcopy(request)
    *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    within = request
    for step in parents:
        within = within[step]
    if value is MISSING:
        del within[last]
    else:
        within[last] = value
    return request


def problems_of(request, model=SimulationRequest):
    with pytest.raises(InvalidRequest) as caught:
        check_request(request, model)
    return caught.value.problems


def test_every_field_is_taken():
    asked = check_request(SIMULATION, SimulationRequest)
    assert asked.history.counts == (5, 6.5, 0)
    assert asked.scope.span == (70, 90)
    assert asked.scope.stated_items == 80
    assert asked.deadline.date == dt.date(2027, 3, 8)
    assert asked.risks[0].impact.mode == 12
    assert asked.team.changes[0].size == 6
    assert asked.ramp.start_people == 2
    assert asked.seed == 7


def test_only_history_and_a_question_are_needed():
    history = {"counts": [5]}
    with_scope = check_request({"history": history, "scope": {"items": 3}}, ForecastRequest)
    assert with_scope.scope.span == (3, 3)
    with_deadline = check_request({"history": history, "deadline": {"weeks": 3}}, ForecastRequest)
    assert with_deadline.deadline.weeks == 3


def test_what_is_meant_when_nothing_is_said():
    asked = check_request({"history": {"counts": [5]}, "scope": {"items": 3}}, SimulationRequest)
    assert asked.history.period_days == 7
    assert asked.history.last_period_end is None
    assert (asked.scope.complexity, asked.scope.split_rate.low) == ("low", 1.0)
    assert asked.scope.split_rate.high == 1.0
    assert asked.risks == ()
    assert asked.start is None and asked.deadline is None
    assert (asked.team.size, asked.team.focus, asked.team.currency) == (1, 1, "BRL")
    assert asked.team.cost_per_person_week is None and asked.team.history_size is None
    assert asked.team.changes == ()
    assert asked.calendar.days_off == () and asked.calendar.holidays is None
    assert asked.calendar.workdays == (0, 1, 2, 3, 4)
    assert asked.pace_model == "auto"
    assert asked.percentiles == (0.5, 0.7, 0.85, 0.95)
    assert (asked.verdict.go, asked.verdict.adjust) == (0.85, 0.5)
    assert (asked.trials, asked.seed, asked.ramp, asked.lead_times_days) == (10_000, 0, None, ())
    ramp = {"ramp": {"start_people": 2}}
    with_ramp = check_request(asked.model_dump(mode="json") | ramp, SimulationRequest)
    assert with_ramp.ramp.share == 0.2


def test_a_request_cannot_be_changed():
    asked = check_request(FULL, ForecastRequest)
    with pytest.raises(ValidationError):
        asked.pace_model = "auto"


def test_a_request_survives_its_own_json():
    asked = check_request(SIMULATION, SimulationRequest)
    assert SimulationRequest.model_validate_json(asked.model_dump_json()) == asked


FIELDS = [
    "history",
    "history.counts",
    "history.counts.1",
    "history.period_days",
    "history.last_period_end",
    "scope",
    "scope.low",
    "scope.high",
    "scope.complexity",
    "scope.split_rate",
    "scope.split_rate.low",
    "risks",
    "risks.0",
    "risks.0.name",
    "risks.0.probability",
    "risks.0.impact",
    "risks.0.impact.mode",
    "start",
    "deadline",
    "deadline.date",
    "team",
    "team.size",
    "team.cost_per_person_week",
    "team.currency",
    "team.focus",
    "team.history_size",
    "team.changes",
    "team.changes.0.week",
    "team.changes.0.size",
    "calendar",
    "calendar.days_off",
    "calendar.days_off.0",
    "calendar.workdays",
    "calendar.workdays.0",
    "calendar.holidays",
    "calendar.holidays.country",
    "calendar.holidays.subdivision",
    "pace_model",
    "percentiles",
    "percentiles.0",
    "verdict",
    "verdict.go",
    "trials",
    "seed",
    "ramp",
    "ramp.start_people",
    "ramp.share",
    "lead_times_days",
    "lead_times_days.0",
]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        -1,
        True,
        "",
        "5; drop table",
        {"a": 1},
        [[]],
        10**400,
        "\N{PILE OF POO}" * 500,
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_of_no_use_anywhere_is_refused_with_a_sentence(field, value, portuguese):
    if value == "" and field in {"risks.0.name", "calendar.holidays.subdivision"}:
        return
    if field == "risks.0.name" and value == "5; drop table":
        return
    if field == "history.period_days" and value is True:
        return  # which equals one day
    problems = problems_of(changed(SIMULATION, field, value))
    english = load_language("en")
    for problem in problems:
        assert field.startswith(problem.field) or problem.field.startswith(field)
        said = problem.message(english)
        assert len(said) > 10 and said.endswith(".")
        assert problem.message(portuguese) not in {"", said}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("history", MISSING, "This is needed."),
        ("history.counts", MISSING, "This is needed."),
        ("history.counts", [], "At least 1 are needed here; 0 came."),
        ("history.counts", [1] * 1_001, "At most 1,000 are taken here. Leave some out."),
        ("history.counts.0", 10_000.5, "This must be at most 10,000."),
        ("history.counts.0", -0.1, "This must be at least 0."),
        ("history.counts.0", "5", "This must be a number."),
        ("history.counts.0", None, "This must be a number."),
        (
            "history.counts.0",
            float("nan"),
            "This must be a number, not infinite nor undefined.",
        ),
        ("history.counts", 5, "This must be a list."),
        ("history.period_days", 3, "This must be one of: 1, 7, 14, 21, 28."),
        ("history.last_period_end", "22/11/2026", "This must be a date such as 2027-03-08."),
        ("scope.low", 0, "This must be at least 1."),
        ("scope.high", 100_001, "This must be at most 100,000."),
        ("scope.low", 70.5, "This must be a whole number."),
        (
            "scope.low",
            91,
            "The order must be low ≤ high. Swap the values that are the wrong way round.",
        ),
        (
            "scope.low",
            None,
            "Give the number of items, or both ends of a range: either items, or low and high.",
        ),
        (
            "scope.items",
            80,
            "Give the number of items, or both ends of a range: either items, or low and high.",
        ),
        (
            "scope",
            {},
            "Give the number of items, or both ends of a range: either items, or low and high.",
        ),
        (
            "scope.complexity",
            "huge",
            "This must be one of: 'low', 'medium', 'high', 'very_high'.",
        ),
        ("scope.split_rate.low", 0.09, "This must be at least 0.1."),
        ("scope.split_rate.high", 10.1, "This must be at most 10."),
        (
            "scope.split_rate.low",
            1.4,
            "The order must be low ≤ high. Swap the values that are the wrong way round.",
        ),
        ("risks", [FULL["risks"][0]] * 51, "At most 50 are taken here. Leave some out."),
        ("risks.0.name", "x" * 201, "At most 200 characters are taken here. Shorten it."),
        ("risks.0.name", 5, "This must be text."),
        ("risks.0.probability", 1.01, "This must be at most 1."),
        ("risks.0.impact.high", 100_001, "This must be at most 100,000."),
        (
            "risks.0.impact.mode",
            7,
            "The order must be low ≤ mode ≤ high. Swap the values that are the wrong way round.",
        ),
        ("start", "2200-01-01", "Dates from 1970-01-01 to 2199-12-31 are taken."),
        ("start", "2026-11-23T08:00", "This must be a date such as 2027-03-08."),
        ("start", 20261123, "This must be a date such as 2027-03-08."),
        ("start", "2026-02-30", "This must be a date such as 2027-03-08."),
        ("deadline", {}, "Give the deadline as a date or as weeks, not both."),
        ("deadline.weeks", 3, "Give the deadline as a date or as weeks, not both."),
        ("deadline", {"weeks": 0}, "This must be at least 1."),
        ("deadline", {"weeks": 523}, "This must be at most 522."),
        ("deadline", {"weeks": 1.5}, "This must be a whole number."),
        ("team.cost_per_person_week", -1, "This must be at least 0."),
        ("team.focus", 0.04, "This must be at least 0.05."),
        ("team.focus", 2.01, "This must be at most 2."),
        ("team.size", 1_001, "This must be at most 1,000."),
        ("team.history_size", 1_001, "This must be at most 1,000."),
        ("team.changes.0.week", 0, "This must be at least 1."),
        ("team.changes.0.week", 523, "This must be at most 522."),
        (
            "calendar.days_off",
            ["2026-12-25"] * 1_001,
            "At most 1,000 are taken here. Leave some out.",
        ),
        ("calendar.workdays", [], "At least 1 are needed here; 0 came."),
        ("calendar.workdays", [7], "This must be at most 6."),
        ("percentiles", [], "At least 1 are needed here; 0 came."),
        ("percentiles", [0.5] * 21, "At most 20 are taken here. Leave some out."),
        ("percentiles.0", 0, "This must be more than 0."),
        (
            "verdict.adjust",
            0.9,
            "The order must be adjust ≤ go. Swap the values that are the wrong way round.",
        ),
        ("trials", 0, "This must be at least 1."),
        ("trials", 1_000_001, "This must be at most 1,000,000."),
        ("seed", -1, "This must be at least 0."),
        ("ramp.share", 0, "This must be more than 0."),
        ("ramp.share", 0.51, "This must be at most 0.5."),
        ("ramp.start_people", 0.05, "This must be at least 0.1."),
        ("lead_times_days.0", 3_651, "This must be at most 3,650."),
        ("lead_times_days", [1] * 1_001, "At most 1,000 are taken here. Leave some out."),
        (
            "team.siez",
            5,
            "There is no field of this name. Remove it, or check its spelling.",
        ),
        ("extra", 5, "There is no field of this name. Remove it, or check its spelling."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_refusal_says_what_to_do(field, value, sentence, portuguese):
    (problem,) = problems_of(changed(SIMULATION, field, value))
    assert problem.message(load_language("en")) == sentence
    assert problem.message(portuguese) not in {"", sentence}
    assert field.startswith(problem.field) or problem.field.startswith(field)


@pytest.mark.parametrize("value", ["R$", "brl", "BRLL"])
def test_a_currency_has_three_capital_letters(value):
    (problem,) = problems_of(changed(FULL, "team.currency", value), ForecastRequest)
    assert problem.field == "team.currency"


def test_a_forecast_without_a_question_is_refused(portuguese):
    (problem,) = problems_of({"history": {"counts": [5]}}, ForecastRequest)
    assert problem.field == ""
    sentence = "Say how many items are left, or when they are due, or both."
    assert problem.message(load_language("en")) == sentence
    assert problem.message(portuguese) not in {"", sentence}


@pytest.mark.parametrize("field", ["trials", "seed", "ramp", "lead_times_days"])
def test_a_forecast_takes_no_field_of_a_simulation(field):
    (problem,) = problems_of(FULL | {field: SIMULATION[field]}, ForecastRequest)
    assert problem.field == field


def test_a_simulation_needs_a_scope():
    (problem,) = problems_of(changed(SIMULATION, "scope", MISSING))
    assert problem.field == "scope"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("history.counts", [10_000] * limits.MAX_PERIODS),
        ("history.counts.0", 1e-9),
        ("history.period_days", 28),
        ("scope", {"items": limits.MAX_ITEMS}),
        ("scope", {"low": 1, "high": limits.MAX_ITEMS}),
        ("risks", FULL["risks"] * limits.MAX_RISKS),
        ("risks.0.probability", 0),
        ("risks.0.probability", 1),
        ("risks.0.impact", {"low": 0, "mode": 0, "high": 0}),
        ("deadline", {"weeks": limits.MAX_WEEKS}),
        ("team.size", limits.MAX_PEOPLE),
        ("team.changes.0.size", 0),
        ("calendar.days_off", ["2026-12-25"] * limits.MAX_DAYS_OFF),
        ("calendar.workdays", [0, 0, 6]),
        ("percentiles", [0.5] * limits.MAX_PERCENTILES),
        ("percentiles", [0.95, 0.5]),
        ("verdict", {"go": 0.5, "adjust": 0.5}),
        ("trials", limits.MAX_TRIALS),
        ("seed", 2**63 - 1),
    ],
    ids=lambda value: str(value)[:30],
)
def test_the_limits_themselves_are_taken(field, value):
    check_request(changed(SIMULATION, field, value), SimulationRequest)


def test_the_limits_are_those_that_are_promised():
    assert (limits.MAX_PERIODS, limits.MAX_COUNT, limits.MAX_ITEMS) == (1_000, 10_000, 100_000)
    assert (limits.MAX_RISKS, limits.MAX_TRIALS, limits.MAX_WEEKS) == (50, 1_000_000, 522)


@pytest.mark.parametrize("data", [None, [], "", 3, True], ids=str)
def test_what_is_no_object_is_refused(data):
    (problem,) = problems_of(data, ForecastRequest)
    assert problem.field == ""


def test_so_many_problems_are_told_and_no_more():
    assert len(problems_of(changed(FULL, "history.counts", ["x"] * 1_000), ForecastRequest)) == (
        MOST_PROBLEMS
    )
    several = changed(changed(FULL, "team.size", 0), "risks.0.probability", 2)
    fields = [problem.field for problem in problems_of(several, ForecastRequest)]
    assert sorted(fields) == ["risks.0.probability", "team.size"]


def test_a_currency_is_asked_for_in_words():
    with pytest.raises(InvalidRequest) as refused:
        check_request(FULL | {"team": {"currency": "real"}}, ForecastRequest)
    (problem,) = refused.value.problems
    assert problem.sentence == "Write the currency as three capital letters, such as BRL."


@pytest.mark.parametrize("value", [True, 7.0, "7"])
def test_days_of_a_period_are_a_whole_number(value):
    with pytest.raises(InvalidRequest) as refused:
        check_request(
            {"history": {"counts": [5], "period_days": value}, "scope": {"items": 3}},
            ForecastRequest,
        )
    assert [problem.field for problem in refused.value.problems] == ["history.period_days"]
