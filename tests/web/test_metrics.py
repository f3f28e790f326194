import pytest
from prometheus_client.parser import text_string_to_metric_families

from flow_forecaster.services import promise_counts
from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from flow_forecaster.web.database import current_database
from tests.services.keeping import filled_project, new_account

TOKEN = "a-token-for-tests"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def watched(assets, tmp_path):
    settings = Settings(data_folder=str(tmp_path / "data"), metrics_token=TOKEN)
    app = create_app(settings, assets=assets)
    yield app.test_client()
    app.extensions["queue"].close()
    app.extensions["database"].close()


def read(client):
    text = client.get("/metrics", headers=SHOWN).text
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def requests_to(metrics, route, status="200"):
    labels = [("method", "GET"), ("route", route), ("status", status)]
    return metrics.get(("flow_forecaster_requests_total", *labels), 0)


def test_nobody_reads_them_without_the_setting(client):
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("told", ["", "Bearer wrong", TOKEN, "Basic x"])
def test_nobody_reads_them_without_the_token(watched, told):
    assert watched.get("/metrics", headers={"Authorization": told}).status_code == 404


def test_requests_are_counted_by_route_and_status(watched):
    before = read(watched)
    watched.get("/health/live")
    watched.get("/health/live")
    after = read(watched)
    assert requests_to(after, "/health/live") - requests_to(before, "/health/live") == 2
    count = ("flow_forecaster_request_seconds_count", ("route", "/health/live"))
    assert after[count] - before.get(count, 0) == 2


def test_addresses_that_are_not_there_make_one_route(watched):
    before = read(watched)
    for name in ("a", "b", "c"):
        watched.get(f"/not/there/{name}")
    after = read(watched)
    assert requests_to(after, "none", "404") - requests_to(before, "none", "404") == 3
    assert not any("/not/there" in str(key) for key in after)


def test_a_scrape_makes_no_database(watched, tmp_path):
    metrics = read(watched)
    assert metrics[("flow_forecaster_database_up",)] == 1
    assert not (tmp_path / "data").exists()


def test_jobs_are_counted_by_state(watched, demo):
    watched.post("/api/simulate", json=demo | {"trials": 100})
    metrics = read(watched)
    assert metrics[("flow_forecaster_jobs", ("kind", "completed"))] == 1
    assert metrics[("flow_forecaster_jobs", ("kind", "queued"))] == 0
    assert metrics[("flow_forecaster_present", ("kind", "devices"))] == 0


def test_promises_are_counted_once_it_is_known_what_happened(watched, monkeypatch):
    with watched.application.app_context():
        database = current_database()
    assert ("flow_forecaster_promises", ("kind", "told_at_85")) not in read(watched)
    filled_project(database, new_account(database))
    metrics = read(watched)
    assert metrics[("flow_forecaster_promises", ("kind", "told_at_85"))] == 1
    assert metrics[("flow_forecaster_promises", ("kind", "kept_at_50"))] in {0, 1}
    # Nothing happened since: nothing is read again.
    monkeypatch.setattr(promise_counts, "installation_track_record", None)
    assert read(watched)[("flow_forecaster_promises", ("kind", "told_at_85"))] == 1


def test_a_database_that_is_gone_is_told(assets):
    settings = Settings(database_url="sqlite:////proc/none/x.db", metrics_token=TOKEN)
    client = create_app(settings, assets=assets).test_client()
    assert read(client)[("flow_forecaster_database_up",)] == 0
