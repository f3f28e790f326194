"""Backtests over HTTP: the contract, whose they are, and what is refused."""

import time

import numpy as np
import pytest

from flow_forecaster.domain.backtest_request import TeamHistory
from flow_forecaster.services.backtest import backtest
from flow_forecaster.services.backtest_runs import named_histories

BROWSER = {"Origin": "http://localhost"}
PATIENCE_S = 60
COUNTS = np.random.default_rng(1).poisson(4, 60).astype(float).tolist()
QUICK = {"models": ["bayesian"], "windows": [8], "horizons": [1, 4]}


@pytest.fixture
def ask(client):
    def ask(headers=None, **changes):
        body = {"history": {"counts": COUNTS}} | QUICK | changes
        body = {name: value for name, value in body.items() if value is not None}
        return client.post("/api/v1/backtests", json=body, headers=headers or {})

    return ask


def wait_for_end(client, address):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        job = client.get(address).json
        if job["status"] != "processing":
            return job
        time.sleep(0.05)
    raise AssertionError(f"{address} does not end")


def test_a_backtest_is_done_in_the_background_with_the_numbers_of_the_command(client, ask):
    response = ask(windows=None, horizons=None)
    assert response.status_code == 202
    assert response.json["status"] == "processing"
    job = wait_for_end(client, response.headers["Location"])
    assert (job["status"], job["progress"], job["error"]) == ("completed", 1.0, None)
    histories = named_histories([TeamHistory(counts=COUNTS)])
    expected = backtest(histories, models=["bayesian"]).model_dump(mode="json")
    assert job["result"] == expected


def test_several_histories_keep_their_names(client, ask):
    short = {"name": "ana/short", "counts": [3.0] * 12}
    histories = [{"name": "ana/long", "counts": COUNTS}, short]
    job = wait_for_end(client, ask(history=None, histories=histories).headers["Location"])
    assert job["result"]["left_out"] == ["ana/short"]
    assert job["result"]["histories"] == 1


def test_a_running_one_is_cancelled(client, ask):
    histories = [{"counts": COUNTS * 4}] * 20
    address = ask(history=None, histories=histories, models=None).headers["Location"]
    assert client.delete(address).json["status"] == "cancelled"
    assert client.get(address).json["status"] == "cancelled"


@pytest.mark.parametrize("method", ["get", "delete"])
def test_nobody_else_finds_it(app, client, ask, method):
    address = ask(headers=BROWSER).headers["Location"]
    bia = app.test_client()
    bia.post("/api/simulate", json={}, headers=BROWSER)
    for other in (bia, app.test_client(use_cookies=False)):
        response = getattr(other, method)(address)
        assert response.status_code == 404
        guessed = getattr(other, method)(f"/api/v1/backtests/{'0' * 32}")
        assert response.json == guessed.json
    assert getattr(client, method)(address).status_code == 200


@pytest.mark.parametrize("method", ["get", "delete"])
def test_a_simulation_is_no_backtest_and_a_backtest_no_simulation(client, ask, demo, method):
    simulation = client.post("/api/simulate", json=demo | {"trials": 100}).json["job_id"]
    backtested = ask().json["job_id"]
    for address in (f"/api/v1/backtests/{simulation}", f"/api/simulate/{backtested}"):
        assert getattr(client, method)(address).status_code == 404


def test_the_same_key_is_the_same_job(ask):
    key = {"Idempotency-Key": "one press"}
    assert ask(headers=key).json["job_id"] == ask(headers=key, windows=[12]).json["job_id"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"history": None}, ""),
        ({"histories": [{"counts": COUNTS}]}, ""),
        ({"history": None, "histories": [{"counts": [1.0]}] * 101}, "histories"),
        ({"windows": [0]}, "windows.0"),
        ({"windows": [521]}, "windows.0"),
        ({"horizons": [53]}, "horizons.0"),
        ({"horizons": [1.5]}, "horizons.0"),
        ({"windows": [8] * 9}, "windows"),
        ({"models": ["tarot"]}, "models.0"),
        ({"trials": 5}, "trials"),
    ],
)
def test_what_cannot_be_tested_is_refused_at_once(ask, changes, field):
    response = ask(**changes)
    assert response.status_code == 422
    assert field in {error["field"] for error in response.json["errors"]}


def test_too_short_a_history_is_told_how_long_it_must_be(client):
    client.set_cookie("lang", "en")
    response = client.post("/api/v1/backtests", json={"history": {"counts": [3.0] * 28}})
    assert response.status_code == 422
    assert "the longest here has 28" in response.json["detail"]


def test_trees_that_would_have_nobody_to_learn_from_are_refused(client, ask):
    client.set_cookie("lang", "en")
    response = ask(models=["boosted"])
    assert response.status_code == 422
    assert "at least 4 owners" in response.json["detail"]


def test_days_are_summed_to_weeks(client, ask):
    days = np.random.default_rng(2).poisson(1, 7 * 40 + 3).astype(float).tolist()
    address = ask(history={"counts": days, "period_days": 1}).headers["Location"]
    job = wait_for_end(client, address)
    weeks = np.array(days[3:]).reshape(-1, 7).sum(axis=1).tolist()
    again = wait_for_end(client, ask(history={"counts": weeks}).headers["Location"])
    assert job["result"]["models"] == again["result"]["models"]
