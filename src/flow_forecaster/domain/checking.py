"""From what was sent to a request, or to sentences about what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.request import ForecastRequest

Asked = TypeVar("Asked", bound=ForecastRequest)

MOST_PROBLEMS = 20
"""Problems told at once."""

SENTENCES = {
    "missing": N_("This is needed."),
    "extra_forbidden": N_("There is no field of this name. Remove it, or check its spelling."),
    "greater_than_equal": N_("This must be at least {ge}."),
    "greater_than": N_("This must be more than {gt}."),
    "less_than_equal": N_("This must be at most {le}."),
    "less_than": N_("This must be less than {lt}."),
    "too_short": N_("At least {min_length} are needed here; {actual_length} came."),
    "too_long": N_("At most {max_length} are taken here. Leave some out."),
    "string_too_long": N_("At most {max_length} characters are taken here. Shorten it."),
    "string_pattern_mismatch": N_("This is not written as expected: {pattern}."),
    "literal_error": N_("This must be one of: {expected}."),
    "team_grows_too_much": N_(
        "A team can grow to ten times its size, here {most} people. Check the sizes."
    ),
    "date_out_of_range": N_("Dates from {first} to {last} are taken."),
    "finite_number": N_("This must be a number, not infinite nor undefined."),
    "int_from_float": N_("This must be a whole number."),
    "not_ordered": N_("The order must be {fields}. Swap the values that are the wrong way round."),
    "scope_number_or_range": N_(
        "Give the number of items, or both ends of a range: either items, or low and high."
    ),
    "scope_or_deadline": N_("Say how many items are left, or when they are due, or both."),
    "deadline_date_or_weeks": N_("Give the deadline as a date or as weeks, not both."),
}

KINDS = {
    "int": N_("This must be a whole number."),
    "float": N_("This must be a number."),
    "date": N_("This must be a date such as 2027-03-08."),
    "string": N_("This must be text."),
    "tuple": N_("This must be a list."),
}

OTHERWISE = N_("This cannot be read. Check it against the description of the request.")


def check_request(data: Mapping[str, Any], model: type[Asked]) -> Asked:
    """The request in ``data``, of the given model.

    Raises
    ------
    InvalidRequest
        With a sentence for each field that is wrong, at most ``MOST_PROBLEMS``.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InvalidRequest(problems_of(error)) from error


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """A sentence for each of the first problems that validation found."""
    details = error.errors(include_url=False, include_input=False)
    within = {detail["loc"][:-1] for detail in details}
    # A list whose elements are wrong is told to be short as well, of those that are right.
    told = [one for one in details if not (one["type"] == "too_short" and one["loc"] in within)]
    return tuple(_problem(detail) for detail in told[:MOST_PROBLEMS])


def _problem(detail: ErrorDetails) -> Problem:
    kind = detail["type"]
    sentence = SENTENCES.get(kind) or KINDS.get(kind.split("_")[0], OTHERWISE)
    facts = dict(detail.get("ctx", {}))
    if "expected" in facts:
        facts["expected"] = str(facts["expected"]).replace(" or ", ", ")
    return Problem(".".join(map(str, detail["loc"])), sentence, facts)
