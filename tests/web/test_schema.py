"""The API keeps to its own schema, whatever is sent."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.web.people import SAME_SITE, sign_up

PLAIN = {"Accept-Encoding": "identity"} | SAME_SITE
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE

EVERYBODYS = [
    ("GET /api/v1/countries", POSITIVE),
    ("POST /api/v1/forecasts", POSITIVE),
    ("POST /api/v1/forecasts", NEGATIVE),
    ("POST /api/simulate", NEGATIVE),
    ("GET /api/simulate/{job_id}", POSITIVE),
    ("DELETE /api/simulate/{job_id}", POSITIVE),
    ("POST /api/v1/backtests", NEGATIVE),
    ("GET /api/v1/backtests/{job_id}", POSITIVE),
    ("DELETE /api/v1/backtests/{job_id}", POSITIVE),
    ("GET /api/v1/decks", POSITIVE),
    ("POST /api/v1/decks/read", POSITIVE),
    ("POST /api/v1/rooms", POSITIVE),
    ("POST /api/v1/rooms", NEGATIVE),
    ("GET /api/v1/rooms/{code}", POSITIVE),
    ("POST /api/v1/rooms/{code}/sync", POSITIVE),
    ("POST /api/v1/rooms/{code}/sync", NEGATIVE),
]

OF_ACCOUNTS = [
    ("GET /api/v1/account", POSITIVE),
    ("GET /api/v1/projects", POSITIVE),
    ("POST /api/v1/projects", POSITIVE),
    ("POST /api/v1/projects", NEGATIVE),
    ("GET /api/v1/projects/{project_id}", POSITIVE),
    ("PUT /api/v1/projects/{project_id}", POSITIVE),
    ("PUT /api/v1/projects/{project_id}", NEGATIVE),
    ("DELETE /api/v1/projects/{project_id}", POSITIVE),
    ("POST /api/v1/projects/{project_id}/history", POSITIVE),
    ("POST /api/v1/projects/{project_id}/history", NEGATIVE),
    ("GET /api/v1/projects/{project_id}/forecasts", POSITIVE),
    ("POST /api/v1/projects/{project_id}/forecasts", POSITIVE),
    ("POST /api/v1/projects/{project_id}/forecasts", NEGATIVE),
    ("GET /api/v1/projects/{project_id}/track-record", POSITIVE),
    ("GET /api/v1/track-record", POSITIVE),
    ("GET /api/v1/saved-forecasts/{forecast_id}", POSITIVE),
    ("PUT /api/v1/saved-forecasts/{forecast_id}", POSITIVE),
    ("PUT /api/v1/saved-forecasts/{forecast_id}", NEGATIVE),
    ("DELETE /api/v1/saved-forecasts/{forecast_id}", POSITIVE),
    ("POST /api/v1/saved-forecasts/{forecast_id}/rerun", POSITIVE),
    ("PUT /api/v1/saved-forecasts/{forecast_id}/outcome", POSITIVE),
    ("PUT /api/v1/saved-forecasts/{forecast_id}/outcome", NEGATIVE),
    ("GET /api/v1/comparisons", POSITIVE),
    ("GET /api/v1/comparisons", NEGATIVE),
    ("GET /api/v1/projects/{project_id}/export", POSITIVE),
    ("POST /api/v1/projects/import", NEGATIVE),
    ("GET /api/v1/projects/{project_id}/shares", POSITIVE),
    ("POST /api/v1/projects/{project_id}/shares", POSITIVE),
    ("DELETE /api/v1/projects/{project_id}/shares/{token}", POSITIVE),
]

BY_PASSWORD = {"GET /api/v1/tokens", "POST /api/v1/tokens", "DELETE /api/v1/tokens/{token_id}"}
"""Refused to a token; tried in tests of their own."""


@pytest.fixture
def operations(app):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, headers=PLAIN)
    found = [operation.ok() for operation in described.get_all_operations()]
    return {one.label: one for one in found if "/api/" in one.label}


@pytest.fixture
def ana(app):
    """What a program of Ana's sends, and the ids of what is hers."""
    browser = sign_up(app)
    token = browser.post("/api/v1/tokens", json={"name": "Schema"}).json["token"]
    history = {"counts": [5, 6, 8], "last_period_end": "2026-11-22"}
    project = browser.post("/api/v1/projects", json={"name": "Portal", "history": history}).json
    asked = {"history": history, "scope": {"items": 9}, "deadline": {"weeks": 5}}
    forecast = browser.post(
        f"/api/v1/projects/{project['id']}/forecasts", json={"name": "First", "request": asked}
    ).json
    ids = {"project_id": project["id"], "forecast_id": forecast["id"]}
    return {"Authorization": f"Bearer {token}"}, ids


def check(operation, mode, headers, ids, *, n_examples):
    @settings(max_examples=n_examples, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode))
    def validate(case):
        for name in case.path_parameters or {}:
            case.path_parameters[name] = ids.get(name, case.path_parameters[name])
        # Some rules join fields, which a schema does not say: a date or weeks, not both.
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    validate()


@pytest.mark.parametrize(("label", "mode"), EVERYBODYS)
def test_nothing_undocumented_is_answered(operations, label, mode):
    check(operations[label], mode, PLAIN, {}, n_examples=60)


@pytest.mark.parametrize(("label", "mode"), OF_ACCOUNTS)
def test_nothing_undocumented_is_answered_to_an_account(operations, ana, label, mode):
    token, ids = ana
    check(operations[label], mode, PLAIN | token, ids, n_examples=20)


@pytest.mark.parametrize(
    "label", [label for label, mode in OF_ACCOUNTS if "{" in label and mode is POSITIVE]
)
def test_nothing_undocumented_is_answered_to_guessed_ids(operations, ana, label):
    token, _ids = ana
    check(operations[label], POSITIVE, PLAIN | token, {}, n_examples=20)


def test_every_operation_is_tried(operations):
    tried = {label for label, _mode in [*EVERYBODYS, *OF_ACCOUNTS]}
    assert set(operations) == tried | BY_PASSWORD
