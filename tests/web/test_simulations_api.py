"""Simulations over HTTP: the contract, whose they are, and what is refused."""

import time

import pytest

BROWSER = {"Origin": "http://localhost"}
PATIENCE_S = 20


@pytest.fixture
def ask(client, demo):
    def ask(trials=2_000, headers=None, **changes):
        body = demo | {"trials": trials} | changes
        return client.post("/api/simulate", json=body, headers=headers or {})

    return ask


def wait_for_end(client, job_id):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        job = client.get(f"/api/simulate/{job_id}").json
        if job["status"] != "processing":
            return job
        time.sleep(0.05)
    raise AssertionError(f"{job_id} does not end")


def test_a_simulation_is_taken_and_found_where_it_is_said_to_be(client, ask):
    response = ask()
    assert response.status_code == 202
    assert set(response.json) == {"job_id", "status"}
    assert response.json["status"] == "processing"
    job = client.get(response.headers["Location"]).json
    assert job["job_id"] == response.json["job_id"]
    assert (job["status"], job["progress"]) == ("completed", 1.0)
    assert job["result"]["trials"] == 2_000
    assert job["error"] is None


def test_few_trials_are_done_at_once_and_start_nothing(client, ask, tmp_path):
    job_id = ask(trials=20_000).json["job_id"]
    assert client.get(f"/api/simulate/{job_id}").json["status"] == "completed"
    assert not (tmp_path / "data" / "jobs.lock").exists()


def test_many_trials_are_done_by_a_process_beside_the_web(client, ask):
    job = wait_for_end(client, ask(trials=20_001).json["job_id"])
    assert job["status"] == "completed"
    assert job["result"]["trials"] == 20_001


def test_the_trials_agree_with_the_exact_answer(client, ask, demo):
    n_trials = 20_000
    job = client.get(ask(trials=n_trials, pace_model="resample").headers["Location"]).json
    exact = client.post("/api/v1/forecasts", json=demo | {"pace_model": "resample"}).json
    chance = exact["deadline"]["chance"]
    error = (chance * (1 - chance) / n_trials) ** 0.5
    assert abs(job["result"]["chance"] - chance) < 4 * error


def test_a_running_one_is_cancelled(client, ask):
    job_id = ask(trials=1_000_000, pace_model="negative_binomial").json["job_id"]
    cancelled = client.delete(f"/api/simulate/{job_id}")
    assert cancelled.status_code == 200
    assert cancelled.json["status"] == "cancelled"
    assert client.get(f"/api/simulate/{job_id}").json["status"] == "cancelled"


def test_one_that_has_ended_stays_as_it_is_when_cancelled(client, ask):
    job_id = ask().json["job_id"]
    assert client.delete(f"/api/simulate/{job_id}").json["status"] == "completed"


def test_the_same_request_is_the_same_job(ask):
    assert ask().json["job_id"] == ask().json["job_id"]
    assert ask().json["job_id"] != ask(seed=2).json["job_id"]


def test_the_same_key_is_the_same_job(ask):
    first = ask(headers={"Idempotency-Key": "one press"})
    again = ask(headers={"Idempotency-Key": "one press"}, seed=7)
    assert first.json["job_id"] == again.json["job_id"]


def test_a_browser_is_given_a_cookie_that_scripts_and_other_sites_do_not_get(ask):
    cookie = ask(headers=BROWSER).headers["Set-Cookie"]
    assert cookie.startswith("visitor=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_program_without_cookies_is_given_none(ask):
    assert "Set-Cookie" not in ask().headers


@pytest.mark.parametrize("method", ["get", "delete"])
def test_nobody_else_finds_it(app, ask, demo, method):
    job_id = ask(headers=BROWSER).json["job_id"]
    bia = app.test_client()
    bia.post("/api/simulate", json=demo, headers=BROWSER)
    nobody = app.test_client(use_cookies=False)
    for other in (bia, nobody):
        response = getattr(other, method)(f"/api/simulate/{job_id}")
        assert response.status_code == 404
        assert response.content_type == "application/problem+json"
        guessed = getattr(other, method)(f"/api/simulate/{'0' * 32}")
        assert response.json == guessed.json


def test_a_page_of_another_site_starts_nothing(ask):
    response = ask(headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert response.json["title"] == "Isto veio de outro site"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"trials": 0}, "trials"),
        ({"trials": 1_000_001}, "trials"),
        ({"trials": 1.5}, "trials"),
        ({"seed": -1}, "seed"),
        ({"scope": None}, "scope"),
        ({"history": {"counts": [0, 0]}}, "history.counts"),
        ({"lead_times_days": [-1]}, "lead_times_days.0"),
        ({"ramp": {"start_people": 0}}, "ramp.start_people"),
    ],
)
def test_what_cannot_be_simulated_is_refused_at_once(ask, changes, field):
    response = ask(**changes)
    assert response.status_code == 422
    assert field in {error["field"] for error in response.json["errors"]}


def test_a_database_that_does_not_answer_is_said_and_forecasts_go_on(assets, demo, tmp_path):
    from flow_forecaster.settings import Settings
    from flow_forecaster.web import create_app

    (tmp_path / "file").write_text("")
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/file/in.db"), assets=assets)
    client = app.test_client()
    response = client.post("/api/simulate", json=demo)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert client.post("/api/v1/forecasts", json=demo).status_code == 200
