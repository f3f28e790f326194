"""The test of pace models on a project's own history: who may, what is shown, what is refused."""

import datetime as dt
import time
from urllib.parse import urlencode

import numpy as np
import pytest

from flow_forecaster.services.projects import read_project
from flow_forecaster.storage.accounts import list_accounts
from flow_forecaster.web.database import current_database
from tests.web.people import new_browser, sign_up

PATIENCE_S = 60
COUNTS = " ".join(map(str, np.random.default_rng(4).poisson(4, 40)))


@pytest.fixture
def ana(any_app):
    return in_english(sign_up(any_app))


def in_english(browser):
    browser.set_cookie("lang", "en")
    return browser


def make_project(browser, history=COUNTS):
    form = {
        "name": "Payments",
        "unit": "items",
        "history": history,
        "period_days": "7",
        "size": "5",
        "currency": "BRL",
        "workdays": list("01234"),
        "pace_model": "resample",
        "go": "85",
        "adjust": "50",
    }
    response = browser.post("/projects/new", data=form)
    assert response.status_code == 303, response.text
    return response.headers["Location"].partition("?")[0]


def wait_for_page(browser, project):
    """The page once the test has ended."""
    assert browser.post(f"{project}/backtest").status_code == 303
    return wait_at(browser, f"{project}/backtest")


def wait_at(browser, address):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        response = browser.get(address)
        assert response.status_code == 200
        if "Refresh" not in response.headers:
            return response.text
        time.sleep(0.05)
    raise AssertionError("the test does not end")


def stored(app, project):
    with app.app_context():
        database = current_database()
        owner = list_accounts(database)[0]
        return read_project(database, owner.id, project.rpartition("/")[2])


def test_the_page_shows_every_model_and_takes_up_the_suggestion(any_app, ana):
    project = make_project(ana)
    assert f'href="{project}/backtest"' in ana.get(project).text
    page = wait_for_page(ana, project)
    assert page.count("Own weeks pooled with other teams") >= 2
    assert "cases without shared weeks are too few to tell" in page
    assert "Suggestion: “" in page and "85%" in page
    assert "once three other projects of yours have 40 weeks" in page
    before = stored(any_app, project)
    chosen = {"model": "pool", "version": str(before.version)}
    response = ana.post(f"{project}/backtest/use", data=chosen)
    assert response.status_code == 303
    assert stored(any_app, project).content.pace_model == "pool"
    assert "from now on" in ana.get(response.headers["Location"]).text
    assert "Own weeks pooled" in ana.get(f"{project}/edit").text


def test_while_it_runs_the_page_looks_again_and_can_end_it(app):
    ana = in_english(sign_up(app))
    project = make_project(ana, " ".join([COUNTS] * 20))
    ana.post(f"{project}/backtest")
    page = ana.get(f"{project}/backtest")
    assert page.headers["Refresh"] == "2" and "<progress" in page.text
    ana.post(f"{project}/backtest/cancel")
    page = ana.get(f"{project}/backtest")
    assert "Refresh" not in page.headers and "was cancelled" in page.text


def test_two_presses_are_one_test(app):
    from flow_forecaster.services.backtest_jobs import submit_project_backtest
    from flow_forecaster.web.queue import current_queue

    ana = sign_up(app)
    project = make_project(ana, " ".join([COUNTS] * 20))
    kept, now = stored(app, project), dt.datetime.now(dt.UTC)
    with app.app_context():
        ids = {
            submit_project_backtest(
                current_queue(), current_database(), kept, now=now + dt.timedelta(minutes=m)
            ).id
            for m in (0, 5)
        }
    assert len(ids) == 1
    ana.post(f"{project}/backtest/cancel")


def test_trees_learn_from_the_accounts_other_projects_only(any_app, ana):
    from flow_forecaster.services.backtest_jobs import submit_project_backtest
    from flow_forecaster.web.queue import current_queue

    bia = sign_up(any_app, "bia@example.org", "Bia")
    for browser, first in ((ana, 1), (ana, 2), (ana, 3), (bia, 9)):
        make_project(browser, f"{first} {COUNTS}")
    project = make_project(ana)
    kept = stored(any_app, project)
    with any_app.app_context():
        job = submit_project_backtest(
            current_queue(), current_database(), kept, now=dt.datetime.now(dt.UTC)
        )
    assert "boosted" in job.params["request"]["models"]
    assert sorted(one["counts"][0] for one in job.params["learn_from"]) == [1, 2, 3]
    ana.post(f"{project}/backtest/cancel")


