"""POST /api/v1/forecasts: the contract, and what is refused."""

import gzip
import io
import json

import brotli
import pytest

from flow_forecaster.services import forecast as service

URL = "/api/v1/forecasts"
PROBLEM_FIELDS = ["type", "title", "status", "detail", "errors"]


def post(client, data, **headers):
    return client.post(URL, json=data, headers=headers)


def refused(response, status):
    """The problem document of a refusal, in the one shape that every error has."""
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    document = response.get_json(force=True)
    assert list(document) == PROBLEM_FIELDS
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    return document


def test_answers_the_demo_as_the_workshop_knows_it(client, demo):
    answer = post(client, demo | {"pace_model": "resample"}).get_json()
    weeks = {one["confidence"]: one["weeks"] for one in answer["when"]}
    items = {one["confidence"]: one["items"] for one in answer["how_many"]}
    cost = {one["confidence"]: one["amount"] for one in answer["cost"]}
    assert (weeks[0.5], weeks[0.85], weeks[0.95]) == (17, 18, 19)
    assert (items[0.5], items[0.85], items[0.95]) == (163, 156, 151)
    assert cost[0.85] == 864_000
    assert answer["deadline"]["chance"] == pytest.approx(0.997, abs=5e-4)
    assert answer["deadline"]["chance_without_risks"] == pytest.approx(1.0, abs=5e-4)
    assert answer["deadline"]["date"] == "2027-04-12"
    assert answer["verdict"] == "go"


def test_takes_every_field_of_the_contract(client):
    answer = post(
        client,
        {
            "history": {"counts": [5, 6, 8], "period_days": 7, "last_period_end": "2026-11-22"},
            "scope": {
                "low": 70,
                "high": 90,
                "complexity": "medium",
                "split_rate": {"low": 1.0, "high": 1.3},
            },
            "risks": [
                {
                    "name": "Tests fail",
                    "probability": 0.4,
                    "impact": {"low": 8, "mode": 12, "high": 20},
                }
            ],
            "start": "2026-11-23",
            "deadline": {"date": "2027-03-08"},
            "team": {"size": 5, "cost_per_person_week": 5500, "focus": 1.0, "history_size": 5},
            "calendar": {"days_off": ["2026-12-25"], "workdays": [0, 1, 2, 3, 4]},
            "pace_model": "auto",
            "percentiles": [0.5, 0.7, 0.85, 0.95],
        },
    ).get_json()
    assert [one["confidence"] for one in answer["when"]] == [0.5, 0.7, 0.85, 0.95]
    assert answer["risks"][0]["name"] == "Tests fail"
    assert {
        "levers",
        "verdict",
        "curve",
        "cone",
        "not_finished",
        "history",
        "model",
        "sentence",
    } <= set(answer)


def test_starts_today_when_nothing_says_when(client):
    asked = {"history": {"counts": [5, 6, 8]}, "scope": {"items": 20}}
    assert post(client, asked).get_json()["start"] == "2026-11-23"


@pytest.mark.parametrize("language", ["en", "pt-BR"])
@pytest.mark.parametrize(
    ("encoding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_an_answer_is_small(client, demo, encoding, unpack, language):
    said = {"Accept-Language": language}
    assert len(post(client, demo, **said).data) < 6_000
    packed = post(client, demo, **said, **{"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert len(packed.data) < 2_000
    assert json.loads(unpack(packed.data)) == post(client, demo, **said).get_json()


def test_an_answer_is_not_kept_anywhere(client, demo):
    assert post(client, demo).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "chosen", "language"),
    [
        ("en-GB,en;q=0.9", None, "en"),
        ("pt", None, "pt-BR"),
        ("fr", None, "pt-BR"),
        ("en", "pt-BR", "pt-BR"),
        ("pt", "en", "en"),
    ],
)
def test_speaks_the_readers_language(client, demo, asked, chosen, language):
    if chosen:
        client.set_cookie("lang", chosen)
    response = post(client, demo, **{"Accept-Language": asked})
    assert response.headers["Content-Language"] == language
    assert {"en": "120 items", "pt-BR": "120 itens"}[language] in response.get_json()["sentence"]
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))


