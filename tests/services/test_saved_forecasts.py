import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest
from pydantic import ValidationError
from sqlalchemy import insert, select

from flow_forecaster.domain import limits
from flow_forecaster.domain.checking import problems_of
from flow_forecaster.domain.errors import InvalidRequest, NotFound
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.project import Conflict, TooManyKept
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.saved import NewForecast, Outcome
from flow_forecaster.services import saved_forecasts as services
from flow_forecaster.services.distributions import make_distribution
from flow_forecaster.services.forecast import forecast
from flow_forecaster.services.projects import append_history, change_project, create_project
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.forecasts import row_of
from flow_forecaster.storage.tables import forecast as table
from tests.services.keeping import (
    COUNTS,
    ENGLISH,
    NOW,
    TODAY,
    new_account,
    new_forecast,
    new_project,
)
from tests.storage.servers import migrated_database_url

LATER = NOW + dt.timedelta(days=7)
SAVED_BEFORE = Path(__file__).parents[1] / "data" / "saved_forecast.json"
NO_IDS = ["", "nothing", "0" * 32, "x" * 5_000, "a\x00b"]
SURPRISES = {
    "name": "Deploy “é” 🚀",
    "probability": 1 / 3,
    "impact": {"low": 0.1, "mode": 2.5, "high": 7},
}


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    database = open_database(migrated_database_url(request.param, tmp_path))
    yield database
    database.close()


@pytest.fixture
def ana(database):
    return new_account(database)


@pytest.fixture
def project(database, ana):
    return new_project(database, ana)


def asked(name="First", note="", base_id=None, **values):
    request = {"history": {"counts": COUNTS}, "scope": {"items": 60}} | values
    return NewForecast.model_validate(
        {"name": name, "note": note, "base_id": base_id, "request": request}
    )


def save(database, project, new, *, now=NOW, key=None):
    return services.save_forecast(
        database,
        project.account_id,
        project.id,
        new,
        today=TODAY,
        now=now,
        language=ENGLISH,
        key=key,
    )


def rerun(database, ana, forecast_id, *, today=TODAY, key=None):
    return services.rerun_forecast(
        database, ana, forecast_id, today=today, now=LATER, language=ENGLISH, key=key
    )


def test_a_forecast_opens_again_as_it_was_to_the_digit(database, ana, project):
    new = asked(
        risks=[SURPRISES],
        deadline={"weeks": 12},
        team={"size": 3, "cost_per_person_week": 1234.56, "changes": [{"week": 3, "size": 4.5}]},
        calendar={"holidays": {"country": "BR", "subdivision": "SP"}},
        note="Why\nand how",
    )
    saved = save(database, project, new)
    assert saved.result == forecast(new.request, today=TODAY, language=ENGLISH)
    assert (saved.today, saved.created_at, saved.version) == (TODAY, NOW, 1)
    assert (saved.name, saved.note, saved.outcome, saved.base_id) == (
        new.name,
        new.note,
        None,
        None,
    )
    again = services.read_forecast(database, ana, saved.id)
    assert again == saved
    assert again.result.model_dump_json() == saved.result.model_dump_json()
    assert again.digest == saved.result.model.digest


def test_a_forecast_saved_before_still_opens(database, project):
    row = json.loads(SAVED_BEFORE.read_text())
    row |= {"project_id": project.id, "today": TODAY, "created_at": NOW}
    with database.writing() as connection:
        connection.execute(insert(table).values(row))
    saved = services.read_forecast(database, project.account_id, row["id"])
    assert saved.result.sentence == row["result"]["sentence"]
    kept = row_of(saved)
    assert has_all_of(kept["result"], row["result"])
    assert kept["distribution"] == row["distribution"]


def has_all_of(kept, before):
    """Whether all that was kept before is there still, beside what is told since."""
    if isinstance(before, dict):
        return all(has_all_of(kept[name], value) for name, value in before.items())
    return kept == before


def test_the_language_is_that_of_who_saves(database, project):
    new = asked()
    saved = services.save_forecast(
        database,
        project.account_id,
        project.id,
        new,
        today=TODAY,
        now=NOW,
        language=load_language("pt-BR"),
    )
    assert saved.result.sentence.startswith("Com 85% de confiança")


