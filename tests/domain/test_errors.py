import pytest

from flow_forecaster.domain.errors import AppError, InvalidRequest, NotFound, Problem, TooMuch
from flow_forecaster.domain.language import load_language

EN, PT = load_language("en"), load_language("pt-BR")


def test_a_problem_names_its_facts_in_the_readers_format():
    problem = Problem("scope.items", "This must be at most {le}.", {"le": 100_000})
    assert problem.message(EN) == "This must be at most 100,000."
    assert "100.000" in problem.message(PT)


def test_facts_that_are_words_stay_as_they_are():
    problem = Problem(
        "start", "Dates from {first} to {last} are taken.", {"first": "a", "last": "b"}
    )
    assert problem.message(EN) == "Dates from a to b are taken."


def test_an_invalid_request_says_every_problem():
    problems = [Problem("a", "This is needed."), Problem("b", "This must be a number.")]
    error = InvalidRequest(problems)
    assert error.problems == tuple(problems)
    assert error.detail(EN) == "This is needed. This must be a number."


def test_too_much_says_the_limit():
    assert "1,024 kB" in TooMuch(1_024).detail(EN)
    assert "1.024 kB" in TooMuch(1_024).detail(PT)


@pytest.mark.parametrize("error", [AppError(), InvalidRequest([]), NotFound(), TooMuch(1)])
def test_every_refusal_has_a_title_in_both_languages(error):
    assert isinstance(error, AppError)
    titles = {error.title(EN), error.title(PT)}
    assert len(titles) == 2 and "" not in titles
