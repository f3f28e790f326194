"""The API keeps to its own schema, whatever is sent."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def operations(app):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, headers=PLAIN)
    return {operation.ok().label: operation.ok() for operation in described.get_all_operations()}


@pytest.mark.parametrize(
    ("label", "mode"),
    [
        ("GET /api/v1/countries", GenerationMode.POSITIVE),
        ("POST /api/v1/forecasts", GenerationMode.POSITIVE),
        ("POST /api/v1/forecasts", GenerationMode.NEGATIVE),
        ("POST /api/simulate", GenerationMode.NEGATIVE),
        ("GET /api/simulate/{job_id}", GenerationMode.POSITIVE),
        ("DELETE /api/simulate/{job_id}", GenerationMode.POSITIVE),
    ],
)
def test_nothing_undocumented_is_answered(operations, label, mode):
    @settings(max_examples=100, suppress_health_check=list(HealthCheck))
    @given(operations[label].as_strategy(generation_mode=mode))
    def validate(case):
        # Some rules join fields, which a schema does not say: a date or weeks, not both.
        case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])

    validate()


def test_every_operation_is_tried(operations):
    assert set(operations) == {
        "GET /api/v1/countries",
        "POST /api/v1/forecasts",
        "POST /api/simulate",
        "GET /api/simulate/{job_id}",
        "DELETE /api/simulate/{job_id}",
    }