def test_a_row_stays_small(database, project):
    large = asked(
        history={"counts": [float(400 * count) for count in COUNTS] * 80},
        scope={"items": 100_000},
        deadline={"weeks": 500},
    )
    saved = save(database, project, large)
    assert len(saved.distribution.model_dump_json()) < 30_000


@pytest.mark.parametrize("model", ["auto", "resample", "bayesian"])
@pytest.mark.parametrize("deadline", [{"weeks": 6}, {"date": "2027-01-06"}])
def test_the_distribution_says_what_the_answer_says(model, deadline):
    levels = (0.5, 0.7, 0.85, 0.95)
    values = {"history": {"counts": COUNTS}, "scope": {"items": 60}, "deadline": deadline}
    request = ForecastRequest.model_validate(values | {"pace_model": model})
    result = forecast(request, today=TODAY, language=ENGLISH)
    kept = make_distribution(request, result, today=TODAY)
    for said in result.how_many:
        reached = [
            k for k, chance in enumerate(kept.items_by_deadline) if chance >= said.confidence
        ]
        assert reached[-1] == said.items
    for said in result.when:
        weeks = [w for w, chance in enumerate(kept.done_by_week) if chance >= said.confidence]
        assert weeks[0] == said.weeks
    assert [one.confidence for one in result.when] == list(levels)
    assert kept.items_step == 1
    if model == "resample":
        assert kept.plain_done_by_week == kept.done_by_week
        assert kept.plain_items_by_deadline == kept.items_by_deadline


def test_many_items_are_kept_in_steps():
    values = {"history": {"counts": [400 * count for count in COUNTS]}, "deadline": {"weeks": 10}}
    request = ForecastRequest.model_validate(values | {"pace_model": "resample"})
    result = forecast(request, today=TODAY, language=ENGLISH)
    kept = make_distribution(request, result, today=TODAY)
    assert kept.items_step > 1
    assert len(kept.items_by_deadline) <= 402
    assert np.all(np.diff(kept.items_by_deadline) <= 0)
    assert (kept.items_by_deadline[0], kept.done_by_week) == (1, None)
    for said in result.how_many:
        near = (said.items // kept.items_step, -(-said.items // kept.items_step))
        assert kept.items_by_deadline[near[1]] <= said.confidence + 0.01
        assert kept.items_by_deadline[near[0]] >= said.confidence - 0.01


def test_a_question_without_an_answer_is_not_kept(database, ana, project):
    with pytest.raises(InvalidRequest):
        save(database, project, asked(history={"counts": [0, 0]}))
    assert services.list_forecasts(database, ana, project.id) == ()


def test_a_name_of_a_risk_is_text():
    with pytest.raises(ValidationError) as refused:
        asked(risks=[SURPRISES | {"name": "a\x00"}])
    (problem,) = problems_of(refused.value)
    assert problem.message(ENGLISH) == "The character U+0000 is not text. Remove it."


def test_the_newest_is_listed_first(database, ana, project):
    saved = [new_forecast(database, project, str(minute), minutes=minute) for minute in range(3)]
    assert services.list_forecasts(database, ana, project.id) == tuple(reversed(saved))


def test_the_same_key_keeps_one(database, ana, project):
    first = save(database, project, asked(), key="k")
    assert save(database, project, asked("Other"), key="k", now=LATER) == first
    assert save(database, project, asked(), key="l").id != first.id
    assert save(database, new_project(database, ana), asked(), key="k").id != first.id
    assert save(database, project, asked()).id != save(database, project, asked()).id
    assert len(services.list_forecasts(database, ana, project.id)) == 4


def test_the_same_key_at_once_keeps_one(database, ana, project):
    at_once = Barrier(4)

    def send(_):
        at_once.wait(10)
        return save(database, project, asked(), key="k").id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(send, range(4)))) == 1
    assert len(services.list_forecasts(database, ana, project.id)) == 1


