"""The vectors that hold the page's kernel are the server's answers; its own tests run them too."""

import json
import math

import pytest

from flow_forecaster import forecast
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.engine import VERSION
from scripts.write_vectors import ANSWERED, PLACE, answer, sentence
from tests.vectors.kernel_cases import REFUSED, TODAY

VECTORS = json.loads(PLACE.read_text("utf-8"))
STALE = "run: python -m scripts.write_vectors"

NEAR = 1e-9
"""How far fractions may be apart, or which share of them where they are larger than one."""


def test_the_vectors_hold_every_case():
    assert {case["name"]: case["request"] for case in VECTORS["answered"]} == ANSWERED, STALE
    refused = {case["name"]: (case["request"], case["because"]) for case in VECTORS["refused"]}
    assert refused == REFUSED, STALE
    assert VECTORS["engine"] == VERSION, STALE
    assert VECTORS["today"] == TODAY.isoformat(), STALE


@pytest.mark.parametrize("case", VECTORS["answered"], ids=lambda case: case["name"])
def test_the_server_answers_as_the_vectors_say(case):
    assert_near(json.loads(json.dumps(answer(case["request"]))), case["answer"], STALE)
    assert sentence(case["request"]) == case["sentence"], STALE


@pytest.mark.parametrize("case", VECTORS["refused"], ids=lambda case: case["name"])
def test_the_server_refuses_what_the_vectors_say(case):
    with pytest.raises(InvalidRequest):
        forecast(case["request"], today=TODAY)


def test_a_vector_that_is_a_little_off_is_found():
    assert_near({"chance": 0.5, "weeks": 3}, {"chance": 0.5 + 0.9 * NEAR, "weeks": 3}, "near")
    with pytest.raises(AssertionError):
        assert_near({"chance": 0.5}, {"chance": 0.5 + 1.1 * NEAR}, "far")
    with pytest.raises(AssertionError):
        assert_near({"weeks": 3}, {"weeks": 4}, "another week")


def assert_near(actual, expected, path):
    """Whole numbers, dates and words are the same, fractions near."""
    if isinstance(expected, dict):
        assert actual.keys() == expected.keys(), path
        for name, value in expected.items():
            assert_near(actual[name], value, f"{path}: {name}")
    elif isinstance(expected, list):
        assert len(actual) == len(expected), path
        for one, other in zip(actual, expected, strict=True):
            assert_near(one, other, path)
    elif isinstance(expected, float):
        assert math.isclose(actual, expected, rel_tol=NEAR, abs_tol=NEAR), path
    else:
        assert actual == expected, path
