"""The whole answer: the engine's numbers as weeks, dates, money, levers and words."""

import datetime as dt
import json
import time

import pytest

from flow_forecaster.domain import limits, new_year
from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.services.forecast import forecast
from tests.data.workshop import CASES, DEMO, PAPER

TODAY = dt.date(2026, 1, 5)
MODELS = ("resample", "bayesian", "negative_binomial", "pool")
RESAMPLED_DEMO = DEMO | {"pace_model": "resample"}
HISTORY = {"history": {"counts": [5, 6, 8, 5, 9, 7, 6, 10]}, "start": "2026-11-23"}


def answer(request, language="en", today=TODAY):
    asked = check_request(request, ForecastRequest)
    return forecast(asked, today=today, language=load_language(language))


def at(answers, confidence):
    (found,) = [one for one in answers if one.confidence == confidence]
    return found


def test_the_demo_has_its_exact_answers():
    found = answer(RESAMPLED_DEMO)
    assert {p: at(found.when, p).weeks for p in (0.5, 0.85, 0.95)} == {0.5: 17, 0.85: 18, 0.95: 19}
    assert at(found.when, 0.85).date == dt.date(2027, 3, 29)
    assert [at(found.how_many, p).items for p in (0.5, 0.85, 0.95)] == [163, 156, 151]
    # Known to three decimals.
    assert found.deadline.chance == pytest.approx(0.997, abs=0.0005)
    assert found.deadline.chance_without_risks == pytest.approx(1.0, abs=0.0005)
    assert found.deadline.scope_share_at_p85 == 1.0
    assert at(found.cost, 0.85).amount == 864_000
    assert found.verdict == "go"
    without = answer({**RESAMPLED_DEMO, "risks": []})
    assert [at(without.when, p).weeks for p in (0.5, 0.85, 0.95)] == [15, 16, 16]


def test_the_paper_exercise_has_its_exact_answers():
    found = answer(PAPER | {"pace_model": "resample"})
    assert [at(found.when, p).weeks for p in (0.5, 0.85, 0.95)] == [7, 7, 8]
    assert found.how_many == () and found.deadline is None and found.levers is None
    assert found.verdict is None and found.cost == ()
    assert found.not_finished == 0


def test_the_answer_of_the_demo_is_small():
    as_json = answer(DEMO).model_dump_json()
    assert len(as_json.encode()) < 6_000
    assert json.loads(as_json)["when"][0]["date"] == "2027-03-22"


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("case", CASES)
def test_the_answers_of_a_case_agree_with_each_other(case, model):
    request = CASES[case] | {"pace_model": model}
    found = answer(request)
    deadline, people = found.deadline.weeks, request["team"]["size"]
    curve = found.curve.chance_by_week
    assert curve[min(deadline, len(curve) - 1)] == pytest.approx(found.deadline.chance, abs=1e-9)
    for when, cost in zip(found.when, found.cost, strict=True):
        assert curve[when.weeks] >= when.confidence > curve[when.weeks - 1]
        assert when.date == found.start + dt.timedelta(weeks=when.weeks)
        assert cost.amount == when.weeks * people * request["team"]["cost_per_person_week"]
        if when.weeks_between is not None:
            early, late = when.weeks_between
            assert early <= when.weeks <= late
    promised = at(found.how_many, 0.85).items
    assert found.deadline.scope_share_at_p85 == min(1, promised / request["scope"]["items"])
    assert found.cone.items_by_week[1][deadline] == promised
    for risk in found.risks:
        assert risk.weeks_added_at_p85 >= 0
        assert found.deadline.chance <= risk.chance_if_removed
        assert risk.chance_if_removed <= found.deadline.chance_without_risks
    assert [risk.name for risk in found.risks] == [risk["name"] for risk in request["risks"]]
    is_go = found.deadline.chance >= 0.85
    assert (found.verdict == "go") == is_go
    assert (found.levers.most_items >= request["scope"]["items"]) == is_go
    assert (found.levers.fewest_people <= people) == is_go
    assert (found.levers.earliest_weeks <= deadline) == is_go
    assert found.levers.earliest_weeks == at(found.when, 0.85).weeks


@pytest.mark.parametrize("model", MODELS)
def test_only_models_of_past_weeks_leave_the_mean_in_doubt(model):
    found = answer(DEMO | {"pace_model": model})
    is_learned = model in {"auto", "pool", "reverting_level", "reference_class"}
    assert all((when.weeks_between is None) == is_learned for when in found.when)


