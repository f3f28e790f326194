"""deploy/monitoring/: alerts and dashboard name metrics and routes that the product has."""

import json
import re

import pytest
import yaml

from flow_forecaster.domain.job import State
from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from scripts.rehearsal.compose import DEPLOY

MONITORING = DEPLOY / "monitoring"
TOKEN = "a-token-for-tests"
OF_PROMETHEUS = {"up"}
FUNCTIONS = {"sum", "rate", "by", "histogram_quantile", "topk", "max", "min", "le", "and", "on"}
LABELS = {"job", "status", "route", "kind", "instance"}


def expressions():
    alerts = yaml.safe_load((MONITORING / "alerts.yml").read_text("utf-8"))
    for group in alerts["groups"]:
        yield from ((rule["alert"], rule["expr"]) for rule in group["rules"])
    dashboard = json.loads((MONITORING / "dashboard.json").read_text("utf-8"))
    for panel in dashboard["panels"]:
        yield from ((panel["title"], target["expr"]) for target in panel["targets"])


EXPRESSIONS = list(expressions())


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    from flow_forecaster.web.assets import Assets

    folder = tmp_path_factory.mktemp("monitored")
    settings = Settings(data_folder=str(folder / "data"), metrics_token=TOKEN)
    app = create_app(settings, assets=Assets(folder, {}))
    client = app.test_client()
    request = {"history": {"counts": [1]}, "scope": {"items": 1}, "trials": 1}
    assert client.post("/api/simulate", json=request).status_code == 202
    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    yield set(re.findall(r"^(\w+)(?=[{ ])", text, re.MULTILINE))
    app.extensions["queue"].close()
    app.extensions["database"].close()


@pytest.mark.parametrize(("title", "expression"), EXPRESSIONS)
def test_every_metric_exists(known, title, expression):
    bare = re.sub(r'"[^"]*"|\[\w+\]', "", expression)
    named = set(re.findall(r"[a-z_]{2,}", bare)) - FUNCTIONS - LABELS
    assert named
    assert named <= known | OF_PROMETHEUS


@pytest.mark.parametrize(("title", "expression"), EXPRESSIONS)
def test_every_kind_of_job_exists(title, expression):
    kinds = set(re.findall(r'flow_forecaster_jobs\{kind="(\w+)"', expression))
    assert kinds <= {state.value for state in State}


def test_an_alert_says_what_to_do():
    alerts = yaml.safe_load((MONITORING / "alerts.yml").read_text("utf-8"))
    for group in alerts["groups"]:
        for rule in group["rules"]:
            assert set(rule["annotations"]) == {"summary", "action"}
            assert rule["labels"]["severity"] in {"page", "look"}


def test_prometheus_reads_where_the_product_answers():
    config = yaml.safe_load((MONITORING / "prometheus.yml").read_text("utf-8"))
    [job] = config["scrape_configs"]
    assert job["metrics_path"] == "/metrics"
    assert job["authorization"]["type"] == "Bearer"
    assert config["rule_files"] == ["alerts.yml"]
