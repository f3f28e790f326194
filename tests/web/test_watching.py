import io
import json
import logging
import logging.config

import pytest

from flow_forecaster.logs import JsonLines, logging_config
from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app


@pytest.fixture
def lines():
    """What is logged meanwhile, as it is written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_every_answer_has_an_id_of_its_own(client):
    ids = {client.get("/health/live").headers["X-Request-Id"] for _ in range(3)}
    assert len(ids) == 3


def test_a_client_cannot_choose_the_id(client):
    told = {"X-Request-Id": "chosen-by-a-client"}
    assert client.get("/", headers=told).headers["X-Request-Id"] != "chosen-by-a-client"


@pytest.mark.parametrize(
    ("told", "is_kept"), [("from-the-proxy", True), ("short", False), ("with a space!", False)]
)
def test_a_trusted_proxy_can(assets, told, is_kept):
    client = create_app(Settings(trusted_proxies=1), assets=assets).test_client()
    answer = client.get("/health/live", headers={"X-Request-Id": told})
    assert (answer.headers["X-Request-Id"] == told) is is_kept


def test_a_request_is_one_line_without_personal_data(client, lines):
    answer = client.get("/?history=9+9+9&items=33", headers={"User-Agent": "somebody"})
    [line] = [one for one in lines() if one["message"] == "answered"]
    assert line["request"] == answer.headers["X-Request-Id"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/", 200)
    assert line["ms"] > 0
    assert not {"33", "somebody", "127.0.0.1"} & set(map(str, line.values()))


def test_a_fault_is_logged_with_its_request(app, lines):
    def break_down():
        raise RuntimeError("it broke")

    app.add_url_rule("/break", view_func=break_down)
    answer = app.test_client().get("/break")
    assert answer.status_code == 500
    [line] = [one for one in lines() if one["level"] == "error"]
    assert line["request"] == answer.headers["X-Request-Id"]
    assert "RuntimeError: it broke" in line["error"]


def test_the_configuration_can_be_used():
    config = logging_config("warning")
    logging.config.DictConfigurator(config)
    assert config["root"]["level"] == "WARNING"