def test_trees_that_won_are_offered_and_forecast_until_the_history_grows(app, monkeypatch):
    from dataclasses import replace

    from flow_forecaster.services import backtest_jobs

    ana = in_english(sign_up(app))
    project = make_project(ana)
    history = stored(app, project).content.history
    wait_for_page(ana, project)
    assert ana.post(f"{project}/backtest/use", data={"model": "boosted"}).status_code == 422
    quantiles = {"history": history.digest, "items_per_week": [[1, 2, 4, 6, 9, 12, 20]] * 7}
    verdict = {"against": "pool", "difference": -0.2, "standard_error": 0.05, "wins": True}
    find = backtest_jobs.find_project_backtest

    def find_won(*asked):
        job = find(*asked)
        return job and replace(
            job, result=job.result | {"boosted": verdict | {"quantiles": quantiles}}
        )

    monkeypatch.setattr(backtest_jobs, "find_project_backtest", find_won)
    page = ana.get(f"{project}/backtest").text
    assert "The boosted trees won here: 20% less error than “Own weeks" in page
    version = str(stored(app, project).version)
    data = {"model": "boosted", "version": version}
    response = ana.post(f"{project}/backtest/use", data=data)
    assert response.status_code == 303
    assert "forecasts with the boosted trees" in ana.get(f"{project}/backtest").text

    asked = {"items": "60", "deadline_weeks": "10"}
    forecast = ana.post(f"{project}/forecasts", data=asked).headers["Location"]
    page = ana.get(forecast).text
    assert "Boosted trees" in page and "20" in page
    for address in (project, f"{project}/backtest", forecast):
        assert "The forecast page has no boosted trees" in ana.get(address).text
    # What does not ask about the model keeps it.
    edit = ana.get(f"{project}/edit").text
    assert 'value="boosted" selected' in edit
    ana.post(f"{project}/history", data={"counts": "5"})
    assert "The history changed since the boosted trees answered" in ana.get(project).text
    forecast = ana.post(f"{project}/forecasts", data=asked).headers["Location"]
    for address in (project, forecast):
        page = ana.get(address).text
        assert "Boosted trees" not in page
        assert "The forecast page has no boosted trees" not in page


def test_another_history_is_another_test(app):
    ana = in_english(sign_up(app))
    project = make_project(ana)
    wait_for_page(ana, project)
    ana.post(f"{project}/history", data={"counts": "5"})
    assert "Test the models" in ana.get(f"{project}/backtest").text


def test_too_short_a_history_is_told_how_long_it_must_be(app):
    ana = in_english(sign_up(app))
    for history in ("5 6 7", ""):
        project = make_project(ana, history)
        response = ana.post(f"{project}/backtest")
        assert response.status_code == 422
        assert "At least 29 weeks of history are needed" in response.text


def test_nobody_else_sees_starts_ends_or_uses_it(app):
    project = make_project(sign_up(app))
    bia, caio = sign_up(app, "bia@example.org", "Bia"), new_browser(app)
    changing = [f"{project}/backtest{end}" for end in ("", "/cancel", "/use")]
    assert bia.get(f"{project}/backtest").status_code == 404
    assert {bia.post(address).status_code for address in changing} == {404}
    for response in [caio.get(f"{project}/backtest"), *map(caio.post, changing)]:
        assert response.status_code == 303
        assert "/login" in response.headers["Location"]


def test_an_edit_in_the_meantime_is_not_overwritten(app):
    ana = in_english(sign_up(app))
    project = make_project(ana)
    stale = {"model": "pool", "version": "0"}
    assert ana.post(f"{project}/backtest/use", data=stale).status_code == 409
    assert stored(app, project).content.pace_model == "resample"


@pytest.mark.parametrize("model", ["boosted", "tarot", ""])
def test_what_no_forecast_can_be_made_with_is_not_used(app, model):
    ana = in_english(sign_up(app))
    project = make_project(ana)
    response = ana.post(f"{project}/backtest/use", data={"model": model, "version": "1"})
    assert response.status_code == 422
    assert stored(app, project).content.pace_model == "resample"


def test_other_lengths_are_another_test_with_an_address_of_its_own(app):
    ana = in_english(sign_up(app))
    project = make_project(ana)
    page = ana.get(f"{project}/backtest").text
    assert 'value="8 12 26 52"' in page and 'value="1 4 8 13"' in page
    form = {"windows": "10;  6", "horizons": "2, 20"}
    refused = ana.post(f"{project}/backtest", data=form)
    assert refused.status_code == 303
    page = wait_at(ana, refused.headers["Location"])
    assert refused.headers["Location"].endswith("?windows=10+6&horizons=2+20")
    assert "Forecast from 6, 10 past weeks at a time." in page
    assert 'value="10 6"' in page and "by weeks of history and weeks ahead" in page
    assert "Test the models" in ana.get(f"{project}/backtest").text
    data = {"model": "pool", "version": str(stored(app, project).version)}
    used = ana.post(f"{project}/backtest/use?windows=10+6&horizons=2+20", data=data)
    assert "windows=10+6" in used.headers["Location"]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"windows": "eight"}, "Write whole numbers of weeks"),
        ({"windows": "8 0"}, "This must be at least 1."),
        ({"horizons": "53"}, "This must be at most 52."),
        ({"horizons": "1 2 3 4 5 6 7 8 9"}, "At most 8 are taken here."),
        ({"windows": "30"}, "At least 51 weeks of history are needed"),
    ],
)
def test_lengths_that_cannot_be_tested_are_refused(app, form, sentence):
    ana = in_english(sign_up(app))
    project = make_project(ana)
    response = ana.post(f"{project}/backtest", data=form)
    assert response.status_code == 422 and sentence in response.text
    (typed,) = form.values()
    assert f'value="{typed}"' in response.text
    again = ana.get(f"{project}/backtest?{urlencode(form)}")
    assert again.status_code == (200 if "needed" in sentence else 422)