def test_a_risk_adds_the_weeks_between_with_and_without_it():
    found = answer(RESAMPLED_DEMO)
    for index, risk in enumerate(found.risks):
        kept = [one for n, one in enumerate(DEMO["risks"]) if n != index]
        without = answer({**RESAMPLED_DEMO, "risks": kept})
        difference = at(found.when, 0.85).weeks - at(without.when, 0.85).weeks
        assert risk.weeks_added_at_p85 == difference
        assert risk.chance_if_removed == pytest.approx(without.deadline.chance, abs=1e-12)


def test_auto_is_the_pool():
    by_default, by_name = answer(DEMO), answer(DEMO | {"pace_model": "pool"})
    assert by_default.model.pace == by_name.model.pace == "pool"
    assert by_default.when == by_name.when


@pytest.mark.parametrize("model", ["auto", "bayesian", "reverting_level", "reference_class"])
def test_a_model_says_what_plain_resampling_would(model):
    found, plain = answer(DEMO | {"pace_model": model}), answer(RESAMPLED_DEMO)
    assert found.model.plain_weeks_at_p85 == at(plain.when, 0.85).weeks
    assert found.model.plain_items_at_p85 == at(plain.how_many, 0.85).items
    earlier = at(found.when, 0.85).weeks - at(plain.when, 0.85).weeks
    said = f"{earlier} week" if earlier else "the same week"
    assert said in found.model.explanation


def test_plain_resampling_is_compared_with_nothing():
    model = answer(RESAMPLED_DEMO).model
    assert (model.plain_weeks_at_p85, model.plain_items_at_p85) == (None, None)
    assert "drawn again" in model.explanation


def test_without_a_scope_items_are_compared():
    asked = HISTORY | {"deadline": {"weeks": 6}}
    found, plain = answer(asked), answer(asked | {"pace_model": "resample"})
    fewer = at(plain.how_many, 0.85).items - at(found.how_many, 0.85).items
    assert fewer > 0 and f"{fewer} item" in found.model.explanation


@pytest.mark.parametrize("model", ["pool", "reverting_level", "bayesian", "resample"])
def test_before_the_first_day_of_work_nothing_is_finished(model):
    when = {"deadline": {"date": "2026-11-24"}, "calendar": {"days_off": ["2026-11-23"]}}
    found = answer(HISTORY | when | {"scope": {"items": 3}, "pace_model": model})
    assert found.deadline.chance == 0 and {one.items for one in found.how_many} == {0}


def test_a_single_item_is_told_as_one():
    assert "the 1 item is done" in answer(HISTORY | {"scope": {"items": 1}}).sentence


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        ({}, "adjust"),
        ({"go": 0.6, "adjust": 0.3}, "go"),
        ({"go": 0.95, "adjust": 0.9}, "no_go"),
    ],
)
def test_the_user_sets_where_a_verdict_starts(rule, verdict):
    request = PAPER | {"pace_model": "resample", "deadline": {"weeks": 7}, "verdict": rule}
    request["scope"] = {"items": 32}
    found = answer(request)
    assert 0.6 < found.deadline.chance < 0.85
    assert found.verdict == verdict


def test_levers_answer_for_the_chance_that_the_user_sets():
    """Earlier with less confidence, more items, fewer people."""
    request = CASES["project office"] | {"pace_model": "resample"}
    bold = answer({**request, "verdict": {"go": 0.5}}).levers
    careful = answer({**request, "verdict": {"go": 0.99}}).levers
    assert bold.most_items > careful.most_items
    assert bold.fewest_people < careful.fewest_people
    assert bold.earliest_weeks < careful.earliest_weeks


def test_focus_and_team_size_scale_the_pace():
    """A team of 6 from the history of 5 at five sixths of the attention is that history."""
    plain = answer(HISTORY | {"scope": {"items": 40}, "deadline": {"weeks": 6}})
    team = {"size": 6, "history_size": 5, "focus": 5 / 6}
    same = answer(HISTORY | {"scope": {"items": 40}, "deadline": {"weeks": 6}, "team": team})
    assert same.when == plain.when and same.how_many == plain.how_many
    assert same.deadline == plain.deadline