def test_a_refusal_names_each_field_in_the_readers_language(client, demo):
    demo["scope"] = {"items": 0}
    demo["colour"] = "blue"
    english = refused(post(client, demo, **{"Accept-Language": "en"}), 422)
    assert {"field": "scope.items", "message": "This must be at least 1."} in english["errors"]
    assert "colour" in [one["field"] for one in english["errors"]]
    portuguese = refused(post(client, demo, **{"Accept-Language": "pt-BR"}), 422)
    assert portuguese["errors"][0]["message"] != english["errors"][0]["message"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"history": None}, "history"),
        ({"history": {"counts": []}}, "history.counts"),
        ({"history": {"counts": [0, 0]}}, "history.counts"),
        ({"history": {"counts": ["5"]}}, "history.counts.0"),
        ({"history": {"counts": [-1]}}, "history.counts.0"),
        ({"history": {"counts": [10_001]}}, "history.counts.0"),
        ({"history": {"counts": [5] * 1_001}}, "history.counts"),
        ({"scope": {"items": 100_001}}, "scope.items"),
        ({"scope": {"items": 2.5}}, "scope.items"),
        ({"scope": {"low": 3, "high": 2}}, "scope"),
        ({"risks": [{"name": "x"}] * 51}, "risks"),
        ({"deadline": {"weeks": 523}}, "deadline.weeks"),
        ({"deadline": {"date": "2026-11-23"}}, "deadline.date"),
        ({"deadline": {"date": "2026-02-30"}}, "deadline.date"),
        ({"deadline": {"date": "9999-12-31"}}, "deadline.date"),
        ({"start": "9999-12-31"}, "start"),
        ({"start": "tomorrow"}, "start"),
        ({"percentiles": [1]}, "percentiles.0"),
        ({"pace_model": "guess"}, "pace_model"),
        ({"calendar": {"holidays": {"country": "XX"}}}, "calendar.holidays"),
    ],
)
def test_refuses_a_field(client, demo, change, field):
    document = refused(post(client, demo | change), 422)
    assert any(one["field"].startswith(field) for one in document["errors"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[1]",
        b'"text"',
        b"\xff\xfe",
        b'{"history": {"counts": [NaN]}}',
        b'{"history": {"counts": [-Infinity]}}',
        b'{"scope": {"items": 1}, "scope": {"items": 2}}',
        b'{"a":' * 50_000,
        b"[" * 100_000,
        b"9" * 10_000,
        b'{"a": 1} {}',
    ],
    ids=range(13),
)
def test_refuses_what_is_no_json_object(client, body):
    refused(client.post(URL, data=body, content_type="application/json"), 400)


@pytest.mark.parametrize("text", [b"1e999", b"9" * 400, b"-1e999"])
def test_refuses_numbers_past_all_bounds(client, text):
    body = b'{"history": {"counts": [%s]}, "scope": {"items": 5}}' % text
    refused(client.post(URL, data=body, content_type="application/json"), 422)


def test_refuses_text_that_is_no_unicode(client, demo):
    demo["risks"][0]["name"] = "\ud800"
    refused(post(client, demo), 422)


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "x"])
def test_refuses_another_content_type(client, kind):
    refused(client.post(URL, data=b"{}", content_type=kind), 415)


def test_a_body_past_the_limit_is_refused_with_the_limit(client):
    response = client.post(
        URL,
        data=b" " * 1_000_001,
        content_type="application/json",
        headers={"Accept-Language": "en"},
    )
    assert "1,000 kB" in refused(response, 413)["detail"]


def test_a_body_in_chunks_past_the_limit_is_refused_too(client, demo):
    body = json.dumps(demo).encode() + b" " * 1_000_000
    response = client.post(
        URL,
        input_stream=io.BytesIO(body),
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )
    refused(response, 413)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_another_method_is_refused_with_those_that_are_taken(client, method):
    response = client.open(URL, method=method)
    refused(response, 405)
    assert set(response.allow) == {"POST", "OPTIONS"}


def test_an_unknown_address_of_the_api_is_a_problem_document(client):
    refused(client.get("/api/v1/nothing"), 404)


def test_what_nobody_foresaw_is_noted_and_not_shown(client, demo, monkeypatch, caplog):
    def fail(*_args, **_facts):
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr(service, "forecast_numbers", fail)
    document = refused(post(client, demo), 500)
    assert "secret" not in json.dumps(document)
    assert "a secret" in caplog.text