def test_a_project_keeps_so_many_forecasts(database, ana, project, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FORECASTS", 2)
    kept = [save(database, project, asked(), key=key) for key in "ab"]
    with pytest.raises(TooManyKept) as refused:
        save(database, project, asked())
    assert "at most 2 forecasts" in refused.value.detail(ENGLISH)
    assert save(database, project, asked(), key="a") == kept[0]
    services.delete_forecast(database, ana, kept[1].id)
    save(database, project, asked())


def test_a_scenario_is_of_a_forecast_of_its_project(database, ana, project):
    base = save(database, project, asked())
    scenario = save(database, project, asked(base_id=base.id))
    assert scenario.base_id == base.id
    assert save(database, project, asked(base_id=scenario.id)).base_id == base.id
    elsewhere = save(database, new_project(database, ana), asked())
    bia = new_account(database, "bia")
    theirs = save(database, new_project(database, bia), asked())
    for wrong in (elsewhere.id, theirs.id, "nothing", "a\x00"):
        with pytest.raises(InvalidRequest) as refused:
            save(database, project, asked(base_id=wrong))
        assert refused.value.problems[0].field == "base_id"


def test_a_scenario_outlives_its_base(database, ana, project):
    base = save(database, project, asked())
    scenario = save(database, project, asked(base_id=base.id))
    services.delete_forecast(database, ana, base.id)
    assert services.read_forecast(database, ana, scenario.id).base_id is None


def test_a_new_name_leaves_the_answer(database, ana, project):
    saved = save(database, project, asked(note="Old"))
    changed = services.change_forecast(
        database, ana, saved.id, name=" Renamed ", note="", version=1
    )
    assert changed == replace(saved, name="Renamed", note="", version=2)
    assert services.read_forecast(database, ana, saved.id) == changed


def test_a_name_that_is_none_is_refused(database, ana, project):
    saved = save(database, project, asked())
    with pytest.raises(InvalidRequest) as refused:
        services.change_forecast(database, ana, saved.id, name="", note="\x00", version=1)
    assert [one.field for one in refused.value.problems] == ["name", "note"]


def test_a_change_of_another_version_shows_what_is_there(database, ana, project):
    saved = save(database, project, asked())
    outcome = Outcome(finished_on=dt.date(2027, 1, 10))
    kept = services.record_outcome(database, ana, saved.id, outcome, version=1)
    with pytest.raises(Conflict) as conflict:
        services.change_forecast(database, ana, saved.id, name="New", note="", version=1)
    assert conflict.value.current == kept
    for version in (1, 3, 0, 10**30):
        with pytest.raises(Conflict):
            services.record_outcome(database, ana, saved.id, None, version=version)
    assert services.read_forecast(database, ana, saved.id) == kept


def test_an_outcome_is_recorded_and_taken_back(database, ana, project):
    saved = save(database, project, asked(deadline={"weeks": 10}))
    outcome = Outcome(finished_on=dt.date(2027, 1, 10), items_by_deadline=70)
    told = services.record_outcome(database, ana, saved.id, outcome, version=1)
    assert told == replace(saved, outcome=outcome, version=2)
    back = services.record_outcome(database, ana, saved.id, None, version=2)
    assert back == replace(saved, version=3)
    with database.reading() as connection:
        assert connection.scalar(select(table.c.id).where(table.c.outcome.is_(None))) == saved.id


@pytest.mark.parametrize(
    ("question", "outcome", "field"),
    [
        ({"scope": None, "deadline": {"weeks": 6}}, {"finished_on": "2027-01-10"}, "finished_on"),
        ({}, {"items_by_deadline": 4}, "items_by_deadline"),
    ],
)
def test_an_outcome_of_what_was_not_asked_is_refused(
    database, ana, project, question, outcome, field
):
    saved = save(database, project, asked(**question))
    with pytest.raises(InvalidRequest) as refused:
        services.record_outcome(database, ana, saved.id, Outcome.model_validate(outcome), version=1)
    assert [one.field for one in refused.value.problems] == [field]


@pytest.mark.parametrize("outcome", [{}, {"items_by_deadline": -1}, {"items_by_deadline": 1.5}])
def test_an_outcome_that_is_none_is_refused(outcome):
    with pytest.raises(ValidationError):
        Outcome.model_validate(outcome)


@pytest.mark.parametrize("forecast_id", [*NO_IDS, "bia's"])
def test_what_is_not_there_and_what_is_not_ones_own_are_the_same(database, ana, forecast_id):
    bia = new_account(database, "bia")
    theirs = save(database, new_project(database, bia), asked())
    if forecast_id == "bia's":
        forecast_id = theirs.id
    tries = [
        lambda: services.read_forecast(database, ana, forecast_id),
        lambda: services.change_forecast(
            database, ana, forecast_id, name="Mine", note="", version=1
        ),
        lambda: services.delete_forecast(database, ana, forecast_id),
        lambda: rerun(database, ana, forecast_id),
        lambda: services.record_outcome(
            database, ana, forecast_id, Outcome(finished_on=TODAY), version=1
        ),
        lambda: services.record_outcome(database, ana, forecast_id, None, version=1),
    ]
    for attempt in tries:
        with pytest.raises(NotFound):
            attempt()
    assert services.read_forecast(database, bia, theirs.id) == theirs


def test_nothing_is_saved_in_or_read_from_somebody_elses_project(database, ana):
    bia = new_account(database, "bia")
    for project in (new_project(database, bia), replace(new_project(database, bia), id="no")):
        with pytest.raises(NotFound):
            save(database, replace(project, account_id=ana), asked())
        with pytest.raises(NotFound):
            services.list_forecasts(database, ana, project.id)


def test_the_same_is_asked_again_of_the_history_of_today(database, ana):
    end = dt.date(2026, 11, 22)
    history = {"counts": COUNTS, "last_period_end": end}
    project = new_project(database, ana)
    content = project.content.model_validate({"name": "Portal", "history": history})
    project = create_project(database, ana, content, now=NOW)
    changes = [{"week": 2, "size": 3}, {"week": 9, "size": 4}]
    new = asked(
        history=history,
        risks=[SURPRISES],
        deadline={"weeks": 12},
        team={"size": 2, "changes": changes},
        note="As agreed",
    )
    saved = save(database, project, new)
    append_history(database, ana, project.id, [3, 4, 5], now=NOW)
    again = rerun(database, ana, saved.id)
    assert again.name == "First, again on November 23, 2026"
    assert (again.note, again.base_id, again.project_id) == ("As agreed", None, project.id)
    assert again.request.history.counts == (*COUNTS, 3, 4, 5)
    assert (saved.result.start, again.result.start) == (
        dt.date(2026, 11, 23),
        dt.date(2026, 12, 14),
    )
    # Told in weeks from the start, they keep their dates.
    assert again.result.deadline.date == saved.result.deadline.date
    moved = [(one.week, one.size) for one in again.request.team.changes]
    assert moved == [(1, 3), (6, 4)]
    unchanged = {"scope", "risks", "calendar", "pace_model", "percentiles", "verdict"}
    for field in unchanged:
        assert getattr(again.request, field) == getattr(new.request, field)
    third = rerun(database, ana, again.id, today=dt.date(2026, 12, 14))
    assert third.name == "First, again on December 14, 2026"


def test_asked_again_without_a_known_end_it_starts_today(database, ana, project):
    saved = save(database, project, asked())
    today = TODAY + dt.timedelta(weeks=2)
    assert rerun(database, ana, saved.id, today=today).result.start == today


def test_asked_again_a_long_name_is_cut(database, ana, project):
    saved = save(database, project, asked("x" * 200))
    name = rerun(database, ana, saved.id).name
    assert len(name) == 200
    assert name.endswith("x, again on November 23, 2026")


def test_asked_again_twice_with_one_key_keeps_one(database, ana, project):
    saved = save(database, project, asked(), key="k")
    again = [rerun(database, ana, saved.id, key="k").id for _ in range(2)]
    assert again[0] == again[1] != saved.id


def test_it_is_not_asked_again_without_a_history_or_past_its_deadline(database, ana, project):
    saved = save(database, project, asked(deadline={"weeks": 12}))
    with pytest.raises(InvalidRequest) as refused:
        rerun(database, ana, saved.id, today=TODAY + dt.timedelta(weeks=13))
    assert refused.value.problems[0].field == "deadline.date"
    without = project.content.model_copy(update={"history": None})
    change_project(database, ana, project.id, without, version=1, now=NOW)
    with pytest.raises(InvalidRequest) as refused:
        rerun(database, ana, saved.id)
    assert "no history yet" in refused.value.detail(ENGLISH)