def test_a_team_of_another_size_only_changes_pace_when_it_is_said_so():
    asked = HISTORY | {"scope": {"items": 40}}
    five = answer(asked | {"team": {"size": 5}})
    ten = answer(asked | {"team": {"size": 10}})
    assert ten.when == five.when
    doubled = answer(asked | {"team": {"size": 10, "history_size": 5}})
    assert at(doubled.when, 0.85).weeks < at(five.when, 0.85).weeks


def test_fewest_people_counts_focus_and_the_people_of_the_history():
    asked = HISTORY | {"scope": {"items": 60}, "deadline": {"weeks": 6}, "pace_model": "resample"}

    def chance(people):
        team = {"size": people, "history_size": 5, "focus": 0.8}
        return answer(asked | {"team": team}).deadline.chance

    found = answer(asked | {"team": {"size": 5, "history_size": 5, "focus": 0.8}})
    fewest = found.levers.fewest_people
    assert chance(fewest) >= 0.85 > chance(fewest - 1)


def test_cost_is_of_the_people_of_each_week():
    team = {"size": 4, "cost_per_person_week": 1_000, "changes": [{"week": 3, "size": 6}]}
    found = answer(HISTORY | {"scope": {"items": 40}, "team": team, "pace_model": "resample"})
    for when, cost in zip(found.when, found.cost, strict=True):
        assert cost.amount == 1_000 * (2 * 4 + (when.weeks - 2) * 6)


def test_people_who_leave_make_it_later_and_those_who_join_earlier():
    asked = HISTORY | {"scope": {"items": 60}, "pace_model": "resample"}

    def p85(size):
        changes = [{"week": 3, "size": size}]
        return at(answer(asked | {"team": {"size": 4, "changes": changes}}).when, 0.85).weeks

    assert p85(6) < p85(4) < p85(2)
    never = answer(asked | {"team": {"size": 4, "changes": [{"week": 2, "size": 0}]}})
    assert at(never.when, 0.85).weeks is None and at(never.when, 0.85).date is None
    assert never.not_finished == pytest.approx(1)
    assert "No date can be promised" in never.sentence


def test_a_week_of_holidays_puts_everything_off_by_a_week():
    asked = HISTORY | {"scope": {"items": 40}}
    first_week = [f"2026-11-{n}" for n in range(23, 28)]
    for model in MODELS:
        plain = answer(asked | {"pace_model": model})
        off = answer(asked | {"pace_model": model, "calendar": {"days_off": first_week}})
        weeks = [when.weeks for when in plain.when]
        assert [when.weeks for when in off.when] == [week + 1 for week in weeks]
        assert off.curve.chance_by_week[1] == 0


@pytest.mark.parametrize("model", MODELS)
def test_each_working_day_before_the_deadline_makes_it_likelier(model):
    """From Monday to Monday; the weekend adds nothing, nor does a holiday."""
    asked = HISTORY | {"scope": {"items": 36}, "pace_model": model}

    def chance(n, days_off=()):
        date = (dt.date(2026, 12, 28) + dt.timedelta(days=n)).isoformat()
        calendar = {"days_off": list(days_off)}
        return answer(asked | {"deadline": {"date": date}, "calendar": calendar}).deadline.chance

    by_day = [chance(n) for n in range(8)]
    assert by_day[:6] == sorted(by_day[:6])
    assert by_day[0] < by_day[5]
    assert by_day[5] == pytest.approx(by_day[6], abs=1e-12) == pytest.approx(by_day[7], abs=1e-12)
    with_new_year = [chance(n, ["2027-01-01"]) for n in (4, 5, 7)]
    assert with_new_year[1] == pytest.approx(with_new_year[0], abs=1e-9)
    if model in new_year.MODELS:
        # That it is worth less than what is worked of it, they know already.
        assert with_new_year[2] == pytest.approx(by_day[7], abs=1e-12)
    else:
        assert with_new_year[2] < by_day[7]


def test_the_deadline_counts_a_begun_week():
    asked = HISTORY | {"scope": {"items": 40}}
    for days, weeks in [(1, 1), (7, 1), (8, 2), (14, 2)]:
        date = (dt.date(2026, 11, 23) + dt.timedelta(days=days)).isoformat()
        found = answer(asked | {"deadline": {"date": date}}).deadline
        assert found.weeks == weeks
        assert found.date.isoformat() == date


@pytest.mark.parametrize(("period_days", "weeks"), [(14, 2), (21, 3), (28, 4)])
def test_a_longer_period_steps_in_whole_periods(period_days, weeks):
    """Thirty items at a pace of five or seven: the fifth period, or the sixth."""
    history = {"counts": [7, 5], "period_days": period_days}
    found = answer(
        {
            "history": history,
            "scope": {"items": 30},
            "start": "2026-11-23",
            "pace_model": "resample",
        }
    )
    # Five periods are enough when three of them or more finish seven: 1/2. Six always are.
    assert [when.weeks for when in found.when] == [5 * weeks, 6 * weeks, 6 * weeks, 6 * weeks]
    assert found.history.n == 2


def test_days_of_history_are_answered_as_their_weeks():
    daily = [9, 1, 1, 1, 1, 1, 0, 0, 2, 1, 1, 1, 2, 0, 0]
    by_day = answer({"history": {"counts": daily, "period_days": 1}, "scope": {"items": 30}})
    by_week = answer({"history": {"counts": [5, 7]}, "scope": {"items": 30}})
    assert by_day.when == by_week.when
    assert by_day.history.counts == (5, 7)


def test_only_a_deadline_is_answered_with_how_many():
    found = answer(HISTORY | {"deadline": {"weeks": 6}})
    assert found.when == () and found.risks == () and found.cost == ()
    assert found.levers is None and found.verdict is None and found.curve is None
    assert found.scope is None
    assert found.deadline.chance is None and found.deadline.scope_share_at_p85 is None
    with_scope = answer(HISTORY | {"deadline": {"weeks": 6}, "scope": {"items": 4}})
    assert found.how_many == with_scope.how_many
    assert f"at least {at(found.how_many, 0.85).items} items" in found.sentence


def test_risks_do_not_enter_how_many():
    risk = {"name": "A", "probability": 0.9, "impact": {"low": 20, "mode": 30, "high": 40}}
    asked = HISTORY | {"deadline": {"weeks": 6}, "scope": {"items": 30}}
    assert answer(asked | {"risks": [risk]}).how_many == answer(asked).how_many


def test_a_range_has_its_middle_for_stated_and_what_is_expected():
    scope = {"low": 30, "high": 50, "complexity": "medium", "split_rate": {"low": 1, "high": 1.4}}
    risk = {"name": "A", "probability": 0.5, "impact": {"low": 4, "mode": 4, "high": 4}}
    found = answer(HISTORY | {"scope": scope, "risks": [risk]})
    assert found.scope.stated == 40
    # 40 x 1.25 x 1.2, and half of four; rounding each product moves the mean by a hundredth.
    assert found.scope.expected == pytest.approx(62, abs=0.05)


def test_shares_of_a_scope_are_never_more_than_all():
    asked = HISTORY | {"deadline": {"weeks": 6}, "pace_model": "resample"}
    promised = at(answer(asked).how_many, 0.85).items
    for items, share in [(promised + 13, promised / (promised + 13)), (promised - 1, 1.0)]:
        found = answer(asked | {"scope": {"items": items}}).deadline
        assert found.scope_share_at_p85 == pytest.approx(share)


def test_numbers_are_the_same_in_every_language():
    in_english, in_portuguese = (answer(DEMO, language) for language in ("en", "pt-BR"))
    assert set(LANGUAGES) == {"en", "pt-BR"}
    assert in_english.sentence != in_portuguese.sentence
    assert in_english.history.notes != in_portuguese.history.notes
    said = {"sentence": True, "history": True, "model": {"explanation"}}
    assert in_english.model.explanation != in_portuguese.model.explanation
    assert in_english.model_dump(exclude=said) == in_portuguese.model_dump(exclude=said)


def test_the_sentence_has_the_numbers_that_are_shown():
    found = answer(RESAMPLED_DEMO)
    for said in ("120 items", "April 12, 2027", "more than 99%", "85%", "March 29, 2027"):
        assert said in found.sentence
    in_portuguese = answer(RESAMPLED_DEMO, "pt-BR").sentence
    for said in ("120 itens", "12 de abril de 2027", "mais de 99%", "29 de março de 2027"):
        assert said in in_portuguese


def digest(request, language="en", today=TODAY):
    return answer(request, language, today).model.digest


def test_the_digest_names_the_request():
    assert digest(DEMO) == digest(DEMO)
    assert digest(DEMO, language="pt-BR") == digest(DEMO)
    assert digest(DEMO, today=dt.date(2026, 1, 6)) == digest(DEMO)
    without_start = {name: value for name, value in DEMO.items() if name != "start"}
    assert digest(without_start, today=dt.date(2026, 11, 23)) == digest(DEMO)
    assert digest(without_start) != digest(without_start, today=dt.date(2026, 1, 6))


@pytest.mark.parametrize(
    "change",
    [
        {"history": {"counts": [8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 11]}},
        {"history": {"counts": DEMO["history"]["counts"][::-1]}},
        {"history": DEMO["history"] | {"period_days": 14}},
        {"scope": {"items": 121}},
        {"scope": {"low": 119, "high": 121}},
        {"scope": {"items": 120, "complexity": "medium"}},
        {"risks": DEMO["risks"][:2]},
        {"risks": DEMO["risks"][::-1]},
        {"start": "2026-11-24"},
        {"deadline": {"weeks": 21}},
        {"deadline": {"date": "2027-04-13"}},
        {"team": DEMO["team"] | {"size": 9}},
        {"team": DEMO["team"] | {"focus": 0.9}},
        {"team": DEMO["team"] | {"changes": [{"week": 2, "size": 9}]}},
        {"calendar": {"days_off": ["2026-12-25"]}},
        {"calendar": {"workdays": [0, 1, 2, 3]}},
        {"calendar": {"holidays": {"country": "BR"}}},
        {"pace_model": "resample"},
        {"percentiles": [0.5, 0.85]},
        {"verdict": {"go": 0.9}},
    ],
    ids=str,
)
def test_any_other_request_has_another_digest(change):
    assert digest(DEMO | change) != digest(DEMO)


def test_a_refusal_is_told_as_the_field_that_is_wrong():
    with pytest.raises(InvalidRequest) as caught:
        answer(HISTORY | {"history": {"counts": [0, 0]}, "scope": {"items": 3}})
    assert caught.value.problems[0].field == "history.counts"
    assert "Add a period" in caught.value.detail(load_language("en"))


ODD = {
    "lumps": [0, 0, 0, 5, 0, 8],
    "one week": [5],
    "one item in a thousand weeks": [0] * 999 + [1],
    "a thousand weeks": [n % 17 for n in range(1_000)],
    "next to nothing": [1e-305],
    "the largest counts": [10_000] * 1_000,
}


@pytest.mark.parametrize("history", ODD.values(), ids=ODD)
@pytest.mark.parametrize("items", [1, 100_000])
def test_odd_histories_are_answered(history, items):
    request = {
        "history": {"counts": history},
        "scope": {"items": items},
        "deadline": {"date": "2027-01-06"},
        "start": "2026-11-23",
        "calendar": {"holidays": {"country": "BR"}},
    }
    found = answer(request)
    assert 0 <= found.deadline.chance <= 1
    assert found.sentence


def largest_request(model):
    risk = {"name": "r" * 200, "probability": 0.5}
    risk["impact"] = {"low": 0, "mode": 1_000, "high": limits.MAX_ITEMS}
    start = dt.date(2026, 11, 23)
    days_off = [(start + dt.timedelta(days=3 * n)).isoformat() for n in range(limits.MAX_DAYS_OFF)]
    changes = [{"week": 10 * n + 1, "size": 500.0 + 10 * n} for n in range(50)]
    return {
        "history": {"counts": [float((7 * n) % limits.MAX_COUNT) + 0.3 for n in range(1_000)]},
        "scope": {
            "low": 1,
            "high": limits.MAX_ITEMS,
            "complexity": "very_high",
            "split_rate": {"low": 0.1, "high": 10},
        },
        "risks": [risk] * limits.MAX_RISKS,
        "start": start.isoformat(),
        "deadline": {"weeks": limits.MAX_WEEKS},
        "team": {"size": 500, "cost_per_person_week": 1e9, "focus": 2, "changes": changes},
        "calendar": {"holidays": {"country": "BR"}, "days_off": days_off},
        "percentiles": [(n + 1) / 21 for n in range(limits.MAX_PERCENTILES)],
        "pace_model": model,
    }


@pytest.mark.parametrize("model", MODELS)
def test_the_largest_request_is_answered_in_seconds(model):
    """Every dimension at its limit at once; of the processor, as machines are noisy."""
    started = time.process_time()
    found = answer(largest_request(model))
    took_s = time.process_time() - started
    assert took_s < 8
    assert 0 <= found.deadline.chance <= 1
    assert len(found.when) == limits.MAX_PERCENTILES
